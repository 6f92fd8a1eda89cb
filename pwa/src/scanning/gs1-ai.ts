/**
 * The application identifiers that a warehouse floor meets (GS1 General Specifications, section 3).
 *
 * One row an identifier, so that a fuller table can take its place; `backend/scanning/gs1_ai.py` holds the same rows
 * and `tests/cases/scanning.json` compares them.
 */

export type Charset = "digits" | "cset82";
export type Rule = "" | "check_digit" | "date" | "country";

/** `lengthMin` to `lengthMax` characters of `charset`; `predefined` ones need no separator after them (7.8.5). */
export interface ApplicationIdentifier {
  readonly ai: string;
  readonly charset: Charset;
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly predefined: boolean;
  readonly rule: Rule;
}

function row(
  ai: string, charset: Charset, lengthMin: number, lengthMax: number, predefined: boolean, rule: Rule,
): ApplicationIdentifier {
  return { ai, charset, lengthMin, lengthMax, predefined, rule };
}
const digits = (ai: string, low: number, high: number) => row(ai, "digits", low, high, false, "");
const fixed = (ai: string, length: number, rule: Rule = "") => row(ai, "digits", length, length, true, rule);
const text = (ai: string, high: number) => row(ai, "cset82", 1, high, false, "");

function range(from: number, below: number): number[] {
  return Array.from({ length: below - from }, (_, step) => from + step);
}

// The last digit of a measure is its number of decimal places, 0-5. 310n is net weight in kg; the rest are lengths,
// areas, volumes and gross weights.
const MEASURES = [...range(310, 317), ...range(320, 338), ...range(340, 358), ...range(360, 370)].flatMap((family) =>
  range(0, 6).map((places) => fixed(`${family}${places}`, 6)),
);

export const ROWS: readonly ApplicationIdentifier[] = [
  fixed("00", 18, "check_digit"),
  fixed("01", 14, "check_digit"),
  fixed("02", 14, "check_digit"),
  text("10", 20),
  ...["11", "12", "13", "15", "16", "17"].map((ai) => fixed(ai, 6, "date")),
  fixed("20", 2),
  text("21", 20),
  text("22", 20),
  text("240", 30),
  text("241", 30),
  digits("242", 1, 6),
  text("243", 20),
  text("250", 30),
  text("251", 30),
  digits("30", 1, 8),
  ...MEASURES,
  digits("37", 1, 8),
  text("400", 30),
  text("401", 30),
  row("402", "digits", 17, 17, false, "check_digit"),
  text("403", 30),
  ...range(410, 418).map((ai) => fixed(String(ai), 13, "check_digit")),
  text("420", 20),
  row("421", "cset82", 4, 12, false, "country"),
  row("422", "digits", 3, 3, false, ""),
  text("90", 30),
  ...range(91, 100).map((ai) => text(String(ai), 90)),
];
const TABLE: ReadonlyMap<string, ApplicationIdentifier> = new Map(ROWS.map((each) => [each.ai, each]));
const AI_LENGTH_MIN = 2;
const AI_LENGTH_MAX = 4;

/** The identifier that stands at `start`, if the table has it. No identifier is the beginning of another. */
export function at(from: string, start: number): ApplicationIdentifier | null {
  for (let length = AI_LENGTH_MIN; length <= AI_LENGTH_MAX; length += 1) {
    const found = TABLE.get(from.slice(start, start + length));
    if (found !== undefined) return found;
  }
  return null;
}
