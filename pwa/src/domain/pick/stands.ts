/** Where the label of a place stands for what lies there: loaded with what judges scans, as few floors have it so. */

import type { PickTask } from "../../generated/rows";
import { isSet } from "../process/set";
import type { Reads } from "../seen";
import { ruleOf } from "./rules";
import { sampled, samples } from "./sample";

/**
 * Whether the place stands for what lies there: the process has it so, nothing else is there, and none is counted. At a
 * spot check one of it has to be scanned first. `today` is yyyy-mm-dd.
 */
export const byPlace = (task: PickTask, rows: Reads, today: string): boolean =>
  placeStands(task, rows) && (task.picked === 0 ? !sampled(task, rows, today) : task.put === 0 && samples(rows, task.warehouse));

/** Whether one of it has to be scanned now, though the place would stand for it. */
export const spotCheck = (task: PickTask, rows: Reads, today: string): boolean =>
  task.picked === 0 && placeStands(task, rows) && sampled(task, rows, today);

const placeStands = (task: PickTask, rows: Reads): boolean =>
  isSet(rows, task.warehouse, "pick.item", "bin") &&
  ruleOf(rows, task.warehouse, task.product).serial === "none" &&
  rows
    .where("stock", "location", task.location)
    .every((s) => s.quantity === 0 || (s.product === task.product && s.lot === task.lot));
