import { expect, test } from "vitest";
import type { ExceptionTask, Stock } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf } from "../rows-example";
import { add, begin, isMoved, placesMeant, recordOf, scanned, takeBack, toCount, untouched } from "./begin";

const BIN = "ROT/A-01";
const pens = (quantity: number, corrected = 0): Partial<Stock> =>
  ({ id: `${BIN}/PEN/`, ver: 3, warehouse: "ROT", location: BIN, product: "PEN", lot: "", quantity, corrected });
const task = (id: string, more: Partial<ExceptionTask>) =>
  ({ id, stage: "open", act: "recount", warehouse: "ROT", place: BIN, code: "short", raised_by: "wei", ...more });
const floor = (stock: Partial<Stock>, tasks: object[] = []) =>
  rowsOf({
    product: [{ id: "PEN" }, { id: "MILK", lot_tracked: true }],
    location: [
      { id: BIN, warehouse: "ROT", code: "A-01", kind: "bin", zone: "A", pick_sequence: 20 },
      { id: "ROT/B-01", warehouse: "ROT", code: "B-01", kind: "bin", zone: "B", pick_sequence: 10 },
    ],
    stock: [stock],
    exception_task: tasks,
  });
const PEN = JSON.stringify(["PEN", ""]);

test("a count carries what the device knew when it began, and what it saw move since", () => {
  const counting = add(begin(floor(pens(52, -1)), BIN, 7), PEN, 50);
  const body = recordOf(counting, floor(pens(47, -4), [task("t1", {}), task("t2", { place: "ROT/B-01" })]));
  // Two were taken, and a colleague has found three fewer meanwhile: only the former is a move.
  expect(body).toEqual({
    location: BIN, begun_at: 7, tasks: ["t1"],
    lines: [{ product: "PEN", lot: "", counted: 50, quantity: 52, corrected: -1, ver: 3, moved: -2 }],
  });
  expect(isMoved(counting, floor(pens(47, -4)))).toBe(true);
  expect(isMoved(counting, floor(pens(49, -4)))).toBe(false);
});

test("goods that nobody found are none, and goods that the books do not have are some", () => {
  const rows = floor(pens(5));
  const milk = scanned(begin(rows, BIN, 0), read("MILK", 2026), rows)!;
  const counting = add(begin(rows, BIN, 0), milk.key, 2);
  expect(untouched(counting)).toEqual([PEN]);
  expect(recordOf(counting, rows).lines.map(({ product, counted, quantity }) => [product, counted, quantity])).toEqual([
    ["PEN", 0, 5], ["MILK", 2, 0],
  ]);
});

test("the last scan is taken back, once", () => {
  const counting = add(add(begin(floor(pens(5)), BIN, 0), PEN, 4), PEN, 1);
  expect(takeBack(counting).counted[PEN]).toBe(4);
  expect(takeBack(takeBack(counting)).counted[PEN]).toBe(4);
});

test("places come in the order of the walk; a second count is for somebody else", () => {
  const rows = floor(pens(5), [
    task("t1", {}), task("t2", { place: "ROT/B-01", code: "second_count" }), task("t3", { act: "put_back" }),
  ]);
  expect(toCount(rows, "ROT", "ana").map(({ place }) => place)).toEqual(["ROT/B-01", BIN]);
  expect(toCount(rows, "ROT", "wei").map(({ place }) => place)).toEqual([BIN]);
});

test("a lead names a place, a zone, or goods", () => {
  expect(placesMeant("a-01", floor(pens(5)), "ROT").places).toEqual([BIN]);
  expect(placesMeant("B", floor(pens(5)), "ROT").places).toEqual(["ROT/B-01"]);
  expect(placesMeant("pen", floor(pens(5)), "ROT")).toEqual({ places: [BIN], product: "PEN" });
  expect(placesMeant("nothing", floor(pens(5)), "ROT").places).toEqual([]);
});
