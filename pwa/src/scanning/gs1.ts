/** GS1 element strings: application identifiers with their values, as scanners send them (GenSpecs 7.8). */

import { endsRight, isDigits } from "./checkdigit";
import { at, type ApplicationIdentifier } from "./gs1-ai";

/** What a scanner sends for the FNC1 that ends a value of no predefined length. */
export const GS = "\x1d";
const CSET82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/;
const ASCII = /^[\x00-\x7f]*$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export type Elements = ReadonlyArray<readonly [ai: string, value: string]>;

/** The (identifier, value) pairs in the order of the symbol, or an error code and the identifier it was met at. */
export interface Parsed {
  readonly elements: Elements;
  readonly error: string | null;
  readonly at: string | null;
}

function wrong(error: string, ai: string | null): Parsed {
  return { elements: [], error, at: ai };
}

/**
 * Read a whole element string. It is taken as a whole or not at all: half a label must not enter stock.
 *
 * `year` is the present year. Errors: `empty`, `unknown_ai`, `length`, `charset`, `check_digit`, `date`,
 * `conflict` (one identifier, two values).
 */
export function parse(text: string, year: number): Parsed {
  if (!ASCII.test(text)) return wrong("charset", null);
  // A Map, since a plain object would put number-like identifiers into numeric order.
  const found = new Map<string, string>();
  let place = 0;
  while (place < text.length) {
    if (text[place] === GS) {
      place += 1;
      continue;
    }
    const row = at(text, place);
    if (row === null) return wrong("unknown_ai", null);
    const start = place + row.ai.length;
    place = endOfValue(text, start, row);
    const value = text.slice(start, place);
    const error = fault(row, value, year);
    if (error !== null) return wrong(error, row.ai);
    if ((found.get(row.ai) ?? value) !== value) return wrong("conflict", row.ai);
    found.set(row.ai, value);
  }
  return found.size > 0 ? { elements: [...found], error: null, at: null } : wrong("empty", null);
}

function endOfValue(text: string, start: number, row: ApplicationIdentifier): number {
  const separator = text.indexOf(GS, start);
  const end = separator < 0 ? text.length : separator;
  return row.predefined ? Math.min(end, start + row.lengthMax) : end;
}

/** The code of what is wrong with this value, or null. */
export function fault(row: ApplicationIdentifier, value: string, year: number): string | null {
  if (value.length < row.lengthMin || value.length > row.lengthMax) return "length";
  if (row.charset === "digits" && !isDigits(value)) return "charset";
  if (!CSET82.test(value) || (row.rule === "country" && !isDigits(value.slice(0, 3)))) return "charset";
  if (row.rule === "check_digit" && !endsRight(value)) return "check_digit";
  if (row.rule === "date" && isoDate(value, year) === null) return "date";
  return null;
}

/**
 * `YYMMDD` as `yyyy-mm-dd`, or null if there is no such day. Day 00 is the last day of the month (GenSpecs 3.4).
 *
 * `year` is the present year: the date meant is at most 49 years back and 50 years ahead of it (GenSpecs 7.12).
 */
export function isoDate(yymmdd: string, year: number): string | null {
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4));
  const full = century(Number(yymmdd.slice(0, 2)), year);
  const days = DAYS[month - 1];
  if (days === undefined) return null;
  const leap = full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0);
  const last = leap && month === 2 ? 29 : days;
  if (day > last) return null;
  return [String(full).padStart(4, "0"), pad2(month), pad2(day || last)].join("-");
}

function pad2(number: number): string {
  return String(number).padStart(2, "0");
}

/** The full year of a two-digit one, as seen from `year`. */
export function century(yy: number, year: number): number {
  const ahead = yy - (year % 100);
  const shift = ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0;
  return year - (year % 100) + shift + yy;
}
