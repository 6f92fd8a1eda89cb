/**
 * Element strings as they are printed under the bars: `(01)09521101530001(10)LOT-7`.
 *
 * A bracket that belongs to a value may stand for itself where no identifier can be meant, or behind a backslash.
 */

import { Problem, wrong, type Pair } from "./elements";
import { TABLE } from "./shape";

const ELEMENT = /\((\d{2,4})\)([^(\\]*(?:(?:\\[()]?|\((?!\d{2,4}\)))[^(\\]*)*)/y;

/** True if `text` begins with the brackets of an identifier and something in it. */
export function begin(text: string): boolean {
  if (!text.startsWith("(")) return false;
  ELEMENT.lastIndex = 0;
  const first = ELEMENT.exec(text);
  return first !== null && (TABLE.has(first[1] ?? "") || !/^(?: |$)/.test(first[2] ?? ""));
}

/** Every (identifier, value), all of them right. `year` is the present one. */
export function parse(text: string, year: number): Pair[] | Problem {
  const found: Pair[] = [];
  ELEMENT.lastIndex = 0;
  let place = 0;
  for (let one = ELEMENT.exec(text); one !== null; one = ELEMENT.exec(text)) {
    const [whole, ai = "", rest = ""] = one;
    const value = rest.replace(/\\([()])/g, "$1");
    const row = TABLE.get(ai);
    if (row === undefined) return new Problem("UNKNOWN_AI", ai);
    const problem = wrong(row, value, year);
    if (problem !== null) return problem;
    found.push([ai, value]);
    place += whole.length;
  }
  return place === text.length ? found : new Problem("UNKNOWN_AI");
}
