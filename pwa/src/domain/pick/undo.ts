/** The last acts of a picker, which can be taken back in one tap each. */

import type { Ops } from "../../generated/ops";
import type { State } from "../draft";
import { linesInstead, standsFor } from "./stands-for";

export interface LastAct {
  readonly kind: "pick.scan" | "pick.gather" | "pick.short" | "pick.substitute";
  /** The stops that it was done at, with the units at each: what was scanned counts as one each for `pick.scan`. */
  readonly parts: readonly { readonly task: string; readonly units: number }[];
  /** What was scanned; empty for what was not. */
  readonly raw: string;
}

export type Undo = { readonly [K in "pick.put_back" | "pick.found" | "pick.unsubstitute"]: { readonly kind: K; readonly body: Ops[K] } }[
  "pick.put_back" | "pick.found" | "pick.unsubstitute"];

/** An act that can be taken back, and the ops that do it. */
export interface Last {
  readonly last: LastAct;
  readonly back: readonly Undo[];
}

/** The ops that take an act back, the last part first; none if the rows say that not all of it is left to take back. */
export function undoOf({ kind, parts, raw }: LastAct, rows: State): Undo[] {
  const found = [...parts].reverse().flatMap(({ task: id, units }): Undo[] => {
    const task = rows.get("pick_task", id);
    if (!task) return [];
    switch (kind) {
      case "pick.scan":
        return task.picked > 0 ? [{ kind: "pick.put_back", body: { task: id, units, raw } }] : [];
      case "pick.gather": // shared out already, it is for the orders to give back
        return task.picked - task.put >= units ? [{ kind: "pick.put_back", body: { task: id, units } }] : [];
      case "pick.short":
        return task.short >= units ? [{ kind: "pick.found", body: { task: id, units } }] : [];
      case "pick.substitute": {
        const line = linesInstead(rows, task).find((one) => standsFor(one) > 0);
        return line ? [{ kind: "pick.unsubstitute", body: { task: id, line: line.id } }] : [];
      }
    }
  });
  return found.length === parts.length ? found : [];
}
