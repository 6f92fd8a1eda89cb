/**
 * Sheets for when devices are down: what is on each, and the codes by which it is found again. A code has capitals,
 * figures and dashes only, so that any scanner on any keyboard types it, and a person can.
 */

import type { Inbound, Location, PickRun, PickTask, Stock } from "../../generated/rows";
import { linesOf } from "../inbound/check";
import { tasksOf } from "../pick/walk";
import type { Reads } from "../seen";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MARK_LENGTH = 6;

/** Six letters that stand for an id: 30 bits of FNV-1a, so that two of some hundred are the same once in ten thousand. */
export function mark(id: string): string {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return Array.from({ length: MARK_LENGTH }, (_, nth) => LETTERS[(hash >>> (5 * nth)) & 31]).join("");
}

/** The name of one printing: of a sheet that was printed twice, both are filled in. */
export const sheetName = (freshId: string): string => mark(freshId).slice(0, 4);

export type Sheet =
  | { readonly is: "run"; readonly run: PickRun; readonly line?: string }
  | { readonly is: "delivery"; readonly inbound: Inbound; readonly sheet: string; readonly line?: string }
  | { readonly is: "place"; readonly place: Location; readonly sheet: string; readonly books: string };

export const runCode = (run: PickRun): string => `P-R-${run.number}`;
export const deliveryCode = (inbound: string, sheet: string): string => `P-D-${mark(inbound)}-${sheet}`;
export const placeSheet = (place: string, sheet: string): string => `P-C-${mark(place)}-${sheet}`;
/** The code of a place on paper: with it comes what had moved there when it was printed. */
export const placeCodeOn = (rows: Reads, place: string, sheet: string): string => `${placeSheet(place, sheet)}-${movedMark(rows, place)}`;
export const productCode = (inbound: string, sheet: string, product: string): string =>
  `${deliveryCode(inbound, sheet)}-${mark(product)}`;

/** The number of a stop on its sheet; none for one that a picker has added on the way, which is written by hand. */
export const numberOf = (task: PickTask): string => (task.id.startsWith(`${task.run}/`) ? task.id.slice(task.run.length + 1) : "");
export const stopCode = (run: PickRun, task: PickTask): string => (numberOf(task) ? `${runCode(run)}-${numberOf(task)}` : "");

/** What is on the sheet of a run: the stops at which something is left to do. */
export const stopsOn = (rows: Reads, run: string): PickTask[] => tasksOf(rows, run).filter((task) => !task.cancelled && task.picked + task.short < task.quantity);

/** What lies at a place by the books, in the order of its goods. */
export const goodsOn = (rows: Reads, place: string): Stock[] =>
  rows.where("stock", "location", place).filter(({ quantity }) => quantity > 0).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Four letters for what has moved in and out of a place; counts change nothing in it, as they move no goods. */
export function movedMark(rows: Reads, place: string): string {
  const moved = rows.where("stock", "location", place).flatMap(({ id, quantity, corrected }) => (quantity === corrected ? [] : [`${id} ${quantity - corrected}`]));
  return mark(moved.sort().join("\n")).slice(0, 4);
}

/** What was scanned or typed, as it is printed. */
export const codeIn = (raw: string): string => raw.trim().toUpperCase().replace(/^\][A-Z]\d/, "");

/** The sheet of a code, and the line if it is that of one; null if it is none that this device knows. */
export function sheetOf(rows: Reads, warehouse: string, raw: string): Sheet | null {
  const [, kind, rest = ""] = /^P-([RDC])-(.+)$/.exec(codeIn(raw)) ?? [];
  if (kind === "R") return runOf(rows, warehouse, rest);
  const [of, sheet = "", line] = rest.split("-");
  if (kind === "C") {
    const place = rows.where("location", "warehouse", warehouse).find(({ id }) => mark(id) === of);
    return place && sheet ? { is: "place", place, sheet, books: line ?? "" } : null;
  }
  const inbound = kind === "D" ? rows.where("inbound", "warehouse", warehouse).find(({ id }) => mark(id) === of) : undefined;
  if (!inbound || !sheet) return null;
  const product = line && linesOf(rows, inbound.id).find((one) => mark(one.product) === line)?.product;
  return { is: "delivery", inbound, sheet, ...(product ? { line: product } : {}) };
}

function runOf(rows: Reads, warehouse: string, rest: string): Sheet | null {
  const runs = rows.where("pick_run", "warehouse", warehouse);
  const whole = runs.find(({ number }) => number.toUpperCase() === rest);
  if (whole) return { is: "run", run: whole };
  const cut = rest.lastIndexOf("-");
  const run = runs.find(({ number }) => number.toUpperCase() === rest.slice(0, cut));
  const task = run && rows.get("pick_task", `${run.id}/${rest.slice(cut + 1)}`);
  return run && task ? { is: "run", run, line: task.id } : null;
}
