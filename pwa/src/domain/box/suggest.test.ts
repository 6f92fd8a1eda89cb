/** What the bench names, and why. */

import { expect, it } from "vitest";
import type { BoxType, Carton, Shipment } from "../../generated/rows";
import { contentsOf, likeId } from "../pack/like";
import { rowsOf, type Given } from "../rows-example";
import { contentsAt, suggestion } from "./suggest";

const shipment = { id: "o1", warehouse: "ROT", order_number: "10421" } as Shipment;
const carton = { id: "o1/1", shipment: "o1", warehouse: "ROT" } as Carton;
const box = (code: string, side: number, more: Partial<BoxType> = {}): Partial<BoxType> => ({
  id: `ROT/${code}`, ver: 1, warehouse: "ROT", code, length_mm: side, width_mm: side, height_mm: side, tare_g: 100,
  max_g: 9_000, active: true, ...more,
});
const lines = (picked: number, packed = 0) => [{ id: "o1/1", shipment: "o1", product: "CUP", wanted: picked, picked, packed }];
const TWO = contentsOf([{ product: "CUP", quantity: 2 }]);
const like = (taken: string | null, before: string | null, contents = TWO) => ({ id: likeId("ROT", TWO), contents, box: taken && `ROT/${taken}`, box_before: before && `ROT/${before}` });
const at = (more: Given = {}) =>
  rowsOf({
    box_type: [box("L", 200), box("S", 100), box("XS", 99, { warehouse: "SZX" })],
    product: [{ id: "CUP", weight_g: 300 }],
    product_unit: [{ id: "CUP/each", length_mm: 100, width_mm: 100, height_mm: 60 }],
    shipment_line: lines(2),
    ...more,
  });
const said = (more: Given = {}, of: Carton | null = null) => {
  const rows = at(more);
  const it = suggestion(rows, shipment, contentsAt(rows, "o1", of));
  return "boxes" in it ? `${it.is} ${it.boxes.map(({ code }) => code).join("+")}` : it.is;
};

it("is the smallest of this floor that holds all", () => {
  expect(said({ shipment_line: lines(1) })).toBe("fits S");
  expect(said()).toBe("fits L");
  expect(said({ shipment_line: lines(13) })).toBe("fits L+S");
});

it("is what the last two people took for the same contents, though it seems too small", () => {
  expect(said({ pack_like: [like("S", "S")] })).toBe("taken S");
  expect(said({ pack_like: [like("S", "L")] })).toBe("fits L");
  expect(said({ pack_like: [like("S", null)] })).toBe("fits L");
  expect(said({ pack_like: [like("S", "S", "CUP*9")] })).toBe("fits L");
});

it("is no box that is not used any more", () => {
  expect(said({ box_type: [box("L", 200), box("S", 100, { active: false })], shipment_line: lines(1) })).toBe("fits L");
  expect(said({ box_type: [box("L", 200), box("S", 100, { active: false })], pack_like: [like("S", "S")] })).toBe("fits L");
  expect(said({ box_type: [] })).toBe("none");
});

it("counts what is in the open carton, and nothing that is in a closed one", () => {
  const carton_item = [{ id: "o1/1/CUP/", carton: "o1/1", product: "CUP", quantity: 1 }];
  expect(said({ shipment_line: lines(2, 1), carton_item }, carton)).toBe("fits L");
  expect(said({ shipment_line: lines(2, 1), carton_item })).toBe("fits S");
});

it("lets stand what has to stand", () => {
  const flat = box("FLAT", 0, { length_mm: 130, width_mm: 110, height_mm: 60 });
  const tall = { product_unit: [{ id: "CUP/each", length_mm: 60, width_mm: 60, height_mm: 120 }], shipment_line: lines(1) };
  const boxes = { box_type: [flat, box("L", 200)] };
  expect(said({ ...tall, ...boxes })).toBe("fits FLAT");
  expect(said({ ...tall, ...boxes, product: [{ id: "CUP", weight_g: 300, upright: true }] })).toBe("fits L");
  expect(said({ ...tall, ...boxes, product: [{ id: "CUP", weight_g: 300, upright: false }] })).toBe("fits FLAT");
});

it("says of which product the size is not known", () => {
  const rows = at({ product_unit: [{ id: "CUP/each", length_mm: 0, width_mm: 0, height_mm: 0 }] });
  expect(suggestion(rows, shipment, contentsAt(rows, "o1", null))).toEqual({ is: "unsized", product: "CUP" });
  expect(said({ product_unit: [], pack_like: [like("S", "S")] })).toBe("taken S");
});
