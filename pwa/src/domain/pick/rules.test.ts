/** Picking rules on the device: what goes on, what is asked about, what is not taken. The server has the same cases. */

import { describe, expect as promise, test } from "vitest";
import { DEFAULTS, type PickRule } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf, slot, task, type Given } from "../rows-example";
import { expect } from "./expect";
import { handOf } from "./hand";
import { broken } from "./held-to";
import { otherBins } from "./otherbins";
import { neededUntil, ruleOf, usual } from "./rules";
import { byPlace } from "./stands";
import { nextStep } from "./walk";

const MILK = "05410013108009";
const L = `]C101${MILK}`;
const TODAY = "2026-06-15";
const base: Given = {
  product: [{ id: "MILK", lot_tracked: true, product_class: "food" }],
  barcode: [{ id: MILK, product: "MILK", units: 1 }, { id: "15410013108006", product: "MILK", units: 6 }],
  location: [{ id: "ROT/A-12-04", warehouse: "ROT", code: "A-12-04", kind: "bin", pick_sequence: 4 }, { id: "ROT/B-01", warehouse: "ROT", code: "B-01", kind: "bin", pick_sequence: 9 }],
  lot: [{ id: "MILK/L1", product: "MILK", code: "L1", expiry: "2026-07-10" }, { id: "MILK/L2", product: "MILK", code: "L2", expiry: "2026-12-01" }],
  stock: [
    { id: "a", warehouse: "ROT", location: "ROT/A-12-04", product: "MILK", lot: "L1", quantity: 6, allocated: 2 },
    { id: "b", warehouse: "ROT", location: "ROT/B-01", product: "MILK", lot: "L2", quantity: 6, allocated: 0 },
  ],
  pick_slot: [slot({})],
  pick_task: [task({ product: "MILK", lot: "L1" })],
};
const rule = (more: Partial<PickRule>): PickRule => ({
  ...usual("ROT", "food"), fefo: "none", lot: "none", expiry: "none", set_by: "marta", ...more,
});
const floor = (more: Partial<PickRule> | null, given: Given = {}) =>
  rowsOf({ ...base, ...(more ? { pick_rule: [rule(more)] } : {}), ...given });
function at(more: Partial<PickRule> | null, given: Given = {}) {
  const rows = floor(more, given);
  return (raw: string) => expect(nextStep(rows, "run", "ROT/A-12-04"), read(raw, 2026), rows, TODAY);
}
function asked(more: Partial<PickRule> | null, raw: string, given: Given = {}): string[] {
  const rows = floor(more, given);
  const stop = rows.all("pick_task")[0]!;
  const goods = handOf(rows, stop, read(raw, 2026), 1)!;
  const held = ruleOf(rows, "ROT", "MILK");
  return broken(rows, stop, held, goods, neededUntil(held, TODAY)).map(({ how, rule: which }) => `${how} ${which}`);
}

test("the usual rule is what the server takes for it", () => promise({ ...usual("ROT"), id: "" }).toEqual({ ...DEFAULTS.pick_rule, id: "", ver: 0, warehouse: "ROT" }));

describe("each rule", () => {
  test.each([
    ["another lot", L + "10L2", { lot: "none" }, [], "right"],
    ["another lot", L + "10L2", { lot: "warn" }, ["warn lot"], "right"],
    ["another lot", L + "10L2", { lot: "force" }, ["force lot"], "wrong"],
    ["no lot", MILK, { lot: "force" }, ["force no_lot"], "wrong"],
    ["no lot", MILK, { lot: "warn" }, ["warn no_lot"], "right"],
    ["not the first to expire", L + "10L2", { fefo: "force" }, ["force first"], "wrong"],
    ["not the first to expire", L + "10L2", { fefo: "warn" }, ["warn first"], "right"],
    ["the first to expire", L + "10L1", { fefo: "force" }, [], "right"],
    ["too short a life", L + "10L1", { expiry: "force", least_days: 30 }, ["force life"], "wrong"],
    ["just long enough", L + "10L1", { expiry: "force", least_days: 25 }, [], "right"],
    ["no serial", L + "10L1", { serial: "warn" }, ["warn no_serial"], "right"],
    ["a pack of units with no number each", "15410013108006", { serial: "force" }, ["force no_serial"], "wrong"],
    ["a serial", L + "10L1\u001d21S-1", { serial: "force" }, [], "right"],
  ] as const)("%s: %s %o", (_name, raw, held, found, is) => {
    promise(asked(held, raw)).toEqual(found);
    promise(at(held)(raw).is).toBe(is);
  });

  test("the gravest comes first", () => promise(asked({ lot: "warn", expiry: "force", least_days: 400 }, L + "10L2")).toEqual(["force life", "warn lot"]));

  test("goods that are not taken are told with all that is against them, what only warns too", () =>
    promise(at({ lot: "warn", expiry: "force", least_days: 400 })(L + "10L2")).toMatchObject({
      is: "wrong", code: "life", broken: [{ rule: "life", how: "force" }, { rule: "lot", how: "warn" }],
    }));

  test("a number that is taken is named with its order, though no network has said so", () => {
    const picked_serial = [{ id: "MILK/S-1", warehouse: "ROT", product: "MILK", serial: "S-1", task: "run/7", order_number: "10400" }];
    promise(at({ serial: "force" }, { picked_serial })(L + "10L1\u001d21S-1")).toMatchObject({ is: "wrong", broken: [{ rule: "serial", told: { order: "10400" } }] });
    promise(asked({ serial: "force" }, L + "10L1\u001d21S-1", { picked_serial: [{ ...picked_serial[0]!, task: "" }] })).toEqual([]);
  });
});

test("a rule of all others holds where the class has none", () => {
  promise(ruleOf(floor(null, { pick_rule: [rule({ id: "ROT/", lot: "warn" })] }), "ROT", "MILK").lot).toBe("warn");
  promise(ruleOf(floor(null), "ROT", "MILK").lot).toBe("force");
});

test("a place does not stand for units that have a number each", () => {
  const process_switch = [{ id: "ROT/pick.item", value: "bin" }];
  const stop = task({ product: "MILK", lot: "L1" }) as never;
  promise(byPlace(stop, floor({}, { process_switch }), TODAY)).toBe(true);
  promise(byPlace(stop, floor({ serial: "warn" }, { process_switch }), TODAY)).toBe(false);
});

test("the rest of a short stop is good for as long as the class asks", () => {
  const stock_position = [{ id: "ROT/MILK", warehouse: "ROT", product: "MILK", on_hand: 12, reserved: 2, leased: 0 }];
  const bins = (more: Partial<PickRule>) => otherBins(floor(more, { stock_position }), { ...base.pick_task![0], location: "ROT/C-09" } as never, 2, TODAY).map((b) => b.location);
  promise(bins({ expiry: "force" })).toEqual(["ROT/A-12-04"]);
  promise(bins({ expiry: "force", least_days: 60 })).toEqual(["ROT/B-01"]);
});
