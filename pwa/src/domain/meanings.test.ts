import { expect as promise, describe, test } from "vitest";
import { read, readings } from "../scanning/resolve";
import { known, meanings, narrow } from "./meanings";
import { expect } from "./pick/expect";
import { nextStep } from "./pick/walk";
import { rowsOf, slot, task, type Given } from "./rows-example";
import { wrong, type Seen } from "./seen";

const BOLT = "4006381333931";
const NUT = "4012345678901";
const floor: Given = {
  product: [{ id: "BOLT", lot_tracked: true }, { id: "NUT" }],
  barcode: [
    { id: `0${BOLT}`, product: "BOLT", units: 1 },
    { id: `0${NUT}`, product: "NUT", units: 1 },
    { id: "14006381333938", product: "BOLT", units: 12 },
    { id: "A-12-04", product: "BOLT", units: 1 },
    { id: "T-0007", product: "BOLT", units: 1 },
    { id: "NUT", product: "BOLT", units: 1 },
  ],
  location: [
    { id: "ROT/A-12-04", code: "A-12-04", kind: "bin", warehouse: "ROT" },
    { id: "ROT/NUT", code: "NUT", kind: "bin", warehouse: "ROT" },
    { id: "ROT/B-01", code: "B-01", kind: "bin", warehouse: "ROT" },
    { id: "ROT/K12", code: "K12", kind: "tote", warehouse: "ROT" },
  ],
  shipment: [{ id: "o1", order_number: "10421", stage: "picking" }],
  lot: [{ id: "BOLT/BATCH", product: "BOLT", code: "BATCH", expiry: null }],
  carton: [{ id: "o1/1", sscc: "395212340000000014", order_number: "10421", number: 1 }],
  tote: [{ id: "ROT/T-0007", code: "T-0007", shipment: "o1" }],
  pick_slot: [slot({})],
};

const all = (raw: string, given: Given = {}, profile = {}): readonly Seen[] =>
  readings(raw, 2026, profile).flatMap((seen) => meanings(seen, rowsOf({ ...floor, ...given }), "ROT"));

function at(more: Parameters<typeof task>[0], shelf: string | null, profile = {}, given: Given = {}) {
  const rows = rowsOf({ ...floor, ...given, pick_task: [task(more)] });
  const step = nextStep(rows, "run", shelf);
  return (raw: string) => narrow(all(raw, given, profile), (seen) => expect(step, seen, rows, "2026-06-15"));
}
const atItem = (more: Parameters<typeof task>[0] = {}, profile = {}, given: Given = {}) =>
  at(more, "ROT/A-12-04", profile, given);
const atShelf = (more: Parameters<typeof task>[0] = {}) => at(more, null);

describe("codes that collide", () => {
  test("the step narrows: a supplier's code that is also a shelf", () => {
    promise(atShelf()("A-12-04")).toEqual({ is: "right", does: { kind: "shelf", location: "ROT/A-12-04" } });
    promise(atItem()("A-12-04")).toMatchObject({ is: "right", does: { kind: "pick.scan", body: { raw: "A-12-04" } } });
  });

  test("what is right in two ways is asked, and each answer carries what the server reads the same", () => {
    const said = atItem({ picked: 1, quantity: 2 })("T-0007");
    promise(said).toMatchObject({
      is: "ask",
      of: [
        { verdict: { is: "right", does: { kind: "pick.put", body: { raw: "T-0007" } } } },
        { verdict: { is: "right", does: { kind: "pick.scan", body: { raw: "T-0007" } } } },
      ],
    });
  });

  test("a barcode that is another product's SKU: the product that is wanted is meant, by its own number", () => {
    promise(atItem({ product: "NUT" })("NUT")).toMatchObject({
      is: "right", does: { kind: "pick.scan", body: { raw: `0${NUT}` } },
    });
    promise(atItem()("NUT")).toMatchObject({ is: "right", does: { body: { raw: "NUT" } } });
    promise(all("NUT").map(({ raw }) => raw)).toEqual(["NUT", `0${NUT}`, "L-NUT"]);
  });

  test("goods that bear a tote's name are no question before anything is in hand for a tote", () => {
    promise(atItem()("T-0007")).toMatchObject({ is: "right", does: { kind: "pick.scan" } });
  });

  test("a pack of more than is wanted that bears a tote's name is asked about too", () => {
    const barcode = [{ id: "T-0007", product: "BOLT", units: 12 }];
    const said = atItem({ picked: 1, quantity: 2 }, {}, { barcode })("T-0007");
    promise(said).toMatchObject({ is: "ask", of: [{ verdict: { is: "right" } }, { verdict: { is: "decide" } }] });
  });

  test("the shelf once more is no mistake, though other goods have its name", () => {
    promise(atItem({ product: "NUT" })("A-12-04")).toEqual({ is: "repeated", code: "at_place", got: "ROT/A-12-04" });
  });

  test.each([
    ["L-A-12-04", "repeated"],
    ["O-A-12-04", "wrong"],
    ["B-A-12-04", "wrong"],
  ])("%s is no goods, though there are some with the rest of it as their code", (raw, is) => {
    promise(atItem()(raw)).toMatchObject({ is });
    promise(atShelf()(raw)).toMatchObject(raw[0] === "L" ? { is: "right", does: { kind: "shelf" } } : { is: "wrong" });
  });

  test.each(["B-100", "L-100", "O-100", "b-100"])("%s is goods that bear all of it, letter and code", (raw) => {
    const given = { barcode: [...floor.barcode!, { id: raw.toUpperCase(), product: "BOLT", units: 1 }] };
    promise(atItem({}, {}, given)(raw)).toMatchObject({ is: "right", does: { kind: "pick.scan", body: { raw } } });
    promise(atItem()(raw)).toMatchObject({ is: "wrong" });
  });

  test("of two wrong meanings the one that is known here is told", () => {
    const [first] = all("UNHEARD");
    const said = narrow([first!, { ...first!, code: "NUT" }], ({ code }) =>
      wrong(code === "NUT" ? "wrong_item" : "unknown_code", code ?? ""),
    );
    promise(said).toMatchObject({ is: "wrong", code: "wrong_item", got: "NUT" });
  });

  test("a place is known in small letters as well; a tote's own row is no place", () => {
    promise(all("b-01").map(({ raw }) => raw)).toContain("L-B-01");
    promise(all("K12").map(({ form }) => form)).toEqual(["text"]);
    promise(known(read("]C0B-01", 2026), rowsOf(floor), "ROT")).toEqual({ kind: "location", name: "B-01" });
  });

  test.each([
    ["NUT", 3],
    ["10421", 2],
    ["A-12-04", 2],
    ["T-0007", 2],
  ])("every meaning of %s is read again as what it says", (scanned, count) => {
    const found = all(scanned);
    promise(found).toHaveLength(count);
    for (const { raw, form, code, gtin } of found) {
      const again = read(raw, 2026);
      promise(again).toMatchObject(form === "text" && again.form === "tote" ? { code } : { form, code, gtin });
    }
  });
});

