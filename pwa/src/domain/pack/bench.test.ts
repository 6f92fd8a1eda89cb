import { expect, test } from "vitest";
import type { Carton, ShipmentLine } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf, type Given } from "../rows-example";
import { expectInto, openBy } from "./bench";

const seen = (raw: string) => read(raw, 2026);

const BOLT = "4006381333931";
const line = (more: Partial<ShipmentLine>) => ({
  id: "o1/1",
  shipment: "o1",
  product: "BOLT",
  wanted: 2,
  picked: 2,
  packed: 0,
  ...more,
});
const bench = (more: Partial<ShipmentLine> = {}, given: Given = {}) =>
  rowsOf({
    product: [{ id: "BOLT" }, { id: "NUT" }],
    barcode: [
      { id: `0${BOLT}`, product: "BOLT", units: 1 },
      { id: "14006381333938", product: "BOLT", units: 12 },
    ],
    shipment: [{ id: "o1", stage: "picked", order_number: "10421", due_at: null }],
    shipment_line: [line(more)],
    tote: [{ id: "ROT/T-0007", code: "T-0007", shipment: "o1" }],
    ...given,
  });
const carton = { id: "o1/1", shipment: "o1", order_number: "10421" } as Carton;

test("a tote opens the shipment in it, an order label too; an empty tote opens none", () => {
  expect(openBy(seen("T-0007"), bench())).toEqual({ is: "right", does: { shipment: "o1" } });
  expect(openBy(seen("O-10421"), bench())).toEqual({ is: "right", does: { shipment: "o1" } });
  expect(openBy(seen("T-0008"), bench())).toMatchObject({ is: "wrong", code: "nothing_to_pack" });
});

test("what is not picked yet, and what has left, is not opened; nor is another order in its place", () => {
  for (const stage of ["picking", "packed", "shipped", "cancelled"] as const) {
    const rows = bench({}, { shipment: [{ id: "o1", stage, order_number: "10421", due_at: null }] });
    for (const code of ["T-0007", "O-10421"])
      expect(openBy(seen(code), rows), `${stage} ${code}`).toMatchObject({ is: "wrong", code: "nothing_to_pack" });
  }
  for (const code of ["O-10422", "L-10421", "B-10421"])
    expect(openBy(seen(code), bench()), code).toMatchObject({ is: "wrong", code: "nothing_to_pack" });
  expect(openBy(seen("10421"), bench())).toEqual({ is: "right", does: { shipment: "o1" } });
});

test("an item of the order goes in, another does not", () => {
  expect(expectInto(carton, seen(BOLT), bench())).toMatchObject({ is: "right", does: { kind: "pack.scan" } });
  expect(expectInto(carton, seen("NUT"), bench())).toMatchObject({ is: "wrong", code: "not_in_order" });
  const ofOther = { shipment_line: [line({}), line({ id: "o2/1", shipment: "o2", product: "NUT" })] };
  expect(expectInto(carton, seen("NUT"), bench({}, ofOther))).toMatchObject({ is: "wrong", code: "not_in_order" });
});

test("a tote is no item, though goods have its name", () => {
  const rows = bench({}, { barcode: [{ id: "T-0007", product: "BOLT", units: 1 }] });
  expect(expectInto(carton, seen("T-0007"), rows)).toMatchObject({ is: "wrong", code: "want_item", kind: "tote" });
});

test("goods on two lines of the order go in until both are full", () => {
  const lines = [line({ packed: 2 }), line({ id: "o1/2", picked: 1 })];
  expect(expectInto(carton, seen(BOLT), bench({}, { shipment_line: lines }))).toMatchObject({ is: "right" });
});

test("no more goes in than was picked", () => {
  expect(expectInto(carton, seen(BOLT), bench({ packed: 2 }))).toMatchObject({ is: "repeated", code: "all_packed" });
  expect(expectInto(carton, seen("14006381333938"), bench())).toMatchObject({
    is: "decide",
    units: 12,
    left: 2,
    single: `0${BOLT}`,
  });
});

test("the label of a box says which box it is; of another floor, not used any more, or on goods, it does not", () => {
  const at = (box: object) => bench({}, { box_type: [{ id: "ROT/BOX-M", warehouse: "ROT", active: true, ...box }] } as Given);
  const ours = { ...carton, warehouse: "ROT" };
  const said = (box: object, raw = "BOX-M") => expectInto(ours, seen(raw), at(box));
  expect(said({})).toEqual({ is: "right", does: { kind: "pack.box", body: { carton: "o1/1", box: "ROT/BOX-M" } } });
  expect(said({ active: false })).toMatchObject({ is: "wrong", code: "unknown_code" });
  expect(said({ id: "SZX/BOX-M" })).toMatchObject({ is: "wrong", code: "unknown_code" });
  expect(said({ id: "ROT/BOLT" }, "BOLT")).toMatchObject({ is: "right", does: { kind: "pack.scan" } });
});
