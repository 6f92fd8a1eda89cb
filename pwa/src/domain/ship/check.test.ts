import { expect, test } from "vitest";
import type { Carton, Manifest } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf } from "../rows-example";
import { expectOnTruck, halves } from "./check";

const seen = (raw: string) => read(raw, 2026);

const SSCC = "087123450000000011";
const truck = { id: "m1", warehouse: "ROT", number: "M0001" } as Manifest;
const dock = (more: Partial<Carton>) =>
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
    shipment: [{ id: "o1", stage: "packed" }],
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
