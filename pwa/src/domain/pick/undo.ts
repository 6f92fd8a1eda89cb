/** The last act of a picker that can be taken back in one tap. */

import type { PickTask } from "../../generated/rows";

export interface LastAct {
  readonly run: string;
  readonly kind: "pick.scan" | "pick.short";
  readonly task: string;
  readonly units: number;
  /** What was scanned; empty for a short. */
  readonly raw: string;
}

export type Undo =
  | {
      readonly kind: "pick.put_back";
      readonly body: { readonly task: string; readonly units: number; readonly raw: string };
    }
  | { readonly kind: "pick.found"; readonly body: { readonly task: string; readonly units: number } };

/** The op that takes it back; null if the rows say that nothing of it is left to take back. */
export function undoOf(last: LastAct | null, task: PickTask | undefined): Undo | null {
  if (!last || !task) return null;
  const { units, raw } = last;
  if (last.kind === "pick.scan") {
    return task.picked > 0 ? { kind: "pick.put_back", body: { task: task.id, units, raw } } : null;
  }
  return task.short >= units ? { kind: "pick.found", body: { task: task.id, units } } : null;
}
