/** What the rules on goods at the door have in common. */

import { yearOf } from "../domain/day";
import type { State } from "../domain/draft";
import { contradicted, physical, type Outcome } from "../domain/outcome";
import type { Inbound, Location } from "../generated/rows";
import { read } from "../scanning/reader";
import type { Trouble } from "./answer";
import { goods } from "./goods";
import type { Context } from "./kernel";

const PIECES_MAX = 100_000;

/** Scanned goods: `units` in base units of all of it; `lot` and `expiry` as the label says, empty or null without. */
export interface Delivered {
  readonly product: string;
  readonly units: number;
  readonly lot: string;
  readonly expiry: string | null;
  readonly seen: string;
}

/** A pallet's label stands for as many packs as it says (AI 02 with 37). */
export function delivered(state: State, raw: string, units: number, context: Context): Delivered {
  const scan = read(raw, yearOf(context.receivedAt));
  const inside = scan.error === null && scan.elements.some(([ai]) => ai === "02");
  const pieces = inside ? Math.min(Math.max(1, scan.count ?? 1), PIECES_MAX) : 1;
  const { product, units: each, lot, seen } = goods(state, raw, context);
  const tracked = state.get("product", product)?.lot_tracked === true;
  return { product, units: units * each * pieces, lot: tracked ? lot : "", expiry: scan.error === null ? scan.expiry : null, seen };
}

/** Goods that nothing is known by. */
export const strange = (place: Location, { seen, units }: Delivered): Outcome =>
  contradicted("unknown_goods", physical("set_aside", place.warehouse, place.id, "", units), [], { seen, place: place.id, units });

/** Whether a place is of another building, or beyond the walls. */
export const isElsewhere = (warehouse: string, place: Location): boolean =>
  place.warehouse !== warehouse || place.kind === "outside";

/** Nobody can say yet where the goods are. */
export const elsewhere = (inbound: Inbound, place: Location, { product, units }: Delivered): Outcome =>
  contradicted("not_a_place", physical("say_where", inbound.warehouse, place.id, product, units), [], { place: place.id, product, units });

/** Promised units are gone. */
export const belowPromised = (warehouse: string, place: string, product: string, units: number): Trouble =>
  ({ code: "below_promised", task: physical("look_at_orders", warehouse, place, product, units), params: { place, product, units } });
