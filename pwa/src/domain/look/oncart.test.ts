import { expect, test } from "vitest";
import { rowsOf, slot, task, type Given } from "../rows-example";
import { differences, goodsAt, notIn, onCart, placeFor, toteOf, unrecorded } from "./oncart";

const stock = (location: string, product: string, quantity: number, lot = "") =>
  ({ id: `ROT/${location}/${product}/${lot}`, warehouse: "ROT", location: `ROT/${location}`, product, quantity, lot });

const given: Given = {
  pick_slot: [
    slot({ id: "run/s2", slot: 2, shipment: "o2", order_number: "10422", tote: "ROT/T-0002" }),
    slot({ id: "run/s1", slot: 1, tote: "ROT/T-0009" }),
  ],
  tote: [
    { id: "ROT/T-0001", warehouse: "ROT", code: "T-0001", shipment: "o1" },
    { id: "ROT/T-0009", warehouse: "ROT", code: "T-0009", shipment: "o1" },
    { id: "ROT/T-0002", warehouse: "ROT", code: "T-0002", shipment: "o2" },
    { id: "ROT/T-0003", warehouse: "ROT", code: "T-0003", shipment: null },
  ],
  location: [{ id: "ROT/A-12-04", warehouse: "ROT", code: "A-12-04", kind: "bin" }, { id: "ROT/B-01", warehouse: "ROT", code: "B-01", kind: "bin" }],
  pick_task: [
    task({ id: "run/1", quantity: 5, picked: 3 }),
    task({ id: "run/2", sequence: 2, quantity: 2, picked: 2, location: "ROT/B-01" }),
    task({ id: "run/3", sequence: 3, slot: "run/s2", shipment: "o2", product: "NUT", quantity: 4, picked: 1 }),
  ],
  stock: [
    stock("T-0009", "BOLT", 2, "L1"), stock("T-0009", "BOLT", 1, "L2"), stock("T-0001", "BOLT", 2), stock("T-0002", "NUT", 0),
    stock("A-12-04", "BOLT", 7), stock("B-01", "NUT", 5), stock("A-12-04", "NUT", 2),
  ],
};
const rows = rowsOf(given);

test("each tote of a run, a full one before the next, and what is in none", () => {
  expect(onCart(rows, "run").map(({ tote, order, goods }) => [tote, order, [...goods]])).toEqual([
    ["ROT/T-0001", "10421", [["BOLT", 2]]],
    ["ROT/T-0009", "10421", [["BOLT", 3]]],
    ["ROT/T-0002", "10422", []],
    ["", "", [["NUT", 1]]],
  ]);
});

test("a tote is held against the books only while it is an order's", () => {
  expect(["ROT/T-0001", "ROT/T-0003", "ROT/A-12-04"].map((id) => toteOf(rows, id))).toEqual(["ROT/T-0001", null, null]);
});

test("a tote that holds what is recorded does not differ, whatever the lots", () => {
  expect(differences(goodsAt(rows, "ROT/T-0009"), new Map([["BOLT", 3]]))).toEqual([]);
  expect(differences(goodsAt(rows, "ROT/T-0009"), new Map([["NUT", 1]]))).toEqual([
    { product: "BOLT", books: 3, found: 0 },
    { product: "NUT", books: 0, found: 1 },
  ]);
});

test("what is not there is taken back from the stops that were walked last", () => {
  const parts = notIn(rows, "ROT/T-0009", { product: "BOLT", books: 3, found: 0 });
  expect(parts.map(({ task: { id }, units }) => [id, units])).toEqual([["run/2", 2], ["run/1", 1]]);
});

test("what nobody recorded is for the stops that still want it, and no more than they want", () => {
  const parts = unrecorded(rows, "ROT/T-0009", { product: "BOLT", books: 3, found: 9 });
  expect(parts.map(({ task: { id }, units }) => [id, units])).toEqual([["run/1", 2]]);
  expect(unrecorded(rows, "ROT/T-0009", { product: "NUT", books: 0, found: 1 })).toEqual([]);
});

test("what belongs elsewhere goes to where its order is picked, else to the bin that holds most", () => {
  expect(placeFor(rows, "ROT/T-0009", "BOLT")).toBe("ROT/A-12-04");
  expect(placeFor(rows, "ROT/T-0009", "NUT")).toBe("ROT/B-01");
  expect(placeFor(rows, "ROT/T-0009", "GLUE")).toBe("");
});
