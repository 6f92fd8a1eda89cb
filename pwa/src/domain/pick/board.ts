/** Runs as a list: mine first, then the oldest that nobody holds, then those of colleagues. */

import type { PickRun } from "../../generated/rows";
import type { Reads } from "../seen";
import { finished, stopsLeft, tasksOf } from "./walk";

export interface Runs {
  readonly mine: readonly PickRun[];
  readonly free: readonly PickRun[];
  readonly others: readonly PickRun[];
}

/** `zone` is that of the picker: of the free runs, those whose totes are elsewhere come last. */
export function runsFor(rows: Reads, me: string, zone: string | null = null): Runs {
  const far = (run: PickRun): boolean => zone !== null && (run.zone ?? zone) !== zone;
  const open = rows
    .all("pick_run")
    .filter((run) => run.stage === "ready" || run.stage === "picking")
    .sort((a, b) => (a.number < b.number ? -1 : 1));
  return {
    mine: open.filter((run) => run.picker === me),
    free: open.filter((run) => run.picker === null).sort((a, b) => Number(far(a)) - Number(far(b))),
    others: open.filter((run) => run.picker !== null && run.picker !== me),
  };
}

export interface Progress {
  readonly stops: number;
  readonly stopsDone: number;
  readonly units: number;
  readonly picked: number;
  readonly short: number;
}

export function progress(rows: Reads, run: string): Progress {
  const tasks = tasksOf(rows, run);
  const sum = (of: (task: (typeof tasks)[number]) => number): number => tasks.reduce((all, task) => all + of(task), 0);
  const lines = [...new Set(tasks.map((t) => t.shipment_line))];
  return {
    stops: tasks.length,
    stopsDone: tasks.filter((task) => finished(task, rows)).length,
    units: sum((t) => t.quantity),
    picked: sum((t) => t.picked),
    short: lines.reduce((all, id) => all + (rows.get("shipment_line", id)?.short ?? 0), 0),
  };
}

/** Codes of the next places on the walk, each once, the present one left out. */
export function placesAhead(rows: Reads, run: string, most: number): string[] {
  const [now, ...next] = stopsLeft(rows, run);
  const ids = new Set(next.map((task) => task.location).filter((id) => id !== now?.location));
  return [...ids].slice(0, most);
}
