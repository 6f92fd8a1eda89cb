import { describe, expect, test } from "vitest";
import { read } from "../../scanning/resolve";
import { sscc } from "../../scanning/sscc";
import { rowsOf } from "../rows-example";
import { chosenBy, search } from "./find";
import type { Label } from "./label";
import { palletLabel, returnLabel } from "./parcels";

const SSCC = sscc(0, "9521234", 7);
const rows = rowsOf({
  warehouse: [{ id: "ROT", name_en: "Rotterdam", name_zh: "鹿特丹", street: "Kade 1", zip: "3011", city: "Rotterdam", country: "NL" }],
  location: [
    { id: "ROT/A-12-04", warehouse: "ROT", code: "A-12-04", kind: "bin", zone: "A", check_digits: "19" },
    { id: "ROT/A-12-05", warehouse: "ROT", code: "A-12-05", kind: "bin", zone: "A", check_digits: "20" },
    { id: "ROT/T-0007", warehouse: "ROT", code: "T-0007", kind: "tote", zone: "", check_digits: "" },
  ],
  product: [{ id: "BOLT", name_en: "Bolt A-12", name_zh: "螺栓" }],
  barcode: [
    { id: "04006381333931", product: "BOLT", units: 1 },
    { id: "14006381333938", product: "BOLT", units: 12 },
  ],
  shipment: [
    {
      id: "o1", warehouse: "ROT", order_number: "#10421", stage: "packed", cartons: 2, ship_name: "Ada",
      ship_street: "Weg 2", ship_zip: "1011", ship_city: "Delft", ship_country: "",
    },
  ],
  box_type: [{ id: "ROT/BOX-M", warehouse: "ROT", code: "BOX-M", name_en: "Medium", name_zh: "中号箱" }],
  carton: [
    { id: "o1/1", warehouse: "ROT", shipment: "o1", order_number: "#10421", number: 1, stage: "closed", sscc: SSCC, weight_g: 900, manifest: null },
    { id: "o1/2", warehouse: "ROT", shipment: "o1", order_number: "#10421", number: 2, stage: "open", sscc: null, weight_g: 0, manifest: null },
  ],
});

const seen = (raw: string) => chosenBy(read(raw, 2026), rows, "ROT");
function label(raw: string): Label {
  const verdict = seen(raw);
  if (verdict.is !== "right") throw new Error(JSON.stringify(verdict));
  return verdict.does.chosen.label("en");
}

