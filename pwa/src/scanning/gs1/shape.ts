/** The table of application identifiers (GenSpecs 3), unfolded from the text that `backend/scanning/gs1` makes of it. */

import { GS1_TABLE } from "../../generated/gs1";
import { testOf, type Test } from "./checks";

/** `low` to `high` characters. Optional parts stand at the end, and are there whole or not at all. */
export interface Part {
  readonly set: string;
  readonly low: number;
  readonly high: number;
  readonly tests: readonly Test[];
  readonly isOptional: boolean;
}

export interface Identifier {
  readonly ai: string;
  readonly parts: readonly Part[];
  readonly form: RegExp;
  readonly low: number;
  readonly high: number;
  /** Its length if that is predefined, else 0: no separator stands behind it (7.8.5). */
  readonly ends: number;
  readonly isAttribute: boolean;
  /** One of each group must be on the same item; `01+21` is both, `31` is any that begins so (4.14.2). */
  readonly needs: readonly (readonly string[])[];
  /** None of these may be on the same item (4.14.1). */
  readonly never: readonly string[];
  /** Rows of qualifiers that may follow it where it begins a link; null if it may not (Digital Link 4.3). */
  readonly key: readonly (readonly string[])[] | null;
}

const SETS: Readonly<Record<string, string>> = {
  n: "[0-9]", x: '[!-"%-?A-Z_a-z]', y: "[#\\-/0-9A-Z]", z: "[-0-9=A-Z_a-z]",
};

/** By identifier. */
export const TABLE: ReadonlyMap<string, Identifier> = new Map(GS1_TABLE.split("\n").flatMap(unfolded));
/** How long an identifier is follows from its first two digits; what of two digits it is, too. */
const LENGTHS = new Uint8Array(100);
const SHORT: (Identifier | undefined)[] = new Array<undefined>(100).fill(undefined);
for (const [ai, row] of TABLE) {
  LENGTHS[Number(ai.slice(0, 2))] = ai.length;
  if (ai.length === 2) SHORT[Number(ai)] = row;
}

const ZERO = 48;

/** The identifier that begins at `start`, if there is such a one. */
export function at(text: string, start: number): Identifier | undefined {
  const tens = text.charCodeAt(start) - ZERO;
  const ones = text.charCodeAt(start + 1) - ZERO;
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return undefined;
  const begins = tens * 10 + ones;
  return SHORT[begins] ?? TABLE.get(text.slice(start, start + (LENGTHS[begins] ?? 0)));
}

function unfolded(line: string): [string, Identifier][] {
  const [ais = "", shape = "", flags = "", needs = "", never = "", key = ""] = line.split(";");
  const parts = shape.split(" ").map(part);
  const low = parts.reduce((sum, each) => sum + (each.isOptional ? 0 : each.low), 0);
  const high = parts.reduce((sum, each) => sum + each.high, 0);
  const form = new RegExp(`^${parts.map(group).join("")}$`);
  const rules = {
    parts, low, high, form, ends: flags.includes("p") ? high : 0, isAttribute: !flags.includes("q"),
    needs: needs ? needs.split("&").map(words) : [],
    key: key ? key.split("|").map((row) => (row === "." ? [] : words(row))) : null,
  };
  return ais.split(",").flatMap(numbers).map((ai) => [
    ai, { ai, ...rules, never: words(never).map((bar) => (bar === "=" ? ai.slice(0, 3) : bar)) },
  ]);
}

function words(text: string): string[] {
  return text ? text.split(",") : [];
}

function part(text: string): Part {
  const [head = "", ...checks] = text.replace("?", "").split(":");
  const [low = "", high = low] = head.slice(1).split("-");
  return { set: SETS[head.charAt(0)] ?? "", low: Number(low), high: Number(high), tests: checks.map(testOf), isOptional: text.endsWith("?") };
}

function group({ set, low, high, isOptional }: Part): string {
  return `(${set}{${low},${high}})${isOptional ? "?" : ""}`;
}

function numbers(range: string): string[] {
  const [first = "", last = first] = range.split("-");
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, step) => String(Number(first) + step).padStart(first.length, "0"));
}
