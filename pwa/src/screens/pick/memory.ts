/** What a picker's device remembers of a run beside the rows: the shelf that was scanned, and the last acts. */

import { signal } from "@preact/signals";
import type { LastAct } from "../../domain/pick/undo";
import { afterPaint } from "../../sync/after-paint";

interface Memory {
  readonly run: string;
  readonly shelf: string | null;
  /** What can be taken back, the last one at the end. */
  readonly acts: readonly LastAct[];
}

const KEY = "tote.pick";
const ZONE = "tote.zone";
const NOTHING: Memory = { run: "", shelf: null, acts: [] };
/** Acts that can be taken back one after another. */
const ACTS_MOST = 12;

function kept(): Memory {
  try {
    return { ...NOTHING, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Memory>) };
  } catch {
    return NOTHING;
  }
}

let memory = kept();
/** Grows with what is remembered, once the answer to the scan is painted: the whole screen follows from it. */
const shown = signal(0);

export function recall(run: string): Memory {
  void shown.value; // who asks while painting is painted again
  return memory.run === run ? memory : { ...NOTHING, run };
}

export function remember(run: string, some: Partial<Memory>): void {
  memory = { ...recall(run), ...some };
  afterPaint(() => (shown.value += 1));
  localStorage.setItem(KEY, JSON.stringify(memory));
}

/** An act that can be taken back. */
export const done = (run: string, last: LastAct, some: Partial<Memory> = {}): void =>
  remember(run, { acts: [...recall(run).acts, last].slice(-ACTS_MOST), ...some });

/** An act is taken back, and the picker stands where it was done, if it was done at a shelf. */
export const forget = (run: string, last: LastAct, shelf: string | null): void =>
  remember(run, { acts: recall(run).acts.filter((one) => one !== last), shelf });

/** The zone that this device works in, as far as it has been told. */
export const myZone = (): string | null => localStorage.getItem(ZONE);
export const stayIn = (zone: string): void => localStorage.setItem(ZONE, zone);
