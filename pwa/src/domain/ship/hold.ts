/** What quality has not released: a shipment, or a lot wherever it is packed. It must not leave. */

import type { Carton, LoadHold } from "../../generated/rows";
import type { Reads } from "../seen";

type Looks = Pick<Reads, "get" | "where">;

/** Where a hold stands. */
export const holdId = (warehouse: string, shipment: string, product = "", lot = ""): string =>
  shipment ? `${warehouse}/order/${shipment}` : `${warehouse}/lot/${product}/${lot}`;

/** The hold that keeps a carton here, if there is one. */
export function holdOn(rows: Looks, { id, warehouse, shipment }: Carton): LoadHold | undefined {
  const lots = rows
    .where("carton_item", "carton", id)
    .filter(({ quantity }) => quantity > 0)
    .map(({ product, lot }) => holdId(warehouse, "", product, lot));
  return [holdId(warehouse, shipment), ...lots].map((hold) => rows.get("load_hold", hold)).find((hold) => hold?.held);
}
