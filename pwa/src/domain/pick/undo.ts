/** The last acts of a picker, which can be taken back in one tap each. */

import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import type { State } from "../draft";
import { linesInstead, standsFor } from "./stands-for";
import { left } from "./walk";

export interface LastAct {
  readonly kind: "pick.scan" | "pick.gather" | "pick.short" | "pick.substitute" | "pick.skip" | "pick.bind";
  /**
   * The stops that it was done at, with the units at each: what was scanned counts as one each for `pick.scan`. None for a
   * tote that was put into a slot.
   */
  readonly parts: readonly { readonly task: string; readonly units: number }[];
  /** What was scanned; empty for what was not. */
  readonly raw: string;
  /** A tote, and the slot that it was put into. */
  readonly bound?: { readonly slot: string; readonly tote: string };
}

type Back = "pick.put_back" | "pick.found" | "pick.unsubstitute" | "pick.unskip" | "pick.unbind";
export type Undo = { readonly [K in Back]: { readonly kind: K; readonly body: Ops[K] } }[Back];

/** An act that can be taken back, and the ops that do it. */
export interface Last {
  readonly last: LastAct;
  readonly back: readonly Undo[];
}

/** The ops that take an act back, the last part first; none if the rows say that not all of it is left to take back. */
export function undoOf({ kind, parts, raw, bound }: LastAct, rows: State): Undo[] {
  if (bound) return unbind(bound, rows);
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
      case "pick.skip":
        return left(task) > 0 && !isNext(task, rows) ? [{ kind: "pick.unskip", body: { task: id } }] : [];
      default:
        return [];
    }
  });
  return found.length === parts.length ? found : [];
}

const isNext = (task: PickTask, rows: State): boolean =>
  rows.where("pick_task", "run", task.run).every((one) => left(one) === 0 || one.sequence >= task.sequence);

/** A tote comes out of its slot as long as nothing lies in it. */
function unbind({ slot, tote }: { readonly slot: string; readonly tote: string }, rows: State): Undo[] {
  const isThere = rows.get("pick_slot", slot)?.tote === tote;
  const isEmpty = rows.where("stock", "location", tote).every(({ quantity }) => quantity === 0);
  return isThere && isEmpty ? [{ kind: "pick.unbind", body: { slot, tote } }] : [];
}
