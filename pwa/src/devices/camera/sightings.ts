/** From what is read in each picture to one scan: seen often enough, wanted most, and not the one just taken. */

import { isStrong, overlap } from "./believe";
import type { Code } from "./reader";

/** What the step at hand makes of a code. */
export interface Look {
  /** Higher is wanted more; see `RANK`. */
  readonly rank: number;
  /** The thing it names: two codes of one thing are no choice. */
  readonly key: string;
  /** What sort of thing: after a shelf an item may follow at once, after an item no other item. */
  readonly sort: string;
  /** What to call it on a button. */
  readonly name: string;
}

export const RANK = { right: 4, decide: 3, repeated: 2, known: 1, unknown: 0, unreadable: -1 } as const;

/** Null for a code that is not to be taken from a picture here, such as a badge at work. */
export type Looks = (raw: string) => Look | null;

export interface Choosable {
  readonly raw: string;
  readonly look: Look;
}

export type Sighting =
  | { readonly is: "nothing" }
  /** Something is in view, and more is waited for. `wide`: look beside it. */
  | { readonly is: "seen"; readonly wide: boolean }
  /** The code that was just taken is still in view. */
  | { readonly is: "same" }
  | { readonly is: "taken"; readonly raw: string }
  | { readonly is: "choice"; readonly of: readonly Choosable[] };

/** Out of view for so long, and missing from a picture, a code may be taken again: slow pictures are no absence. */
export const GONE_MS = 800;
/** What is not wanted waits so long for something better to come into view. */
export const SETTLE_MS = 500;
/** A second right code that was glimpsed gets so long to be sure of, before the first is taken. */
const GLIMPSE_MS = 250;
/** From when on it is told that the same code is skipped. */
const SAME_MS = 1200;

interface Seen {
  readonly code: Code;
  readonly first: number;
  last: number;
  times: number;
}

interface Lock {
  readonly keys: ReadonlySet<string>;
  readonly sorts: ReadonlySet<string>;
  /** What was in view with it: it was passed over, so it does not come up as soon as the step changes. */
  readonly beside: ReadonlySet<string>;
  /** Nothing came of it but a warning: what is wanted may follow as soon as it is seen, even from beside it. */
  readonly isWrong: boolean;
  readonly at: number;
  last: number;
}

export class Sightings {
  #seen = new Map<string, Seen>();
  #lock: Lock | null = null;

  constructor(private readonly looks: Looks) {}

  /** What one picture came to. `at` in milliseconds. */
  picture(codes: readonly Code[], at: number): Sighting {
    this.#note(codes, at);
    const looked = [...this.#seen.values()].flatMap((seen) => {
      const look = this.looks(seen.code.raw);
      return look ? [{ seen, look }] : [];
    });
    const held = this.#hold(looked, at);
    const open = looked.filter(({ seen, look }) => this.#open(seen, look));
    if (open.length === 0) return held ? { is: "same" } : { is: looked.length > 0 ? "seen" : "nothing", wide: true };
    return this.#decide(open, at);
  }

  /** A person has picked one of a choice, or none of them. */
  chosen(of: readonly Choosable[], at: number): void {
    this.#shut(of.map(({ look }) => look), at);
  }

  #note(codes: readonly Code[], at: number): void {
    const now = new Set(codes.map(({ raw }) => raw));
    for (const [raw, seen] of this.#seen) if (!now.has(raw) && at - seen.last > GONE_MS) this.#seen.delete(raw);
    for (const code of codes) {
      // Another reading at the same place: one of the two is wrong, so both start anew.
      for (const [raw, { code: other }] of this.#seen) {
        if (raw !== code.raw && other.format === code.format && overlap(other, code)) this.#seen.delete(raw);
      }
      const before = this.#seen.get(code.raw);
      this.#seen.set(code.raw, { code, first: before?.first ?? at, last: at, times: (before?.times ?? 0) + 1 });
    }
  }

  /** Keeps what was taken locked while it is in view. True once that has lasted. */
  #hold(looked: readonly { seen: Seen; look: Look }[], at: number): boolean {
    const lock = this.#lock;
    if (!lock) return false;
    for (const { seen, look } of looked) if (lock.keys.has(look.key)) lock.last = Math.max(lock.last, seen.last);
    if (at - lock.last > GONE_MS) {
      this.#lock = null;
      return false;
    }
    return lock.last === at && at - lock.at > SAME_MS;
  }

  #open({ code }: Seen, look: Look): boolean {
    const lock = this.#lock;
    if (!lock) return true;
    if (look.rank !== RANK.right) return false;
    return lock.isWrong || (!lock.sorts.has(look.sort) && !lock.beside.has(code.raw));
  }

  #decide(open: readonly { seen: Seen; look: Look }[], at: number): Sighting {
    const sure = open.filter(({ seen, look }) => seen.times >= needed(seen.code, look));
    const best = Math.max(...sure.map(({ look }) => look.rank));
    const top = sure.filter(({ look }) => look.rank === best);
    const since = Math.min(...top.map(({ seen }) => seen.first));
    const glimpsed = open.some((one) => one.look.rank === RANK.right && !sure.includes(one));
    const wait = best < RANK.right ? SETTLE_MS : glimpsed ? GLIMPSE_MS : 0;
    if (top.length === 0 || at - since < wait) return { is: "seen", wide: best < RANK.right };
    const things = new Map<string, { seen: Seen; look: Look }>();
    for (const one of top) {
      const other = things.get(one.look.key);
      // Of two codes of one thing the longer one says more: its lot, its date.
      if (!other || one.seen.code.raw.length > other.seen.code.raw.length) things.set(one.look.key, one);
    }
    const of = [...things.values()].map(({ seen, look }) => ({ raw: seen.code.raw, look }));
    const [only] = of;
    if (of.length > 1 || !only) return { is: "choice", of };
    this.#shut([only.look], at);
    return { is: "taken", raw: only.raw };
  }

  #shut(looks: readonly Look[], at: number): void {
    const keys = new Set(looks.map(({ key }) => key));
    const sorts = new Set(looks.map(({ sort }) => sort));
    const isWrong = looks.every(({ rank }) => rank <= RANK.known);
    this.#lock = { keys, sorts, beside: new Set(this.#seen.keys()), isWrong, at, last: at };
  }
}

/**
 * How many pictures must say it. What breaks its own rules is more likely a misread, and beside what is not wanted
 * there may be what is: a slow device sees few pictures in the time that it waits.
 */
const needed = (code: Code, look: Look): number => (look.rank <= RANK.known ? 3 : isStrong(code) ? 1 : 2);
