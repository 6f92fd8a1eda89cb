/** What of the last acts can be taken back, by the rows as they are. */

import { expect as promise, test } from "vitest";
import type { State } from "../draft";
import { undoOf, type LastAct } from "./undo";

type Some = Record<string, unknown>;

function rows(tasks: readonly Some[], lines: readonly Some[] = [], more: Record<string, readonly Some[]> = {}): State {
  const tables: Record<string, readonly Some[]> = { pick_task: tasks, shipment_line: lines, ...more };
  return {
    get: (table: string, id: string) => tables[table]?.find((row) => row["id"] === id),
    where: (table: string, field: string, value: unknown) => (tables[table] ?? []).filter((row) => row[field] === value),
  } as unknown as State;
}

const stop = (id: string, some: Some): Some => ({ id, shipment: "o1", shipment_line: "o1/1", picked: 0, put: 0, short: 0, ...some });
const act = (kind: LastAct["kind"], ...parts: [string, number][]): LastAct => ({
  kind, parts: parts.map(([task, units]) => ({ task, units })), raw: kind === "pick.scan" ? "RAW" : "",
});

test("a scan goes back by what was scanned, as long as any is picked", () => {
  promise(undoOf(act("pick.scan", ["t1", 2]), rows([stop("t1", { picked: 2 })]))).toEqual([
    { kind: "pick.put_back", body: { task: "t1", units: 2, raw: "RAW" } },
  ]);
  promise(undoOf(act("pick.scan", ["t1", 2]), rows([stop("t1", {})]))).toEqual([]);
  promise(undoOf(act("pick.scan", ["t9", 2]), rows([]))).toEqual([]);
});

test("what was gathered goes back as a whole, the last order first, as long as all of it is in the hand", () => {
  const gathered = act("pick.gather", ["t1", 2], ["t2", 1]);
  promise(undoOf(gathered, rows([stop("t1", { picked: 2 }), stop("t2", { picked: 1 })])).map(({ body }) => body)).toMatchObject([{ task: "t2" }, { task: "t1" }]);
  promise(undoOf(gathered, rows([stop("t1", { picked: 2, put: 2 }), stop("t2", { picked: 1 })]))).toEqual([]);
});

test("short units are found, those of all orders of a bin", () => {
  const short = act("pick.short", ["t2", 1], ["t1", 2]);
  promise(undoOf(short, rows([stop("t1", { short: 2 }), stop("t2", { short: 1 })]))).toMatchObject([
    { kind: "pick.found", body: { task: "t1" } },
    { kind: "pick.found", body: { task: "t2" } },
  ]);
  promise(undoOf(short, rows([stop("t1", { short: 1 }), stop("t2", { short: 1 })]))).toEqual([]);
});

test("a substitute is given up, the one that came last, as long as it stands for something", () => {
  const line = (id: string, wanted: number): Some => ({ id, shipment: "o1", instead_of: "o1/1", wanted, gives: 2, per: 1 });
  const given = act("pick.substitute", ["t1", 2]);
  const task = stop("t1", { short: 2 });
  promise(undoOf(given, rows([task], [line("a/line", 4), line("b/line", 4)]))).toEqual([
    { kind: "pick.unsubstitute", body: { task: "t1", line: "b/line" } },
  ]);
  promise(undoOf(given, rows([task], [line("a/line", 4), line("b/line", 0)]))).toMatchObject([{ body: { line: "a/line" } }]);
  promise(undoOf(given, rows([task], [line("a/line", 0)]))).toEqual([]);
});

test("a stop that was skipped comes next again, until it does anyhow or is done", () => {
  const skipped = act("pick.skip", ["t1", 0]);
  const at = (sequence: number, some: Some = {}): Some => stop("t1", { run: "r1", sequence, quantity: 2, ...some });
  const other = stop("t2", { run: "r1", sequence: 2, quantity: 1 });
  promise(undoOf(skipped, rows([at(3), other]))).toEqual([{ kind: "pick.unskip", body: { task: "t1" } }]);
  promise(undoOf(skipped, rows([at(1), other]))).toEqual([]);
  promise(undoOf(skipped, rows([at(3), { ...other, picked: 1 }]))).toEqual([]);
  promise(undoOf(skipped, rows([at(3, { picked: 2 }), other]))).toEqual([]);
});

test("a tote comes out of the slot that it was put into, until something lies in it or another is there", () => {
  const [slot, tote] = ["r1/1", "ROT/T-0001"];
  const put: LastAct = { kind: "pick.bind", parts: [], raw: "", bound: { slot, tote } };
  const cart = (there: string | null, quantity: number): State =>
    rows([], [], { pick_slot: [{ id: slot, tote: there }], stock: [{ location: tote, quantity }] });
  promise(undoOf(put, cart(tote, 0))).toEqual([{ kind: "pick.unbind", body: { slot, tote } }]);
  promise(undoOf(put, cart(tote, 1))).toEqual([]);
  promise(undoOf(put, cart("ROT/T-0002", 0))).toEqual([]);
});
