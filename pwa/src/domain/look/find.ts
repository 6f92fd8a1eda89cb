/** What a code or some typed letters stand for, to be looked at: nothing is recorded by it. */

import { meanings } from "../meanings";
import { goodsOf, type Reads, type Seen } from "../seen";

export type Thing =
  | { readonly is: "product"; readonly id: string }
  | { readonly is: "place"; readonly id: string }
  | { readonly is: "order"; readonly id: string }
  | { readonly is: "carton"; readonly id: string };

/** All that a scan may stand for here, likeliest first. A tote is a place that goes round. */
export function thingsOf(seen: Seen, rows: Reads, warehouse: string): Thing[] {
  if (seen.error !== null) return [];
  const found = meanings(seen, rows, warehouse).flatMap((one) => thingOf(one, rows, warehouse) ?? []);
  return [...new Map(found.map((thing) => [`${thing.is}/${thing.id}`, thing])).values()];
}

function thingOf(seen: Seen, rows: Reads, warehouse: string): Thing | null {
  if (seen.sscc !== null) {
    const carton = rows.where("carton", "sscc", seen.sscc)[0];
    if (carton) return { is: "carton", id: carton.id };
  }
  if (seen.form === "location" || seen.form === "tote") {
    const id = `${warehouse}/${seen.code ?? ""}`;
    if (rows.get("location", id)) return { is: "place", id };
  }
  if (seen.form === "order") {
    const shipment = orderBy(seen.code ?? "", rows);
    if (shipment) return { is: "order", id: shipment };
  }
  const goods = goodsOf(seen, rows);
  return goods ? { is: "product", id: goods.product } : null;
}

const orderBy = (number: string, rows: Reads): string | undefined =>
  [number, `#${number}`].flatMap((one) => rows.where("shipment", "order_number", one))[0]?.id;

/** What some typed letters may mean: codes that are so, then those that begin so, then names that have them. */
export function search(typed: string, rows: Reads, warehouse: string, most: number): Thing[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [];
  const found: { rank: number; code: string; thing: Thing }[] = [];
  const take = (code: string, words: string, thing: Thing): void => {
    const at = code.toLowerCase();
    const rank = at === text ? 0 : at.startsWith(text) ? 1 : `${at} ${words.toLowerCase()}`.includes(text) ? 2 : -1;
    if (rank >= 0) found.push({ rank, code, thing });
  };
  for (const { id, code, kind } of rows.where("location", "warehouse", warehouse)) {
    if (kind !== "outside") take(code, "", { is: "place", id });
  }
  for (const { id, order_number, ship_name } of rows.where("shipment", "warehouse", warehouse)) {
    take(order_number.replace(/^#/, ""), ship_name, { is: "order", id });
  }
  for (const { id, name_en, name_zh } of rows.all("product")) take(id, `${name_en} ${name_zh}`, { is: "product", id });
  for (const { id, sscc } of rows.where("carton", "warehouse", warehouse)) if (sscc) take(sscc, "", { is: "carton", id });
  return found
    .sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1))
    .slice(0, most)
    .map(({ thing }) => thing);
}
