/** The label of a product: which of its barcodes, in which symbol, with which lot. */

import type { Barcode, Product } from "../../generated/rows";
import type { Reads } from "../seen";
import type { Chosen, ProductSymbol } from "./label";


/** The barcodes of a product that are GTINs, the smallest unit first. A supplier's own code has no place in GS1 symbols. */
export const gtinsOf = (rows: Reads, product: string): Barcode[] =>
  rows
    .where("barcode", "product", product)
    .filter(({ id }) => /^\d{14}$/.test(id))
    .sort((a, b) => a.units - b.units || (a.id < b.id ? -1 : 1));

export interface GoodsChoice {
  /** 14 digits, or empty: the label then carries the SKU. */
  readonly gtin: string;
  readonly units: number;
  readonly lot: string;
  readonly expiry: string;
  readonly symbol: ProductSymbol;
}

/** The symbols that can carry what is chosen: EAN has room for 13 digits and nothing else. */
export function symbolsFor({ gtin, lot, expiry }: Pick<GoodsChoice, "gtin" | "lot" | "expiry">): ProductSymbol[] {
  if (gtin === "") return ["code128"];
  const plain = lot === "" && expiry === "";
  const short = gtin.startsWith("0");
  return [...(plain && short ? (["ean"] as const) : []), "gs1-128", "datamatrix", "qr-link", ...(plain ? (["code128"] as const) : [])];
}

/** The chosen symbol where it can carry it all, else the first that can. */
export function fitting(choice: GoodsChoice): GoodsChoice {
  const can = symbolsFor(choice);
  return can.includes(choice.symbol) ? choice : { ...choice, symbol: can[0] ?? "code128" };
}

/** What a scan or a search comes to before anything else is chosen. */
export function firstChoice(rows: Reads, product: string, gtin = ""): GoodsChoice {
  const known = gtinsOf(rows, product);
  const one = known.find(({ id }) => id === gtin) ?? known[0];
  return fitting({ gtin: one?.id ?? "", units: one?.units ?? 1, lot: "", expiry: "", symbol: "ean" });
}

/** Any number of them is right, so none is the same label again. */
export const goodsLabel = (product: Product, choice: GoodsChoice): Chosen => ({
  kind: "product",
  subject: "",
  title: product.id,
  more: product.name_en,
  label: (lang) => ({
    kind: "product",
    sku: product.id,
    name: lang === "zh" ? product.name_zh || product.name_en : product.name_en || product.name_zh,
    lang,
    ...fitting(choice),
  }),
});
