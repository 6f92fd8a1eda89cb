/** Labels that are a code and nothing else: totes by number, commands, kinds of boxes. */

import type { BoxType } from "../../generated/rows";
import type { Chosen } from "./label";

/** As many labels as the server draws at once. */
export const MOST = 2400;
const TOTE_DIGITS = 4;
const TOTE_NUMBER = /^(?:T-)?0*(\d{1,9})$/;

/** The number in `7`, `0007` or `T-0007`; null for anything else. */
export function toteNumber(typed: string): number | null {
  const found = TOTE_NUMBER.exec(typed.trim().toUpperCase());
  return found ? Number(found[1]) : null;
}

export const toteCode = (number: number): string => `T-${String(number).padStart(TOTE_DIGITS, "0")}`;

export type Range =
  | { readonly is: "range"; readonly from: number; readonly to: number; readonly count: number }
  | { readonly is: "open" | "backwards" | "too_many" };

/** What two typed numbers come to. With the second one empty it is one tote. */
export function toteRange(fromTyped: string, toTyped: string): Range {
  const from = toteNumber(fromTyped);
  const to = toTyped.trim() === "" ? from : toteNumber(toTyped);
  if (from === null || to === null) return { is: "open" };
  if (to < from) return { is: "backwards" };
  const count = to - from + 1;
  return count > MOST ? { is: "too_many" } : { is: "range", from, to, count };
}

export const toteLabel = (code: string): Chosen => ({
  kind: "tote",
  subject: `tote/${code}`,
  title: code,
  more: "",
  label: (lang) => ({ kind: "tote", code, lang }),
});

export const totesFor = (range: Range): Chosen[] =>
  range.is === "range"
    ? Array.from({ length: range.count }, (_, nth) => toteLabel(toteCode(range.from + nth)))
    : [];

/** Any number of them hang on the walls: none is the same label again. */
export const commandLabel = (code: string): Chosen => ({
  kind: "command",
  subject: "",
  title: code,
  more: "",
  label: (lang) => ({ kind: "command", code, lang }),
});

/** For the stack of a kind of boxes, laid out like goods: their name, and the code as it is. */
export const boxLabel = (box: BoxType): Chosen => ({
  kind: "product",
  subject: "",
  title: box.code,
  more: box.name_en,
  label: (lang) => ({
    kind: "product", sku: box.code, name: lang === "zh" ? box.name_zh : box.name_en, lang, gtin: "", units: 1, lot: "", expiry: "",
    symbol: "code128",
  }),
});
