/** What the rules on goods that come back have in common. */

import { contradicted, physical, type Outcome } from "../domain/outcome";
import type { Disposition } from "../domain/returns/lines";
import { isHeld } from "../domain/stock/carry";
import type { Location, ReturnReceipt } from "../generated/rows";
import { isElsewhere, type Delivered } from "./delivery";

/** Goods of which nobody can say yet where they are: not here, beyond the walls, or held where all may pick. */
export function astray(
  { warehouse }: ReturnReceipt, place: Location, disposition: Disposition, { product, units }: Delivered,
): Outcome | null {
  const pickedFrom = disposition === "quarantine" && !isHeld(place.id);
  if (!isElsewhere(warehouse, place) && !pickedFrom) return null;
  const say = physical("say_where", warehouse, place.id, product, units);
  return contradicted("not_a_place", say, [], { place: place.id, product, units });
}
