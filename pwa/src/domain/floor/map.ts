/** The floor as a drawing: zones, aisles and bays from the codes of the places, and what is to be seen at each. */

import type { ExceptionTask, Location } from "../../generated/rows";
import { nextStep } from "../pick/walk";
import type { Reads } from "../seen";

export interface Bin {
  readonly place: Location;
  /** Column and line within its zone, from 0. */
  readonly x: number;
  readonly y: number;
}

export interface Zone {
  readonly name: string;
  readonly columns: number;
  readonly lines: number;
  readonly bins: readonly Bin[];
}

export interface Marks {
  readonly tasks: readonly ExceptionTask[];
  /** Pickers whose next stop it is. */
  readonly pickers: readonly string[];
  readonly empty: boolean;
  /** Less lies there than runs count on. */
  readonly short: boolean;
}

/** `A-12-04` stands in aisle A-12. A code of other parts has its last one as the bay. */
const aisleOf = (code: string): string => code.slice(0, Math.max(0, code.lastIndexOf("-"))) || code;

/** The zones of a building in the order of the walk; each aisle is a column, `most` of them side by side. */
export function zonesOf(rows: Reads, warehouse: string, most: number): Zone[] {
  const places = rows
    .where("location", "warehouse", warehouse)
    .filter((place) => place.kind === "bin")
    .sort((a, b) => a.pick_sequence - b.pick_sequence || (a.code < b.code ? -1 : 1));
  const names = [...new Set(places.map((place) => place.zone))];
  return names.map((name) => zone(name, places.filter((place) => place.zone === name), most));
}

function zone(name: string, places: readonly Location[], most: number): Zone {
  const aisles = [...new Set(places.map((place) => aisleOf(place.code)))];
  const inAisle = aisles.map((aisle) => places.filter((place) => aisleOf(place.code) === aisle));
  const deep = Math.max(1, ...inAisle.map((bays) => bays.length));
  const bins = inAisle.flatMap((bays, nth) =>
    bays.map((place, bay) => ({ place, x: nth % most, y: Math.floor(nth / most) * deep + bay })),
  );
  return { name, columns: Math.min(most, aisles.length), lines: Math.ceil(aisles.length / most) * deep, bins };
}

/** What is to be seen at each place of a building, by its id. Empty without stock and without a lack: only `empty`. */
export function marksOf(rows: Reads, warehouse: string): (place: string) => Marks {
  const tasks = group(rows.where("exception_task", "stage", "open"), (task) => task.place);
  const stock = group(rows.where("stock", "warehouse", warehouse), (row) => row.location);
  const pickers = group(present(rows, warehouse), (at) => at.place);
  return (place) => {
    const here = stock.get(place) ?? [];
    return {
      tasks: tasks.get(place) ?? [],
      pickers: (pickers.get(place) ?? []).map((at) => at.picker),
      empty: here.every((row) => row.quantity === 0),
      short: here.some((row) => row.allocated > row.quantity),
    };
  };
}

/** Where each picker goes next: the stop of the run in their hands. */
export function present(rows: Reads, warehouse: string): { readonly picker: string; readonly place: string }[] {
  return rows.where("pick_run", "stage", "picking").flatMap((run) => {
    if (run.warehouse !== warehouse || !run.picker) return [];
    const step = nextStep(rows, run.id, null);
    const task = "task" in step ? step.task : rows.where("pick_task", "run", run.id).find((t) => t.sequence === 1);
    return task && step.at !== "over" ? [{ picker: run.picker, place: task.location }] : [];
  });
}

function group<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(by(one), [...(found.get(by(one)) ?? []), one]);
  return found;
}
