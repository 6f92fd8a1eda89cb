/** Which box the bench names for an order: the one that people take for the same contents, or else what fits. */

import type { BoxType, Carton, Shipment } from "../../generated/rows";
import { contentsOf, likeId, likes, taken } from "../pack/like";
import { linesOf, unpacked } from "../pack/bench";
import type { Reads } from "../seen";
import { fit, type Goods } from "./fit";

export type Suggestion =
  | { readonly is: "taken" | "fits"; readonly boxes: readonly BoxType[] }
  /** The catalogue does not say how large it is. */
  | { readonly is: "unsized"; readonly product: string }
  | { readonly is: "none" };

interface Content {
  readonly product: string;
  readonly quantity: number;
}

/** The kinds of boxes of a floor that are in use, the smallest first. */
export const boxesOf = (rows: Reads, warehouse: string): readonly BoxType[] =>
  rows
    .where("box_type", "warehouse", warehouse)
    .filter(({ active }) => active)
    .sort((a, b) => litres(a) - litres(b) || (a.id < b.id ? -1 : 1));

const litres = ({ length_mm, width_mm, height_mm }: BoxType): number => length_mm * width_mm * height_mm;

/** What is to go into one carton, if it all goes into one: what is in the open one, and what lies beside it. */
export function contentsAt(rows: Reads, shipment: string, carton: Carton | null): readonly Content[] {
  const inside = carton ? rows.where("carton_item", "carton", carton.id) : [];
  const beside = linesOf(rows, shipment).map((line) => ({ product: line.product, quantity: unpacked(line) }));
  const all = new Map<string, number>();
  for (const { product, quantity } of [...inside, ...beside]) all.set(product, (all.get(product) ?? 0) + quantity);
  return [...all].map(([product, quantity]) => ({ product, quantity })).filter(({ quantity }) => quantity > 0);
}

export function suggestion(rows: Reads, { warehouse }: Shipment, contents: readonly Content[]): Suggestion {
  const boxes = boxesOf(rows, warehouse);
  if (contents.length === 0 || boxes.length === 0) return { is: "none" };
  const text = contentsOf(contents);
  const own = taken(likes(rows.get("pack_like", likeId(warehouse, text)), text));
  const learned = boxes.find(({ id }) => id === own);
  if (learned) return { is: "taken", boxes: [learned] };
  const goods: Goods[] = [];
  for (const content of contents) {
    const one = sized(rows, content);
    if (!one) return { is: "unsized", product: content.product };
    goods.push(one);
  }
  const found = fit(goods, boxes.map((of) => ({ id: of.id, of, sides: [of.length_mm, of.width_mm, of.height_mm], maxG: of.max_g })));
  return found ? { is: "fits", boxes: found.map(({ of }) => of) } : { is: "none" };
}

function sized(rows: Reads, { product, quantity }: Content): Goods | null {
  const unit = rows.get("product_unit", `${product}/each`);
  if (!unit || unit.length_mm * unit.width_mm * unit.height_mm === 0) return null;
  const row = rows.get("product", product);
  const sides = [unit.length_mm, unit.width_mm, unit.height_mm] as const;
  return { units: quantity, sides, grams: row?.weight_g ?? unit.weight_g, upright: row?.upright === true };
}
