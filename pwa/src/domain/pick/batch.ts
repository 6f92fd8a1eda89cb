/** Batches: the stops of a run at one bin are walked to as one, and its units are shared out to the orders. */

import type { PickTask } from "../../generated/rows";
import { left } from "./cart";

/** What both a draft and the rows of a device can say. */
interface Tasks {
  where(table: "pick_task", field: "run", value: string): readonly PickTask[];
}

/** All stops of the run for the same balance, in the order in which they are filled. That of `task` is one. */
export const together = (rows: Tasks, task: PickTask): PickTask[] =>
  rows
    .where("pick_task", "run", task.run)
    .filter((t) => t.location === task.location && t.product === task.product && t.lot === task.lot)
    .sort((a, b) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1));

/** Units over what stops lack, the first first. What is more than all of them lack goes with `task`. */
export function spread(stops: readonly PickTask[], task: PickTask, units: number): [PickTask, number][] {
  let rest = units;
  const shares = new Map<string, number>();
  for (const stop of stops) {
    const share = Math.min(left(stop), rest);
    shares.set(stop.id, share);
    rest -= share;
  }
  shares.set(task.id, (shares.get(task.id) ?? 0) + rest);
  return stops.flatMap((stop): [PickTask, number][] => {
    const share = shares.get(stop.id) ?? 0;
    return share > 0 ? [[stop, share]] : [];
  });
}
