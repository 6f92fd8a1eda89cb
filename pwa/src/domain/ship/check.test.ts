import { expect, test } from "vitest";
import type { Carton, Manifest, Shipment } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf } from "../rows-example";
import { expectOnTruck, halves, load } from "./check";

const seen = (raw: string) => read(raw, 2026);

const SSCC = "087123450000000011";
const truck = { id: "m1", warehouse: "ROT", number: "M0001" } as Manifest;
const dock = (more: Partial<Carton>, stage: Shipment["stage"] = "packed") =>
  rowsOf({
    carton: [
      {
        id: "o1/1",
        shipment: "o1",
        order_number: "10421",
        number: 1,
        stage: "closed",
        sscc: SSCC,
        manifest: null,
        warehouse: "ROT",
        ...more,
      },
      {
        id: "o1/2",
        shipment: "o1",
        order_number: "10421",
        number: 2,
        stage: "closed",
        sscc: "x",
        manifest: null,
        warehouse: "ROT",
      },
    ],
    shipment: [{ id: "o1", stage }],
    manifest: [truck, { id: "m2", number: "M0002" }],
  });

test("a closed carton is right, on this truck it is repeated, on another it is wrong", () => {
  expect(expectOnTruck(truck, seen(`]C100${SSCC}`), dock({}))).toMatchObject({ is: "right", does: { carton: "o1/1" } });
  expect(expectOnTruck(truck, seen(SSCC), dock({ stage: "loaded", manifest: "m1" }))).toMatchObject({ is: "repeated" });
  expect(expectOnTruck(truck, seen(SSCC), dock({ stage: "loaded", manifest: "m2" }))).toMatchObject({
    is: "wrong",
    code: "other_truck",
    want: "M0002",
  });
  expect(expectOnTruck(truck, seen(SSCC), dock({ stage: "shipped", manifest: "m2" }))).toMatchObject({
    is: "wrong",
    code: "left_before",
  });
});

test("a carton of a cancelled order stays here", () => {
  expect(expectOnTruck(truck, seen(SSCC), dock({}, "cancelled"))).toMatchObject({ is: "wrong", code: "order_cancelled" });
});

test("what waits is what is closed in this building", () => {
  const waiting = (more: Partial<Carton>) => load(dock(more), truck).waiting.map((c) => c.id);
  expect(waiting({})).toEqual(["o1/1", "o1/2"]);
  expect(waiting({ warehouse: "SZX" })).toEqual(["o1/2"]);
  expect(waiting({ stage: "open" })).toEqual(["o1/2"]);
});

test("a foreign label and an item are named as what they are", () => {
  expect(expectOnTruck(truck, seen("]C100106141411234567897"), dock({}))).toMatchObject({
    is: "wrong",
    code: "unknown_carton",
  });
  expect(expectOnTruck(truck, seen("4006381333931"), dock({}))).toMatchObject({ is: "wrong", code: "want_label" });
});

test("half an order on the truck is seen", () => {
  expect(halves(dock({ stage: "loaded", manifest: "m1" }), truck).map((c) => c.id)).toEqual(["o1/2"]);
});

const held = { id: "ROT/order/o1", shipment: "o1", held: true } as const;

test("what quality has not released stays here, by its order and by its lot", () => {
  const rows = (hold: object, quantity = 2) => {
    const lot = { carton: "o1/1", product: "MILK", lot: "L1", quantity };
    const given = dock({});
    return { ...given, get: (table: never, id: string) => (table === "load_hold" && (hold as { id: string }).id === id ? hold : given.get(table, id)),
      where: (table: never, field: never, value: never) => (table === "carton_item" ? [lot] : given.where(table, field, value)) } as unknown as typeof given;
  };
  const said = (hold: object, quantity?: number) => expectOnTruck(truck, seen(SSCC), rows(hold, quantity));
  expect(said(held)).toMatchObject({ is: "wrong", code: "not_released" });
  expect(said({ id: "ROT/lot/MILK/L1", held: true })).toMatchObject({ is: "wrong", code: "not_released" });
  expect(said({ id: "ROT/lot/MILK/L1", held: true }, 0)).toMatchObject({ is: "right" });
  expect(said({ ...held, held: false })).toMatchObject({ is: "right" });
});

test("a pallet goes with all its cartons, and stays with one that must stay", () => {
  const PALLET = "087123450000001018";
  const at = (more: Partial<Carton>, other: Partial<Carton> = {}) => {
    const one = (id: string, of: Partial<Carton>) =>
      ({ id, shipment: "o1", order_number: "10421", number: 1, stage: "closed", sscc: id, manifest: null, warehouse: "ROT", pallet: PALLET, ...of }) as Carton;
    return rowsOf({ carton: [one("o1/1", more), one("o1/2", other)], pallet: [{ id: PALLET, warehouse: "ROT" }], manifest: [truck, { id: "m2", number: "M0002" }] });
  };
  const said = (...given: Parameters<typeof at>) => expectOnTruck(truck, seen(`]C100${PALLET}`), at(...given));
  expect(said({})).toMatchObject({ is: "right", does: { kind: "pallet.load", pallet: PALLET } });
  expect(said({ stage: "loaded", manifest: "m1" })).toMatchObject({ is: "right" });
  expect(said({ stage: "loaded", manifest: "m1" }, { stage: "loaded", manifest: "m1" })).toMatchObject({ is: "repeated" });
  expect(said({}, { stage: "loaded", manifest: "m2" })).toMatchObject({ is: "wrong", code: "other_truck", want: "M0002" });
  expect(said({ pallet: null }, { pallet: null })).toMatchObject({ is: "wrong", code: "empty_pallet" });
});
