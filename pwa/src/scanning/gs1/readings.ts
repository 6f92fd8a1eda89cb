/** The ways to read an element string of which a scanner may have dropped separators. */

import { GS, wrong, type Pair } from "./elements";
import { at } from "./shape";

/** What stands on goods every day. Of two readings the one that is made of these is the likelier. */
const COMMON = /^(0[012]|1[013567]|2[01]|30|37|24[01]|250|40[013]|41[0-4]|42[01]|(310|320|330|390|392)[0-5])$/;
const READINGS_MAX = 64;
const FOUND_MAX = 1_024;
const STEPS_MAX = 10_000;

/** Likeliest first, at most 64. None has an identifier twice, and each value is right by itself. */
export function readings(text: string, year: number): Pair[][] {
  const found: Pair[][] = [];
  const waiting: { place: number; before: Pair[] }[] = [{ place: 0, before: [] }];
  let steps = 0;
  while (found.length < FOUND_MAX && steps < STEPS_MAX) {
    const open = waiting.pop();
    if (open === undefined) break;
    for (const [end, pair] of next(text, open.place, year)) {
      steps += 1;
      if (open.before.some(([ai]) => ai === pair[0])) continue;
      const read = [...open.before, pair];
      if (end < text.length) waiting.push({ place: end, before: read });
      else found.push(read);
    }
  }
  return found
    .map((read) => ({ read, rank: unlikely(read) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .slice(0, READINGS_MAX)
    .map(({ read }) => read);
}

/** Uncommon identifiers first of all, then more of them; of the same ones, the latest separators lost. */
function unlikely(read: readonly Pair[]): [number, number, number] {
  const length = read.slice(0, -1).reduce((sum, [, value]) => sum + value.length, 0);
  return [read.filter(([ai]) => !COMMON.test(ai)).length, read.length, -length];
}

/** The elements that can begin at a place, with the place behind each. */
function next(text: string, from: number, year: number): [end: number, pair: Pair][] {
  let place = from;
  while (text[place] === GS) place += 1;
  const row = at(text, place);
  if (row === undefined) return [];
  const start = place + row.ai.length;
  const stop = text.indexOf(GS, start);
  const found: [number, Pair][] = [];
  for (let end = Math.min(start + row.high, stop < 0 ? text.length : stop); end >= start + row.low; end -= 1) {
    if (end < text.length && text[end] !== GS && at(text, end) === undefined) continue;
    const value = text.slice(start, end);
    if (wrong(row, value, year) === null) found.push([end, [row.ai, value]]);
  }
  return found;
}
