/** The walk of a run: which step comes next, from the rows alone. A closed app comes back to the same step. */

import type { PickSlot, PickTask } from "../../generated/rows";
import { isSet } from "../process/set";
import type { Reads } from "../seen";

/**
 * What the picker does now. At a stop: `shelf` (go there and scan it), `item`, `tote`. Before the walk `bind`, at its
 * end `back` (units of a cancelled order) and `over` (bring the cart to the packers).
 */
export type Step =
  | { readonly at: "bind"; readonly slot: PickSlot; readonly nth: number; readonly of: number }
  | { readonly at: "shelf" | "item" | "tote" | "back"; readonly task: PickTask }
  | { readonly at: "over" };

/** Units still to be picked or reported short. */
export const left = (task: PickTask): number =>
  task.cancelled ? 0 : Math.max(0, task.quantity - task.picked - task.short);

/** Nothing is left to do at this stop. */
export const finished = (task: PickTask, rows: Reads): boolean =>
  task.cancelled
    ? task.picked === 0
    : left(task) === 0 && (task.put >= task.picked || isSet(rows, task.warehouse, "pick.tote", "none"));

export const tasksOf = (rows: Reads, run: string): PickTask[] =>
  [...rows.where("pick_task", "run", run)].sort((a, b) => a.sequence - b.sequence);

export const slotsOf = (rows: Reads, run: string): PickSlot[] =>
  [...rows.where("pick_slot", "run", run)].sort((a, b) => a.slot - b.slot);

/** Stops that are not done, in walking order. */
export const stopsLeft = (rows: Reads, run: string): PickTask[] =>
  tasksOf(rows, run).filter((task) => !task.cancelled && !finished(task, rows));

/** The slots of orders that are still on the cart. */
function wanted(slots: readonly PickSlot[], tasks: readonly PickTask[]): PickSlot[] {
  return slots.filter((slot) => tasks.some((task) => task.slot === slot.id && !task.cancelled));
}

/** The next step. `shelf` is the id of the location that the picker scanned last: it is not asked for again. */
export function nextStep(rows: Reads, run: string, shelf: string | null): Step {
  const tasks = tasksOf(rows, run);
  const slots = wanted(slotsOf(rows, run), tasks);
  const slot = slots.find((s) => s.tote === null);
  if (slot) return { at: "bind", slot, nth: slots.indexOf(slot) + 1, of: slots.length };
  const task = tasks.find((t) => !t.cancelled && !finished(t, rows));
  if (task) return { at: stopAt(task, shelf), task };
  const back = tasks.find((t) => !finished(t, rows));
  return back ? { at: "back", task: back } : { at: "over" };
}

function stopAt(task: PickTask, shelf: string | null): "shelf" | "item" | "tote" {
  if (left(task) === 0) return "tote";
  return task.picked > 0 || shelf === task.location ? "item" : "shelf";
}
