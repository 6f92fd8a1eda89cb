/** Which identifiers go together (GenSpecs 4.14). */

import { Problem, type Pair } from "./elements";
import { TABLE } from "./shape";

/** A count beside the GTIN of a case: the standard forbids it, and suppliers print it every day. It is a warning. */
const isTolerated = (ai: string, other: string): boolean => ai === "01" && other === "37";

interface Judged {
  readonly problem: Problem | null;
  readonly warnings: readonly string[];
}
const JUDGED_MAX = 4_096;
const judgements = new Map<string, Judged>();

/** True if an identifier stands there more than once. */
export function repeats(pairs: readonly Pair[]): boolean {
  for (let at = 1; at < pairs.length; at += 1) {
    for (let before = 0; before < at; before += 1) if (pairs[at]?.[0] === pairs[before]?.[0]) return true;
  }
  return false;
}

/** An identifier that has two different values, or null. The same value twice says nothing new (4.14.1). */
export function twice(pairs: readonly Pair[]): Problem | null {
  const seen = new Map<string, string>();
  for (const [ai, value] of pairs) {
    const first = seen.get(ai) ?? value;
    if (first !== value) return new Problem("DUPLICATE_AI", ai);
    seen.set(ai, value);
  }
  return null;
}

/**
 * An identifier beside one that it must never stand beside; and what the standard asks for and a warehouse can do
 * without, as `NEEDS <ai>` and `PAIR <ai> <ai>`: what an identifier needs may stand in another symbol on the same item.
 */
export function judged(pairs: readonly Pair[]): Judged {
  // Which identifiers stand together is the same for all labels of a kind; only the values differ.
  let key = "";
  for (const [ai] of pairs) key += `${ai},`;
  const known = judgements.get(key);
  if (known !== undefined) return known;
  const present = pairs.map(([ai]) => ai);
  const said = { problem: forbidden(present), warnings: warnings(present) };
  if (judgements.size >= JUDGED_MAX) judgements.clear();
  judgements.set(key, said);
  return said;
}

function forbidden(present: readonly string[]): Problem | null {
  for (const ai of present) {
    const never = TABLE.get(ai)?.never ?? [];
    const isBarred = (other: string): boolean =>
      other !== ai && !isTolerated(ai, other) && never.some((bar) => other.startsWith(bar));
    if (present.some(isBarred)) return new Problem("AI_PAIR", ai);
  }
  return null;
}

function warnings(present: readonly string[]): string[] {
  const there = (wanted: string): boolean =>
    wanted.split("+").every((start) => present.some((ai) => ai.startsWith(start)));
  const lacking = [...new Set(present)]
    .sort()
    .filter((ai) => !(TABLE.get(ai)?.needs ?? []).every((group) => group.some(there)))
    .map((ai) => `NEEDS ${ai}`);
  return present.includes("01") && present.includes("37") ? [...lacking, "PAIR 01 37"] : lacking;
}
