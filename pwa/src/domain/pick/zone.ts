/** Runs that go from zone to zone: which stops are whose, and which tote is of which run. */

import type { PickRun, PickSlot, PickTask } from "../../generated/rows";
import type { State } from "../draft";
import type { Reads } from "../seen";
import { finished, left, slotsOf, tasksOf } from "./walk";

/** Whether a tote holds an order that is not on a run. One that nobody has linked yet may be on any. */
export function isElsewhere(rows: State, run: PickRun, code: string | null): boolean {
  const holds = code === null ? null : (rows.get("tote", `${run.warehouse}/${code}`)?.shipment ?? null);
  return holds !== null && rows.where("pick_slot", "run", run.id).every((slot) => slot.shipment !== holds);
}

/** The part of the building that a stop is in. */
export const zoneOf = (rows: Pick<Reads, "get">, task: PickTask): string => rows.get("location", task.location)?.zone ?? "";

/** The rows as the picker of a zone has them: of the stops of a run only those where its totes are. */
export function inZone(rows: Reads, run: PickRun): Reads {
  const where: Reads["where"] = (table, field, value) => {
    const found = rows.where(table, field, value);
    if (table !== "pick_task") return found;
    return found.filter((row) => zoneOf(rows, row as PickTask) === (run.zone ?? ""));
  };
  return { get: rows.get.bind(rows), all: rows.all.bind(rows), where };
}

/** Zones of a run in the order of its walk, each with the stops that are still to be done there, as is known here. */
function zonesOf(rows: Reads, run: PickRun): Map<string, PickTask[]> {
  const zones = new Map<string, PickTask[]>();
  for (const task of tasksOf(rows, run.id)) {
    const zone = zoneOf(rows, task);
    const open = zones.get(zone) ?? [];
    zones.set(zone, finished(task, rows) ? open : [...open, task]);
  }
  return zones;
}

/** Where the totes of a run go from its zone, and what is to be done there. */
export interface Border {
  readonly zone: string;
  readonly stops: number;
  readonly units: number;
  /** The walk has been there: what is open there may only not have been told yet. */
  readonly behind: boolean;
}

/** The next zone that has something to do, those ahead first; null if all is done. */
export function border(rows: Reads, run: PickRun): Border | null {
  const zones = [...zonesOf(rows, run)];
  const here = zones.findIndex(([zone]) => zone === (run.zone ?? ""));
  const ahead = [...zones.slice(here + 1), ...zones.slice(0, Math.max(0, here))];
  const next = ahead.find(([, open]) => open.length > 0);
  if (!next) return null;
  const [zone, open] = next;
  const units = open.reduce((all, task) => all + left(task), 0);
  return { zone, stops: open.length, units, behind: zones.indexOf(next) < here };
}

/** Runs by zone that have something to do and are with nobody, or with somebody else. */
export const passing = (rows: Reads, me: string): PickRun[] =>
  rows
    .all("pick_run")
    .filter((run) => run.mode === "zone" && run.picker !== me && (run.stage === "ready" || run.stage === "picking"))
    .sort((a, b) => (a.number < b.number ? -1 : 1));

/** The run whose order a tote holds. */
export const runOfTote = (rows: Reads, runs: readonly PickRun[], tote: string): PickRun | undefined => {
  const holds = rows.get("tote", tote)?.shipment ?? null;
  return holds === null
    ? undefined
    : runs.find((run) => rows.where("pick_slot", "run", run.id).some((slot) => slot.shipment === holds));
};

/**
 * The zone that somebody takes a run in: their own, where it has something to do; else where it was brought to; else,
 * where nobody has told of bringing it, the next one.
 */
export function takenIn(rows: Reads, run: PickRun, mine: string | null): string {
  const open = [...zonesOf(rows, run)].filter(([, tasks]) => tasks.length > 0).map(([zone]) => zone);
  if (mine !== null && open.includes(mine)) return mine;
  if (run.picker === null) return run.zone ?? "";
  return border(rows, run)?.zone ?? run.zone ?? "";
}

/** The first slot of a run that no tote is known for here. */
export const slotWithout = (rows: Reads, run: PickRun): PickSlot | undefined =>
  slotsOf(rows, run.id).find((slot) => slot.tote === null);
