/** What dangerous goods are marked with: the UN number and the class, as they stand on the pack and on the papers. */

import type { Carton, Product } from "../../generated/rows";
import type { Reads } from "../seen";

const mark = ({ un_number, hazard_class }: Product): string => [un_number, un_number && hazard_class].filter(Boolean).join(" · ");

/** The marks of products, each once, by number; none where nothing is dangerous. */
export function marksOf(rows: Pick<Reads, "get">, products: Iterable<string>): readonly string[] {
  const found = [...new Set(products)].flatMap((id) => rows.get("product", id) ?? []).map(mark);
  return [...new Set(found)].filter(Boolean).sort();
}

/** What lies in cartons, by product: what was taken out again is not in them. */
export const goodsIn = (rows: Pick<Reads, "where">, cartons: readonly Pick<Carton, "id">[]): readonly string[] =>
  cartons.flatMap(({ id }) => rows.where("carton_item", "carton", id)).filter(({ quantity }) => quantity > 0).map(({ product }) => product);

/** A UN number as somebody types it: with or without its letters. Empty for none, null for what is no such number. */
export function numberOf(typed: string): string | null {
  const bare = typed.replace(/\s/g, "").toUpperCase().replace(/^UN/, "");
  return bare === "" ? "" : /^\d{4}$/.test(bare) ? `UN${bare}` : null;
}
