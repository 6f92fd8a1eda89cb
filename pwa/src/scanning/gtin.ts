/** Trade item numbers. Inside Tote a GTIN is always 14 digits: shops and scanners drop and add leading zeros. */

import { endsRight, isDigits } from "./checkdigit";

const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/** GTIN-8, -12, -13 or -14 as 14 digits, or null if the length or the check digit is wrong. */
export function normalise(text: string): string | null {
  return GTIN_LENGTHS.has(text.length) && endsRight(text) ? text.padStart(14, "0") : null;
}

/**
 * The GTIN as 14 digits of an eight-digit UPC-E (number system 0 or 1), or null (GenSpecs 5.2.2.4.2).
 * An EAN-8 looks the same: only the symbology identifier tells them apart.
 */
export function expandUpcE(text: string): string | null {
  if (text.length !== 8 || !isDigits(text) || !(text.startsWith("0") || text.startsWith("1"))) return null;
  const body = text.slice(1, 6);
  const last = text.charAt(6);
  return normalise(text.charAt(0) + upcEItem(body, last) + text.charAt(7));
}

function upcEItem(body: string, last: string): string {
  if ("012".includes(last)) return `${body.slice(0, 2)}${last}0000${body.slice(2)}`;
  if (last === "3") return `${body.slice(0, 3)}00000${body.slice(3)}`;
  if (last === "4") return `${body.slice(0, 4)}00000${body.slice(4)}`;
  return `${body}0000${last}`;
}
