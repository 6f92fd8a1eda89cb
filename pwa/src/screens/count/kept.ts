/** The count that is being made: it outlives a look elsewhere, and an app that was closed. */

import { signal } from "@preact/signals";
import type { Counting } from "../../domain/count/begin";
import { makeAnswers } from "../../ui/flash";
import { me } from "../../ui/session";

/** What was answered last: it is still to be read when a count is done and the list comes back. */
export const answers = makeAnswers();

const KEY = "tote.count";
interface Kept {
  readonly person: string;
  readonly counting: Counting;
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

const kept = signal<Kept | null>(read());

/** The person's count of a place, if they are at one. */
export function countOf(place: string): Counting | null {
  const now = kept.value;
  return now && now.person === me()?.person.id && now.counting.place === place ? now.counting : null;
}

/** The place where the person has begun to count; empty if nowhere. */
export const countingAt = (): string => (kept.value?.person === me()?.person.id ? (kept.value?.counting.place ?? "") : "");

export function keep(counting: Counting | null): void {
  kept.value = counting && { person: me()?.person.id ?? "", counting };
  if (kept.value) localStorage.setItem(KEY, JSON.stringify(kept.value));
  else localStorage.removeItem(KEY);
}
