import { expect, test } from "vitest";
import { read } from "../../scanning/resolve";
import { rowsOf } from "../rows-example";
import { search, thingsOf } from "./find";

const SSCC = "087123450000000011";
const rows = rowsOf({
  product: [{ id: "PEN", name_en: "Blue pen", name_zh: "蓝笔" }],
  barcode: [{ id: "04006381333931", product: "PEN", units: 1 }],
  location: [
    { id: "ROT/A-01", warehouse: "ROT", code: "A-01", kind: "bin" },
    { id: "ROT/T-0001", warehouse: "ROT", code: "T-0001", kind: "tote" },
  ],
  shipment: [{ id: "o1", warehouse: "ROT", order_number: "#10421", ship_name: "Jansen" }],
  carton: [{ id: "o1/1", warehouse: "ROT", sscc: SSCC, shipment: "o1" }],
});
const scan = (raw: string) => thingsOf(read(raw, 2026), rows, "ROT");

test("anything that is scanned is named", () => {
  expect(scan("4006381333931")).toEqual([{ is: "product", id: "PEN" }]);
  expect(scan("L-A-01")).toEqual([{ is: "place", id: "ROT/A-01" }]);
  expect(scan("T-0001")).toEqual([{ is: "place", id: "ROT/T-0001" }]);
  expect(scan("O-10421")).toEqual([{ is: "order", id: "o1" }]);
  expect(scan(`]C100${SSCC}`)).toEqual([{ is: "carton", id: "o1/1" }]);
  expect(scan("9521234999996")).toEqual([]);
});

test("typed letters find codes first, then names", () => {
  const find = (text: string) => search(text, rows, "ROT", 8).map(({ id }) => id);
  expect(find("a-01")).toEqual(["ROT/A-01"]);
  expect(find("蓝")).toEqual(["PEN"]);
  expect(find("10421")).toEqual(["o1"]);
  expect(find("jansen")).toEqual(["o1"]);
  expect(find(SSCC.slice(0, 8))).toEqual(["o1/1"]);
  expect(find(" ")).toEqual([]);
});
