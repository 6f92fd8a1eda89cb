/** From a scan or a few typed letters to the label of the thing: the way of whoever holds a torn one. */

import type { Location } from "../../generated/rows";
import { beforeAll, goodsCode, goodsOf, shown, wrong, type Reads, type Seen, type Verdict } from "../seen";
import { boxLabel, toteLabel } from "./codes";
import { firstChoice, goodsLabel } from "./goods";
import type { Chosen } from "./label";
import { byCode } from "./order";
import { cartonLabel, orderLabel } from "./parcels";
import { placeLabel } from "./places";

export type FindVerdict = Verdict<{ readonly chosen: Chosen }>;
const right = (chosen: Chosen): FindVerdict => ({ is: "right", does: { chosen } });

/** What a scan chooses. Commands that steer this page are the screen's; `C-` labels it cannot use are printed. */
export function chosenBy(seen: Seen, rows: Reads, warehouse: string): FindVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  if (seen.form === "sscc" || seen.sscc) return ofCarton(seen, rows);
  const own = seen.code === null ? null : ofOwn(seen.form, seen.code, rows, warehouse);
  if (own) return right(own);
  const goods = goodsOf(seen, rows);
  const product = goods && rows.get("product", goods.product);
  const box = product ? undefined : rows.get("box_type", `${warehouse}/${seen.gtin ?? goodsCode(seen) ?? ""}`);
  if (box) return right(boxLabel(box));
  if (!product) return wrong("unknown_code", shown(seen));
  const choice = firstChoice(rows, product.id, seen.gtin ?? "");
  return right(goodsLabel(product, { ...choice, lot: seen.lot ?? "", expiry: seen.expiry ?? "" }));
}

function ofCarton(seen: Seen, rows: Reads): FindVerdict {
  const carton = rows.all("carton").find(({ sscc }) => sscc === seen.sscc);
  const label = carton && cartonLabel(rows, carton);
  return label ? right(label) : wrong("unknown_carton", shown(seen));
}

function ofOwn(form: string, code: string, rows: Reads, warehouse: string): Chosen | null {
  const text = form === "text" ? code.toUpperCase() : code;
  if (form === "tote") return toteLabel(code);
  const place = rows.get("location", `${warehouse}/${text}`);
  if (place && (form === "location" || form === "text")) return ofPlace(place);
  const order = form === "order" || form === "text" ? byNumber(rows, code) : undefined;
  return order ? orderLabel(order) : null;
}

const byNumber = (rows: Reads, number: string) =>
  rows.all("shipment").find((s) => s.order_number === number || s.order_number === `#${number}`);

const ofPlace = (place: Location): Chosen =>
  place.kind === "tote" ? toteLabel(place.code) : placeLabel(place, "");



/** What some typed letters may mean: places and totes, orders, goods, cartons; those that begin so come first. */
export function search(typed: string, rows: Reads, warehouse: string, most: number): Chosen[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [];
  const found: { rank: number; chosen: Chosen }[] = [];
  const take = (code: string, words: string, chosen: () => Chosen | null): void => {
    const at = code.toLowerCase();
    const rank = at === text ? 0 : at.startsWith(text) ? 1 : `${at} ${words.toLowerCase()}`.includes(text) ? 2 : -1;
    const made = rank < 0 ? null : chosen();
    if (made) found.push({ rank, chosen: made });
  };
  for (const place of rows.where("location", "warehouse", warehouse))
    if (place.kind !== "outside") take(place.code, "", () => ofPlace(place));
  for (const shipment of rows.where("shipment", "warehouse", warehouse))
    take(shipment.order_number, shipment.ship_name, () => orderLabel(shipment));
  for (const product of rows.all("product"))
    take(product.id, `${product.name_en} ${product.name_zh}`, () => goodsLabel(product, firstChoice(rows, product.id)));
  for (const box of rows.where("box_type", "warehouse", warehouse)) take(box.code, `${box.name_en} ${box.name_zh}`, () => boxLabel(box));
  for (const carton of rows.where("carton", "warehouse", warehouse))
    if (carton.sscc) take(carton.sscc, "", () => cartonLabel(rows, carton));
  return found
    .sort((a, b) => a.rank - b.rank || byCode(a.chosen.title, b.chosen.title))
    .slice(0, most)
    .map(({ chosen }) => chosen);
}
