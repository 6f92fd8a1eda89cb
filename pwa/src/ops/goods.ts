/** What was scanned, as goods: the product, how many base units one of it is, and its lot. */

import { yearOf } from "../domain/day";
import type { State } from "../domain/draft";
import { goodsCode } from "../domain/seen";
import { read } from "../scanning/reader";
import type { Context } from "./kernel";

/** A scan of goods. `product` is empty where nothing is known by the code; `seen` is what to show. */
export interface Goods {
  readonly product: string;
  readonly units: number;
  readonly lot: string;
  readonly seen: string;
}

/** The first characters of a scan, as they are shown. */
export const shown = (raw: string): string => [...raw].slice(0, 80).join("");

/** Read a scan as goods: a barcode first, then the SKU itself. */
export function goods(state: State, raw: string, context: Context): Goods {
  const scan = read(raw, yearOf(context.receivedAt));
  const lot = scan.lot ?? "";
  const seen = scan.gtin || scan.code || shown(scan.raw);
  for (const code of scan.error === null ? [scan.gtin, goodsCode(scan)] : []) {
    if (!code) continue;
    const barcode = state.get("barcode", code);
    if (barcode !== undefined) return { product: barcode.product, units: barcode.units, lot, seen };
    if (state.get("product", code) !== undefined) return { product: code, units: 1, lot, seen };
  }
  return { product: "", units: 1, lot, seen };
}

/** Whether a label is that of a place, which then stands for what is picked there. */
export function isPlace(raw: string, location: string, context: Context): boolean {
  const { form, error, code } = read(raw, yearOf(context.receivedAt));
  return form === "location" && error === null && location.endsWith(`/${code}`);
}

/** The serial number and the date that a label says. */
export function labelOf(raw: string, context: Context): { readonly serial: string; readonly expiry: string | null } {
  const { error, expiry, serial } = read(raw, yearOf(context.receivedAt));
  return { serial: serial ?? "", expiry: error === null ? expiry : null };
}

/** The code of a tote that was scanned, such as `T-0007`; null if it was not a tote. */
export function toteCode(raw: string, context: Context): string | null {
  const scan = read(raw, yearOf(context.receivedAt));
  return scan.form === "tote" && scan.error === null ? scan.code : null;
}

/** The SSCC of a scanned carton label. */
export function ssccOf(raw: string, context: Context): string | null {
  const scan = read(raw, yearOf(context.receivedAt));
  return scan.error === null ? scan.sscc : null;
}
