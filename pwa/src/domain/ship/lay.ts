/** What a scan means while a pallet is built. */

import { known } from "../meanings";
import { beforeAll, goodsOf, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";

/** A carton is laid on; the label of another pallet that stands here is that of the one to go on with. */
export type LayVerdict = Verdict<{ readonly raw: string; readonly carton: string } | { readonly pallet: string }>;

export function expectOnPallet(pallet: string, warehouse: string, seen: Seen, rows: Reads): LayVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  if (!seen.sscc) {
    const goods = goodsOf(seen, rows);
    return goods ? wrong("want_label", goods.product) : wrongKind("want_label", seen, known(seen, rows, warehouse));
  }
  const carton = rows.where("carton", "sscc", seen.sscc).find((one) => one.warehouse === warehouse);
  const other = carton ? undefined : rows.get("pallet", seen.sscc);
  if (other && other.id === pallet) return { is: "repeated", code: "this_pallet", got: other.id };
  if (other?.warehouse === warehouse) return { is: "right", does: { pallet: other.id } };
  if (!carton) return wrong("unknown_carton", seen.sscc);
  const got = `${carton.order_number} / ${carton.number}`;
  if (pallet !== "" && carton.pallet === pallet) return { is: "repeated", code: "on_pallet", got };
  if (carton.stage === "shipped") return wrong("left_before", got);
  if (carton.stage === "loaded") return wrong("other_truck", got, rows.get("manifest", carton.manifest ?? "")?.number ?? "");
  if (rows.get("shipment", carton.shipment)?.stage === "cancelled") return wrong("order_cancelled", got);
  return { is: "right", does: { raw: seen.raw, carton: carton.id } };
}
