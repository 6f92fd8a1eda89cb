import { expect, test } from "vitest";
import { rowsOf } from "../rows-example";
import { movedSince, ofDelivery, ofPlace, ofStop } from "./fill";
import { deliveryCode, mark, movedMark, placeCodeOn, placeSheet, productCode, sheetOf, stopCode, stopsOn } from "./sheet";

const task = (id: string, some: object = {}) => ({
  id, run: "run-a", sequence: 1, location: "ROT/A-01-01", quantity: 5, picked: 0, short: 0, cancelled: false, ...some,
});
const rows = rowsOf({
  pick_run: [{ id: "run-a", warehouse: "ROT", number: "R0001" }, { id: "run-b", warehouse: "ROT", number: "R0001-2" }],
  pick_task: [task("run-a/1"), task("run-a/12", { sequence: 2, picked: 5 }), task("op-9/1", { sequence: 3 })],
  inbound: [{ id: "po-7741", warehouse: "ROT" }],
  inbound_line: [{ id: "po-7741/PEN", inbound: "po-7741", product: "PEN", expected: 3 }],
  location: [{ id: "ROT/A-01-01", warehouse: "ROT", kind: "bin" }, { id: "ROT/RECEIVE", warehouse: "ROT", kind: "receive" }],
  barcode: [{ id: "CASE", product: "PEN", units: 12 }, { id: "08712345", product: "PEN", units: 1 }],
  stock: [
    { id: "ROT/A-01-01/PEN/", location: "ROT/A-01-01", product: "PEN", lot: "", quantity: 5, corrected: 1, ver: 3 },
    { id: "ROT/A-01-01/INK/", location: "ROT/A-01-01", product: "INK", lot: "", quantity: 2, corrected: 0, ver: 1 },
  ],
});
const [run] = rows.all("pick_run");
const [inbound] = rows.all("inbound");

test("each sheet and each line of it is found by its code, whatever case it is typed in", () => {
  expect(sheetOf(rows, "ROT", "P-R-R0001")).toMatchObject({ is: "run", run: { id: "run-a" } });
  expect(sheetOf(rows, "ROT", "p-r-r0001-12")).toMatchObject({ is: "run", line: "run-a/12" });
  expect(sheetOf(rows, "ROT", "]Q1P-R-R0001-2")).toMatchObject({ run: { id: "run-b" } });
  expect(sheetOf(rows, "ROT", deliveryCode("po-7741", "7K3Q"))).toEqual({ is: "delivery", inbound, sheet: "7K3Q" });
  expect(sheetOf(rows, "ROT", productCode("po-7741", "7K3Q", "PEN"))).toMatchObject({ line: "PEN" });
  expect(sheetOf(rows, "ROT", placeSheet("ROT/A-01-01", "7K3Q"))).toMatchObject({ is: "place", place: { id: "ROT/A-01-01" }, books: "" });
  for (const code of ["P-R-R0009", "P-R-R0001-99", "P-D-000000-7K3Q", "P-C-000000-7K3Q", "L-A-01-01", "P-X-1", ""]) {
    expect(sheetOf(rows, "ROT", code), code).toBeNull();
  }
  expect(sheetOf(rows, "SZX", "P-R-R0001")).toBeNull();
});