describe("a scan chooses the label of what was scanned", () => {
  test("a place, by its label or by the bare code", () => {
    const wanted = { kind: "location", code: "A-12-04", check_digits: "19", arrow: "", lang: "en" };
    expect(label("L-A-12-04")).toEqual(wanted);
    expect(label("a-12-04")).toEqual(wanted);
  });
  test("a tote, an order", () => {
    expect(label("T-0007")).toEqual({ kind: "tote", code: "T-0007", lang: "en" });
    expect(label("O-#10421")).toMatchObject({ kind: "order", code: "#10421" });
    expect(label("O-10421")).toMatchObject({ kind: "order", code: "#10421" });
  });
  test("goods in the unit whose code it was, with the lot and the date that were on it", () => {
    expect(label("4006381333931")).toMatchObject({ sku: "BOLT", gtin: "04006381333931", units: 1, symbol: "ean" });
    expect(label("]C10114006381333938" + "17261231" + "10L7")).toMatchObject({
      gtin: "14006381333938", units: 12, lot: "L7", expiry: "2026-12-31", symbol: "gs1-128",
    });
    expect(label("BOLT")).toMatchObject({ sku: "BOLT" });
  });
  test("a carton, with all that its label says", () => {
    expect(label(`]C100${SSCC}`)).toEqual({
      kind: "carton", sscc: SSCC, order_number: "#10421", ship_to: ["Ada", "Weg 2", "1011 Delft"], from_name: "Rotterdam",
      carton_no: 1, carton_count: 2, weight_g: 900, carrier: "", purchase_order: "", dangerous: [], lang: "en",
    });
  });
  test("a carton with dangerous goods, each mark once and none of what was taken out", () => {
    const paint = (id: string, un_number: string) => ({ id, un_number, hazard_class: "3" });
    const held = [["PAINT", 2], ["VARNISH", 1], ["BOLT", 1], ["GLUE", 0]] as const;
    const given = rowsOf({
      carton: [{ id: "o1/1", warehouse: "ROT", shipment: "o1", order_number: "1", number: 1, stage: "closed", sscc: SSCC, manifest: null }],
      shipment: [{ id: "o1", order: "o1", stage: "packing", ship_name: "Ada", ship_street: "", ship_zip: "", ship_city: "", ship_country: "" }],
      carton_item: held.map(([product, quantity]) => ({ carton: "o1/1", product, quantity })),
      product: [paint("PAINT", "UN1993"), paint("VARNISH", "UN1993"), paint("GLUE", "UN1133"), { id: "BOLT", un_number: null }],
    });
    const verdict = chosenBy(read(`]C100${SSCC}`, 2026), given, "ROT");
    expect(verdict.is === "right" && verdict.does.chosen.label("en")).toMatchObject({ dangerous: ["UN1993 · 3"] });
  });
  test("what is not known here is said to be so, and a command is left to the screen", () => {
    expect(seen("L-Z-99-99")).toMatchObject({ is: "wrong", code: "unknown_code" });
    expect(seen(sscc(0, "9521234", 8))).toMatchObject({ is: "wrong", code: "unknown_carton" });
    expect(seen("9521234000013")).toMatchObject({ is: "wrong", code: "unknown_code" });
    expect(seen("4006381333930")).toMatchObject({ is: "wrong", code: "unreadable" });
    expect(seen("C-PRINT")).toEqual({ is: "command", command: "PRINT" });
  });
});

describe("typed letters", () => {
  const titles = (typed: string, most = 9) => search(typed, rows, "ROT", most).map(({ title }) => title);
  test("what is called just so comes first, then what begins so, then what has it in its name", () => {
    expect(titles("A-12")).toEqual(["A-12-04", "A-12-05", "BOLT"]);
    expect(titles("t-0007")).toEqual(["T-0007"]);
    expect(titles("ada")).toEqual(["#10421"]);
    expect(titles("螺栓")).toEqual(["BOLT"]);
    expect(titles(SSCC.slice(0, 10))).toEqual([SSCC]);
  });
  test("nothing for nothing, and no more than asked for", () => {
    expect(titles("  ")).toEqual([]);
    expect(titles("A-12", 2)).toEqual(["A-12-04", "A-12-05"]);
  });
});

test("a pallet has the closed cartons of its order and what they weigh; a return goes to the house it came from", () => {
  const shipment = rows.get("shipment", "o1")!;
  expect(palletLabel(rows, shipment, SSCC).label("zh")).toEqual({
    kind: "pallet", sscc: SSCC, ship_to: ["Ada", "Weg 2", "1011 Delft"], from_name: "鹿特丹", cartons: 1, weight_g: 900, lang: "zh",
  });
  expect(returnLabel(rows, shipment, "R-1").label("en")).toEqual({
    kind: "return", code: "R-1", order_number: "#10421", return_to: ["Rotterdam", "Kade 1", "3011 Rotterdam", "NL"],
    customer: "Ada", lang: "en",
  });
});

test("the label of a kind of boxes is found by its code, its name and its old label", () => {
  expect(label("BOX-M")).toMatchObject({ kind: "product", sku: "BOX-M", name: "Medium", symbol: "code128", gtin: "" });
  for (const typed of ["box", "medium", "中号"]) expect(search(typed, rows, "ROT", 9).map(({ title }) => title)).toEqual(["BOX-M"]);
});
