/** Spot checks: stops where the item is scanned once, though the place would stand for it. */

import type { PickTask } from "../../generated/rows";
import type { Reads } from "../seen";

/** One stop in so many is checked. */
const ONE_IN: Readonly<Record<string, number>> = { few: 50, some: 20, many: 10 };
/** So many times as often where an error is likelier. */
const LIKELIER = 5;
/** Who has walked fewer runs here is new. */
const NEW_BELOW = 20;
/** A count that was off longer ago says nothing about the place any more. */
const RECENT_DAYS = 30;
const DAY = 86_400_000;

/** Whether the floor has spot checks at all. */
export const samples = (rows: Reads, warehouse: string): boolean => oneIn(rows, warehouse) > 0;

const oneIn = (rows: Reads, warehouse: string): number => ONE_IN[rows.get("process_switch", `${warehouse}/pick.sample`)?.value ?? ""] ?? 0;

/**
 * Whether a stop is checked: drawn from its id, so that each device asks the same of it, and that nobody can tell before
 * the stop is made. `today` is yyyy-mm-dd.
 */
export function sampled(task: PickTask, rows: Reads, today: string): boolean {
  const one = oneIn(rows, task.warehouse);
  if (one === 0) return false;
  const lot = drawn(task.id) * one;
  return lot < 1 || (lot < LIKELIER && (isNew(rows, task) || isOff(rows, task, today)));
}

/** From 0 to below 1. FNV-1a, with its bits mixed at the end: ids of one run differ in their last letters only. */
export function drawn(id: string): number {
  let hash = 0x811c9dc5;
  for (let nth = 0; nth < id.length; nth++) hash = Math.imul(hash ^ id.charCodeAt(nth), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

function isNew(rows: Reads, task: PickTask): boolean {
  const picker = rows.get("pick_run", task.run)?.picker ?? null;
  const walked = rows.where("pick_run", "picker", picker).filter((run) => run.stage === "done" && run.warehouse === task.warehouse);
  return picker === null || walked.length < NEW_BELOW;
}

/** A count of the place was off, or somebody is asked to count it: goods were missing there. */
function isOff(rows: Reads, task: PickTask, today: string): boolean {
  const since = Date.parse(today) - RECENT_DAYS * DAY;
  return (
    rows
      .where("stock_count", "location", task.location)
      .some((count) => count.stage !== "undone" && count.at >= since && count.counted !== count.expected) ||
    rows
      .where("exception_task", "stage", "open")
      .some(({ place, act }) => place === task.location && (act === "recount" || act === "count"))
  );
}
