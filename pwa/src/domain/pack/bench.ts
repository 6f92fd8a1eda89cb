/** The packing bench: what is left of a shipment, and what a scan there means. */

import type { BoxType, Carton, Shipment, ShipmentLine } from "../../generated/rows";
import { known } from "../meanings";
import { beforeAll, goodsCode, goodsOf, singleOf, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";

/** A shipment asks for its lines, a tote for the shipment in it. */
export type BenchVerdict = Verdict<{ readonly shipment: string }>;
export type PackVerdict = Verdict<
  | { readonly kind: "pack.scan"; readonly body: { readonly carton: string; readonly raw: string } }
  | { readonly kind: "pack.box"; readonly body: { readonly carton: string; readonly box: string } }
>;

export const linesOf = (rows: Reads, shipment: string): ShipmentLine[] =>
  [...rows.where("shipment_line", "shipment", shipment)].sort((a, b) => (a.id < b.id ? -1 : 1));

export const cartonsOf = (rows: Reads, shipment: string): Carton[] =>
  [...rows.where("carton", "shipment", shipment)].sort((a, b) => a.number - b.number);

/** Units on the bench that are in no carton yet. */
export const unpacked = (line: ShipmentLine): number => Math.max(0, line.picked - line.packed);

export const openCarton = (rows: Reads, shipment: string): Carton | null =>
  cartonsOf(rows, shipment).find((carton) => carton.stage === "open") ?? null;

/** Shipments that wait for a packer: those begun first, then by the time that they are due. */
export function toPack(rows: Reads): Shipment[] {
  const begun = (s: Shipment): number => (s.stage === "packing" ? 0 : 1);
  const due = (s: Shipment): number => s.due_at ?? Number.MAX_SAFE_INTEGER;
  return rows
    .all("shipment")
    .filter((s) => s.stage === "picked" || s.stage === "packing")
    .sort((a, b) => begun(a) - begun(b) || due(a) - due(b) || (a.order_number < b.order_number ? -1 : 1));
}

/** A scan at the bench with no shipment open: a tote or an order opens one. */
export function openBy(seen: Seen, rows: Reads): BenchVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  const ready = toPack(rows);
  const shipment = seen.form === "tote" ? toteHolds(seen, rows, ready) : numbered(seen, ready);
  if (shipment) return { is: "right", does: { shipment } };
  const goods = goodsOf(seen, rows);
  return goods
    ? wrong("nothing_to_pack", goods.product)
    : wrongKind("nothing_to_pack", seen, known(seen, rows, ready[0]?.warehouse ?? ""));
}

/** The order whose number it is: on its label, or by itself. A place may have that code as well. */
const numbered = ({ form, code }: Seen, ready: readonly Shipment[]): string | undefined =>
  form === "order" || form === "text" ? ready.find((s) => s.order_number === code)?.id : undefined;

function toteHolds(seen: Seen, rows: Reads, ready: readonly Shipment[]): string | undefined {
  const ids = new Set(
    rows
      .all("tote")
      .filter((tote) => tote.code === seen.code)
      .map((tote) => tote.shipment),
  );
  return ready.find((s) => ids.has(s.id))?.id;
}

/** The kind of box whose label it is. */
function boxOf(seen: Seen, rows: Reads, warehouse: string): BoxType | undefined {
  const box = rows.get("box_type", `${warehouse}/${seen.gtin ?? goodsCode(seen) ?? ""}`);
  return box?.active ? box : undefined;
}

/** A scan while a carton is open. */
export function expectInto(carton: Carton, seen: Seen, rows: Reads): PackVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  const goods = seen.form === "tote" || seen.form === "order" ? null : goodsOf(seen, rows);
  const box = goods ? undefined : boxOf(seen, rows, carton.warehouse);
  if (box) return { is: "right", does: { kind: "pack.box", body: { carton: carton.id, box: box.id } } };
  if (!goods) {
    const it = known(seen, rows, carton.warehouse);
    return wrongKind(it ? "want_item" : "unknown_code", seen, it);
  }
  const lines = linesOf(rows, carton.shipment).filter((line) => line.product === goods.product);
  if (lines.length === 0) return wrong("not_in_order", goods.product, carton.order_number);
  const left = lines.reduce((sum, line) => sum + unpacked(line), 0);
  if (left === 0) return { is: "repeated", code: "all_packed", got: goods.product };
  const { product, units } = goods;
  if (units > left) {
    return { is: "decide", code: "too_many", got: product, units, left, single: singleOf(seen, product, rows) };
  }
  return { is: "right", does: { kind: "pack.scan", body: { carton: carton.id, raw: seen.raw } } };
}
