/** Element strings: application identifiers with their values, one behind the other (GenSpecs 7.8). */

import { at, type Identifier } from "./shape";

/** What a scanner sends for the FNC1 that ends a value of no predefined length. */
export const GS = "\x1d";
const GS_CODE = 29;

export type Pair = readonly [ai: string, value: string];
export type ErrorCode =
  | "AI_PAIR" | "CHARSET" | "CHECK_DIGIT" | "CURRENCY" | "DATE" | "DL_PATH" | "DL_QUALIFIER" | "DL_QUALIFIER_ORDER"
  | "DUPLICATE_AI" | "EMPTY" | "LENGTH" | "SYMBOLOGY" | "UNKNOWN_AI" | "VALUE";

/** What is wrong, and the identifier that it was met at. */
export class Problem {
  constructor(readonly code: ErrorCode, readonly ai: string | null = null) {}
}

/** What is wrong with the value of an identifier, or null. `year` is the present one. */
export function wrong(row: Identifier, value: string, year: number): Problem | null {
  const [part] = row.parts;
  if (part !== undefined && row.parts.length === 1 && part.tests.length < 2) {
    if (!row.form.test(value)) return new Problem(misfit(row, value), row.ai);
    const [test] = part.tests;
    return test === undefined || test.holds(value, year) ? null : new Problem(test.fault, row.ai);
  }
  const found = row.form.exec(value);
  if (found === null) return new Problem(misfit(row, value), row.ai);
  for (const [place, { tests }] of row.parts.entries()) {
    const text = found[place + 1];
    const broken = text === undefined ? undefined : tests.find(({ holds }) => !holds(text, year));
    if (broken !== undefined) return new Problem(broken.fault, row.ai);
  }
  return null;
}

function misfit(row: Identifier, value: string): ErrorCode {
  if (!/^[\x00-\x7f]*$/.test(value)) return "CHARSET"; // first, since some such characters count as two here
  if (value.length < row.low || value.length > row.high) return "LENGTH";
  let rest = value;
  for (const { set, high } of row.parts) {
    if (!new RegExp(`^${set}*$`).test(rest.slice(0, high))) return "CHARSET";
    rest = rest.slice(high);
  }
  return "LENGTH";
}

/**
 * Every (identifier, value) of a whole element string. `year` is the present one.
 *
 * It is taken as a whole or not at all: half a label must not enter stock. Separators where none is needed are legal.
 */
export function parse(text: string, year: number): Pair[] | Problem {
  const found: Pair[] = [];
  const end = text.length;
  let place = 0;
  while (place < end) {
    if (text.charCodeAt(place) === GS_CODE) {
      place += 1;
      continue;
    }
    const row = at(text, place);
    if (row === undefined) return unknown(text, place);
    const start = place + row.ai.length;
    place = text.indexOf(GS, start);
    if (place < 0) place = end;
    if (row.ends > 0 && place - start > row.ends) place = start + row.ends;
    const value = text.slice(start, place);
    const problem = wrong(row, value, year);
    if (problem !== null) return problem;
    found.push([row.ai, value]);
  }
  return found.length > 0 ? found : new Problem("EMPTY");
}

function unknown(text: string, place: number): Problem {
  const begins = text.slice(place, place + 2);
  return new Problem("UNKNOWN_AI", /^[0-9]+$/.test(begins) ? begins : null);
}