describe("a scanner that drops separators", () => {
  const LABEL = `]C101${`0${BOLT}`}10LOT-717261231`;
  test("the lot that is wanted is meant", () => {
    promise(atItem({ lot: "LOT-7" }, { gs_dropped: true })(LABEL)).toMatchObject({
      is: "right", does: { kind: "pick.scan", body: { raw: `]C1010${BOLT}\x1d10LOT-7\x1d17261231` } },
    });
  });

  test("where any lot will do, the person is asked", () => {
    const said = atItem({}, { gs_dropped: true })(LABEL);
    promise(said.is).toBe("ask");
    promise(said.is === "ask" && said.of.map(({ seen }) => seen.lot)).toContain("LOT-7");
  });

  test("two readings that say the same of the goods are no choice", () => {
    const said = atItem({}, { gs_dropped: true })(`]C1010${BOLT}21A240B`);
    promise(said).toMatchObject({ is: "right", does: { kind: "pick.scan" } });
  });

  test("without that habit nothing is asked", () => {
    promise(atItem()(LABEL)).toMatchObject({ is: "right", does: { body: { raw: LABEL } } });
  });
});

test.each([
  ["L-B-01", "location", "B-01"],
  ["B-01", "location", "B-01"],
  ["T-0009", "tote", "T-0009"],
  ["O-10421", "order", "10421"],
  ["10421", "order", "10421"],
  ["B-7QX2M", "badge", "7QX2M"],
  ["BATCH", "lot", "BATCH"],
  ["00395212340000000014", "carton", "10421 / 1"],
])("%s is told as what it is", (raw, kind, name) => {
  promise(known(read(raw, 2026), rowsOf(floor), "ROT")).toEqual({ kind, name });
  promise(["want_item", "wrong_place"]).toContain((atItem()(raw) as { code: string }).code);
});

test("a pack of more than is wanted: as single units it keeps its lot", () => {
  promise(atItem()("14006381333938")).toMatchObject({ is: "decide", units: 12, left: 2, single: `0${BOLT}` });
  promise(atItem()("]C1011400638133393810LOT-7")).toMatchObject({ is: "decide", single: `]C1010${BOLT}10LOT-7` });
  promise(atItem({ quantity: 20 })("14006381333938")).toMatchObject({ is: "right" });
  const barcode = [{ id: "14006381333938", product: "BOLT", units: 12 }]; // single units have no code that takes a lot
  const bare = atItem({}, {}, { barcode });
  promise(bare("14006381333938")).toMatchObject({ is: "decide", single: "BOLT" });
  promise(bare("]C1011400638133393810LOT-7")).toMatchObject({ is: "decide", single: null });
});

test("an unreadable code is not told as unknown, and a command is one whatever else has its name", () => {
  promise(atItem()("9521101530002")).toMatchObject({ is: "wrong", code: "unreadable" });
  promise(atItem()("C-UNDO")).toEqual({ is: "command", command: "UNDO" });
});