test("a code has nothing in it that a keyboard may type otherwise", () => {
  for (const id of ["", "ROT/A-01-01", "0192f3a0/1", "料箱"]) expect(mark(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(new Set(["a", "b", "ab", "ba"].map(mark)).size).toBe(4);
});

test("what is done is on no sheet, and a stop that was added on the way has no code", () => {
  const stops = stopsOn(rows, "run-a");
  expect(stops.map(({ id }) => id)).toEqual(["run-a/1", "op-9/1"]);
  expect(stops.map((stop) => stopCode(run!, stop))).toEqual(["P-R-R0001-1", ""]);
});

test("a stop is what was picked, what was not there, and its tote", () => {
  const [stop] = stopsOn(rows, "run-a");
  const pick = { line: "pick/run-a/1", pick: { task: "run-a/1", raw: "L-A-01-01", units: 5 } };
  const put = { line: "put/run-a/1", put: { task: "run-a/1", raw: "T-0001" } };
  const short = { line: "short/run-a/1", short: { task: "run-a/1", units: 2, reason: "damaged" } };
  expect(ofStop(stop!, 5, "T-0001", "damaged")).toEqual([pick, put]);
  expect(ofStop(stop!, 3, "", "damaged")).toEqual([{ ...pick, pick: { ...pick.pick, units: 3 } }, short]);
  expect(ofStop(stop!, 0, "T-0001", "damaged")).toEqual([{ ...short, short: { ...short.short, units: 5 } }]);
  expect(ofStop(stop!, 6, "", "damaged")).toEqual([{ ...pick, pick: { ...pick.pick, units: 6 } }]);
});

test("goods that came are booked as single units, what was turned away apart", () => {
  const came = { received: 2, rejected: 1, reason: "quality", lot: "", expiry: "" } as const;
  const at = { inbound: "po-7741", location: "ROT/RECEIVE", raw: "08712345" };
  const id = productCode("po-7741", "7K3Q", "PEN");
  expect(ofDelivery(rows, inbound!, "7K3Q", "PEN", came)).toEqual([
    { line: `${id}/in`, receive: { ...at, units: 2 } },
    { line: `${id}/no`, reject: { ...at, units: 1, reason: "quality" } },
  ]);
  const [labelled] = ofDelivery(rows, inbound!, "7K3Q", "PEN", { ...came, lot: "L1", expiry: "2027-01-31" });
  expect(labelled?.receive).toEqual({ ...at, units: 2, lot: "L1", expiry: "2027-01-31" });
});

test("of a place only what has a number is counted", () => {
  const [place] = rows.all("location");
  const sheet = { is: "place", place: place!, sheet: "7K3Q", books: movedMark(rows, place!.id) } as const;
  const [said] = ofPlace(rows, sheet, new Map([["ROT/A-01-01/PEN/", 4]]), 9);
  expect(said).not.toHaveProperty("moved_since");
  expect(said?.count).toEqual({
    location: "ROT/A-01-01", tasks: [], begun_at: 9,
    lines: [{ product: "PEN", lot: "", counted: 4, quantity: 5, corrected: 1, ver: 3 }],
  });
  expect(ofPlace(rows, sheet, new Map(), 9)).toEqual([]);
});

test("a count is in doubt where goods have moved since it was printed, and not where others have counted", () => {
  const at = "ROT/A-01-01";
  const pen = { id: `${at}/PEN/`, location: at, product: "PEN", lot: "", quantity: 5, corrected: 1, ver: 3 };
  const ink = { id: `${at}/INK/`, location: at, product: "INK", lot: "", quantity: 2, corrected: 0, ver: 1 };
  const of = (...stock: object[]) => rowsOf({ location: [{ id: at, warehouse: "ROT", kind: "bin" }], stock });
  const found = sheetOf(of(pen, ink), "ROT", placeCodeOn(of(pen, ink), at, "7K3Q"));
  if (found?.is !== "place") throw new Error("no sheet of a place");
  const since = (...stock: object[]): boolean => movedSince(of(...stock), found);
  expect(since(ink, { ...pen, ver: 9 })).toBe(false);
  expect(since({ ...pen, quantity: 3, corrected: -1 }, ink)).toBe(false);
  expect(since({ ...pen, quantity: 3 }, ink)).toBe(true);
  expect(since(pen, { ...ink, quantity: 0 })).toBe(true);
  expect(since(pen, ink, { ...ink, id: `${at}/CAP/`, product: "CAP" })).toBe(true);
  const [said] = ofPlace(of({ ...pen, quantity: 3 }, ink), found, new Map([[pen.id, 4]]), 9);
  expect(said).toMatchObject({ line: placeSheet(at, "7K3Q"), moved_since: true, count: { lines: [{ counted: 4, quantity: 3 }] } });
  expect(movedSince(of(pen, ink), { ...found, books: "" }), "its code was typed in part").toBe(true);
});
