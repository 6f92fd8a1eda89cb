/** Which goods are marked as dangerous, and with what. */

import { expect, it } from "vitest";
import type { CartonItem, Product } from "../../generated/rows";
import { rowsOf } from "../rows-example";
import { goodsIn, marksOf, numberOf } from "./danger";

const product = (id: string, un_number: string | null, hazard_class: string | null = null): Product =>
  ({ id, un_number, hazard_class }) as Product;
const item = (carton: string, product: string, quantity: number): CartonItem =>
  ({ id: `${carton}/${product}`, carton, product, quantity }) as CartonItem;
const rows = rowsOf({
  product: [product("PAINT", "UN1993", "3"), product("GLUE", "UN1993", "3"), product("CELL", "UN3480"), product("PEN", null), product("MUG", null, "3")],
  carton_item: [item("a/1", "CELL", 1), item("a/1", "PEN", 2), item("a/2", "GLUE", 1), item("a/2", "PAINT", 1), item("b/1", "CELL", 0)],
});

it("marks what has a number, with the class where one is known", () => {
  expect(marksOf(rows, ["PAINT"])).toEqual(["UN1993 · 3"]);
  expect(marksOf(rows, ["CELL"])).toEqual(["UN3480"]);
});

it("marks nothing that has no number, and nothing that is not known", () => {
  expect(marksOf(rows, ["PEN", "MUG", "NEW"])).toEqual([]);
});

it("says each mark once", () => {
  expect(marksOf(rows, ["CELL", "PAINT", "GLUE", "CELL"])).toEqual(["UN1993 · 3", "UN3480"]);
});

it("knows what lies in cartons, without what was taken out again", () => {
  expect(marksOf(rows, goodsIn(rows, [{ id: "a/1" }, { id: "a/2" }]))).toEqual(["UN1993 · 3", "UN3480"]);
  expect(marksOf(rows, goodsIn(rows, [{ id: "b/1" }]))).toEqual([]);
});

it("reads a number with and without its letters, and nothing else as one", () => {
  expect(["UN1993", "un 1993", "1993"].map(numberOf)).toEqual(["UN1993", "UN1993", "UN1993"]);
  expect(numberOf("  ")).toBe("");
  expect(["993", "19933", "NA1993", "UNO"].map(numberOf)).toEqual([null, null, null, null]);
});
