/** Units that are promised and turn out not to be there. */

import { physical } from "../domain/outcome";
import type { Trouble } from "./answer";

/** Promised units are gone. */
export const belowPromised = (warehouse: string, place: string, product: string, units: number): Trouble => ({
  code: "below_promised",
  task: physical("look_at_orders", warehouse, place, product, units, ["done"]),
  params: { place, product, units },
});
