import { expect, it } from "vitest";
import { DEFAULTS, type PickTask } from "../../generated/rows";
import { Rows } from "../../sync/testing";
import { otherBins } from "./otherbins";

const task = { ...DEFAULTS.pick_task, id: "r/1", warehouse: "ROT", product: "PEN", location: "ROT/A-01" } as PickTask;

/** Bins of one product: code, units, units that others count on, lot with its last day. */
function floor(free: number, ...bins: [code: string, quantity: number, allocated?: number, lot?: string][]): Rows {
  const rows = new Rows();
  const put = (table: string, row: { id: string }): void =>
    void rows.rows.set(`${table}/${row.id}`, { table, row: { ver: 1, ...row } } as never);
  put("stock_position", { id: "ROT/PEN", warehouse: "ROT", product: "PEN", on_hand: free + 9, reserved: 6, leased: 3 } as never);
  for (const [code, quantity, allocated = 0, lot = ""] of bins) {
    const location = `ROT/${code}`;
    put("location", { id: location, warehouse: "ROT", code, kind: code.startsWith("T-") ? "tote" : "bin", pick_sequence: Number(code.slice(2)) } as never);
    put("stock", { id: `${location}/PEN/${lot}`, warehouse: "ROT", location, product: "PEN", lot, quantity, allocated } as never);
    if (lot) put("lot", { id: `PEN/${lot}`, product: "PEN", code: lot, expiry: lot } as never);
  }
  return rows;
}

const all = (rows: Rows): never => Object.assign(rows, { all: () => [] }) as never;
const places = (rows: Rows, units: number): string[] => otherBins(all(rows), task, units, "2026-06-15").map((b) => `${b.location} ${b.units}`);

it("goes to the nearest bin with units that nobody counts on", () => {
  expect(places(floor(9, ["A-01", 9], ["A-09", 5], ["A-03", 4, 4], ["A-05", 6, 2], ["T-0001", 9]), 3)).toEqual(["ROT/A-05 3"]);
});

it("takes from several bins, first expired first, and nothing that is too old", () => {
  const rows = floor(9, ["A-02", 2, 0, "2026-12-01"], ["A-03", 2, 0, "2026-07-01"], ["A-04", 9, 0, "2026-06-14"]);
  expect(places(rows, 3)).toEqual(["ROT/A-03 2", "ROT/A-02 1"]);
});

it("goes nowhere where not all of it is free, or what lies there is promised to others", () => {
  expect(places(floor(9, ["A-02", 2]), 3)).toEqual([]);
  expect(places(floor(2, ["A-02", 9]), 3)).toEqual([]);
});
