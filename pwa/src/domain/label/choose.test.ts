import { describe, expect, test } from "vitest";
import { rowsOf } from "../rows-example";
import { MOST, toteNumber, toteRange, totesFor } from "./codes";
import { firstChoice, fitting, goodsLabel, gtinsOf, symbolsFor } from "./goods";
import { byCode } from "./order";
import { aislesOf, placeLabel, placesFor, zonesOf, type PlaceChoice } from "./places";

const place = (code: string, more: object = {}) => ({
  id: `ROT/${code}`, warehouse: "ROT", code, kind: "bin" as const, zone: code[0]!, check_digits: "42", ...more,
});
const rows = rowsOf({
  location: [
    ...["A-10-01", "A-02-02", "A-02-10", "A-02-01", "B-01-01"].map((code) => place(code)),
    place("DOCK-1", { kind: "dock", zone: "" }),
    place("T-0001", { kind: "tote", zone: "" }),
    place("LOST", { kind: "outside", zone: "" }),
    place("A-02-09", { id: "SZX/A-02-09", warehouse: "SZX" }),
  ],
  product: [{ id: "BOLT", name_en: "Bolt", name_zh: "螺栓" }, { id: "NUT", name_en: "Nut", name_zh: "" }],
  barcode: [
    { id: "14006381333938", product: "BOLT", units: 12 },
    { id: "04006381333931", product: "BOLT", units: 1 },
    { id: "BOLT-OLD", product: "BOLT", units: 1 },
  ],
});
const all: PlaceChoice = { warehouse: "ROT", zone: "", aisle: "", from: "", to: "", arrow: "" };
const codes = (choice: Partial<PlaceChoice>) => placesFor(rows, { ...all, ...choice }).map(({ code }) => code);

test("codes are ordered as people count: 2 before 10, letters first", () => {
  expect(["A-10", "B-1", "A-2", "A", "A-2-1"].sort(byCode)).toEqual(["A", "A-2", "A-2-1", "A-10", "B-1"]);
});

describe("places", () => {
  test("all of this warehouse, without its totes and without what is outside, in the order of their codes", () => {
    expect(codes({})).toEqual(["A-02-01", "A-02-02", "A-02-10", "A-10-01", "B-01-01", "DOCK-1"]);
  });
  test("by zone, by aisle, and by kind where there is no zone", () => {
    expect(zonesOf(rows, "ROT")).toEqual(["A", "B", "dock"]);
    expect(aislesOf(rows, "ROT", "A")).toEqual(["A-02", "A-10"]);
    expect(codes({ zone: "B" })).toEqual(["B-01-01"]);
    expect(codes({ zone: "A", aisle: "A-02" })).toEqual(["A-02-01", "A-02-02", "A-02-10"]);
    expect(codes({ zone: "dock" })).toEqual(["DOCK-1"]);
  });
  test("from one to another, both of them too; the last may be a whole aisle, or be scanned with its prefix", () => {
    expect(codes({ from: "a-02-02", to: "A-10-01" })).toEqual(["A-02-02", "A-02-10", "A-10-01"]);
    expect(codes({ to: "A-02" })).toEqual(["A-02-01", "A-02-02", "A-02-10"]);
    expect(codes({ from: "L-A-10-01", zone: "A" })).toEqual(["A-10-01"]);
    expect(codes({ from: "B-02" })).toEqual(["DOCK-1"]);
  });
  test("the label has the check digits and the arrow", () => {
    const [first] = placesFor(rows, all);
    expect(placeLabel(first!, "up").label("zh")).toEqual({
      kind: "location", code: "A-02-01", check_digits: "42", arrow: "up", lang: "zh",
    });
    expect(placeLabel(first!, "").subject).toBe("location/A-02-01");
  });
});

describe("totes", () => {
  test("a number may be typed bare, padded or scanned", () => {
    expect(["7", "0007", "t-0007", " T-12345 "].map(toteNumber)).toEqual([7, 7, 7, 12345]);
    expect(["", "A-1", "T-", "1234567890", "7.5"].map(toteNumber)).toEqual([null, null, null, null, null]);
  });
  test("from one to another, both of them too", () => {
    const made = totesFor(toteRange("8", "T-0010"));
    expect(made.map(({ title }) => title)).toEqual(["T-0008", "T-0009", "T-0010"]);
    expect(made[0]!.subject).toBe("tote/T-0008");
    expect(totesFor(toteRange("12345", ""))).toHaveLength(1);
  });
  test("what is no range says why", () => {
    expect(toteRange("", "5")).toEqual({ is: "open" });
    expect(toteRange("9", "5")).toEqual({ is: "backwards" });
    expect(toteRange("1", String(MOST))).toMatchObject({ is: "range", count: MOST });
    expect(toteRange("1", String(MOST + 1))).toEqual({ is: "too_many" });
    expect(totesFor(toteRange("9", "5"))).toEqual([]);
  });
});

describe("goods", () => {
  test("the smallest unit first; a supplier's own code is no GTIN", () => {
    expect(gtinsOf(rows, "BOLT").map(({ id }) => id)).toEqual(["04006381333931", "14006381333938"]);
    expect(firstChoice(rows, "BOLT")).toMatchObject({ gtin: "04006381333931", units: 1, symbol: "ean" });
    expect(firstChoice(rows, "BOLT", "14006381333938")).toMatchObject({ units: 12, symbol: "gs1-128" });
    expect(firstChoice(rows, "NUT")).toMatchObject({ gtin: "", units: 1, symbol: "code128" });
  });
  test("EAN has room for a short GTIN and nothing else; plain Code 128 says no lot", () => {
    expect(symbolsFor({ gtin: "04006381333931", lot: "", expiry: "" })[0]).toBe("ean");
    expect(symbolsFor({ gtin: "04006381333931", lot: "L7", expiry: "" })).toEqual(["gs1-128", "datamatrix", "qr-link"]);
    expect(symbolsFor({ gtin: "14006381333938", lot: "", expiry: "" })).not.toContain("ean");
    const choice = { gtin: "04006381333931", units: 1, lot: "L7", expiry: "2026-12-31", symbol: "ean" } as const;
    expect(fitting(choice).symbol).toBe("gs1-128");
    expect(fitting({ ...choice, symbol: "datamatrix" }).symbol).toBe("datamatrix");
  });
  test("the name is in the language of the label, or in the other one where there is none", () => {
    const choice = firstChoice(rows, "BOLT");
    const name = (id: string, lang: "en" | "zh") =>
      (goodsLabel(rows.get("product", id)!, choice).label(lang) as { name: string }).name;
    expect([name("BOLT", "en"), name("BOLT", "zh"), name("NUT", "zh")]).toEqual(["Bolt", "螺栓", "Nut"]);
  });
});
