/** What a picker's device remembers of a run beside the rows: the shelf that was scanned, and the last act. */

import { signal } from "@preact/signals";
import type { LastAct } from "../../domain/pick/undo";

interface Memory {
  readonly run: string;
  readonly shelf: string | null;
  readonly last: LastAct | null;
}

const KEY = "tote.pick";
const NOTHING: Memory = { run: "", shelf: null, last: null };

function kept(): Memory {
  try {
    return { ...NOTHING, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Memory>) };
  } catch {
    return NOTHING;
  }
}

const memory = signal<Memory>(kept());

export const recall = (run: string): Memory => (memory.value.run === run ? memory.value : { ...NOTHING, run });

export function remember(run: string, some: Partial<Memory>): void {
  memory.value = { ...recall(run), ...some };
  localStorage.setItem(KEY, JSON.stringify(memory.value));
}
