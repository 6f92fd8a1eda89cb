import { expect, test } from "vitest";
import type { Carton, ShipmentLine } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf } from "../rows-example";
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
const bench = (more: Partial<ShipmentLine> = {}) =>
  rowsOf({
    product: [{ id: "BOLT" }, { id: "NUT" }],
    barcode: [
      { id: `0${BOLT}`, product: "BOLT", units: 1 },
      { id: "14006381333938", product: "BOLT", units: 12 },
    ],
    shipment: [{ id: "o1", stage: "picked", order_number: "10421", due_at: null }],
    shipment_line: [line(more)],
    tote: [{ id: "ROT/T-0007", code: "T-0007", shipment: "o1" }],
  });
const carton = { id: "o1/1", shipment: "o1", order_number: "10421" } as Carton;

test("a tote opens the shipment in it, an order label too; an empty tote opens none", () => {
  expect(openBy(seen("T-0007"), bench())).toEqual({ is: "right", does: { shipment: "o1" } });
  expect(openBy(seen("O-10421"), bench())).toEqual({ is: "right", does: { shipment: "o1" } });
  expect(openBy(seen("T-0008"), bench())).toMatchObject({ is: "wrong", code: "nothing_to_pack" });
});

test("an item of the order goes in, another does not", () => {
  expect(expectInto(carton, seen(BOLT), bench())).toMatchObject({ is: "right", does: { kind: "pack.scan" } });
  expect(expectInto(carton, seen("NUT"), bench())).toMatchObject({ is: "wrong", code: "not_in_order" });
});

test("no more goes in than was picked", () => {
  expect(expectInto(carton, seen(BOLT), bench({ packed: 2 }))).toMatchObject({ is: "repeated", code: "all_packed" });
  expect(expectInto(carton, seen("14006381333938"), bench())).toMatchObject({ is: "decide", units: 12, left: 2 });
});
