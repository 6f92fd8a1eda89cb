import { describe, expect as promise, test } from "vitest";
import type { Tables } from "../../generated/rows";
import { read } from "../../scanning/resolve";
import { rowsOf, slot, task, type Given } from "../rows-example";
import { expectBatch, nextBatchStep, sharedShort, sums } from "./batchwalk";
import { border, inZone, takenIn } from "./zone";
import { nextStep } from "./walk";

const BOLT = "4006381333931";
const catalogue: Given = {
  product: [{ id: "BOLT" }, { id: "NUT" }],
  barcode: [{ id: `0${BOLT}`, product: "BOLT", units: 1 }, { id: "04012345678901", product: "NUT", units: 1 }],
};
/** The id of a stop that is checked, by the draw of `sample.ts`. */
const CHECKED = "run/1";
const slots = [1, 2, 3].map((n) => slot({ id: `run/s${n}`, slot: n, shipment: `o${n}`, tote: n === 1 ? "ROT/T-0001" : null }));
const bolts = (n: number, more: Partial<Tables["pick_task"]> = {}) =>
  task({ id: `run/${n}`, sequence: n, slot: `run/s${n}`, shipment: `o${n}`, quantity: n, ...more });

describe("a batch", () => {
  const at = (tasks: Given["pick_task"], more: Given = {}, shelf: string | null = null, product: string | null = null) => {
    const rows = rowsOf({ ...catalogue, pick_slot: slots, pick_task: tasks ?? [], ...more });
    const step = nextBatchStep(rows, "run", shelf, product);
    return { rows, step, scan: (raw: string) => expectBatch(step, read(raw, 2026), rows, "2026-06-15") };
  };
  const wall: Given = { process_switch: [{ id: "ROT/pick.batch", value: "wall" }] };

  test("what orders want of one bin is one stop, with the sum", () => {
    const { step, scan } = at([bolts(1), bolts(2), bolts(3)], {}, "ROT/A-12-04");
    promise(step).toMatchObject({ at: "item", sum: { id: "run/1", quantity: 6, picked: 0 } });
    promise(scan(BOLT)).toMatchObject({ is: "right", does: { kind: "pick.gather", body: { task: "run/1" } } });
    promise(scan("T-0001")).toMatchObject({ is: "wrong", code: "want_item" });
  });

  test("an order that is off wants nothing, and what is picked for it goes back in the end", () => {
    promise(at([bolts(1, { cancelled: true }), bolts(2)]).step).toMatchObject({ at: "shelf", sum: { quantity: 2 } });
    const picked = bolts(2, { picked: 2, put: 2 });
    promise(at([bolts(1, { cancelled: true, picked: 1 }), picked]).step).toMatchObject({ at: "back", task: { id: "run/1" } });
  });

  test("all is picked: each tote gets its part, in any order, and never twice", () => {
    const tasks = [bolts(1, { picked: 1 }), bolts(2, { picked: 2 }), bolts(3, { picked: 3 })];
    const { step, scan } = at(tasks);
    promise(step).toMatchObject({ at: "deal", shares: [{ units: 1 }, { units: 2 }, { units: 3 }] });
    promise(scan("T-0001")).toMatchObject({ does: { kind: "pick.put", body: { task: "run/1" } } });
    promise(scan("T-0005")).toMatchObject({ does: { kind: "pick.put", body: { task: "run/2" } } });
    promise(scan(BOLT)).toMatchObject({ is: "repeated" });
    promise(at([bolts(1, { picked: 1, put: 1 }), ...tasks.slice(1)]).scan("T-0001")).toMatchObject({ is: "repeated", code: "dealt" });
    const taken = at(tasks, { tote: [{ id: "ROT/T-0009", shipment: "o9" }] });
    promise(taken.scan("T-0009")).toMatchObject({ is: "wrong", code: "tote_taken" });
  });

  test("at a spot check one of the item is scanned, and the tote counts the rest for all orders", () => {
    const process_switch = [{ id: "ROT/pick.item", value: "bin" }, { id: "ROT/pick.sample", value: "many" }];
    const tasks = (picked: number) => [bolts(2, { id: CHECKED, picked }), bolts(3)];
    promise(at(tasks(0), { process_switch }, "ROT/A-12-04").scan("T-0005")).toMatchObject({ is: "wrong", code: "spot_check" });
    promise(at(tasks(0), { process_switch }, "ROT/A-12-04").scan(BOLT)).toMatchObject({ is: "right", does: { kind: "pick.gather" } });
    const then = at(tasks(1), { process_switch }, "ROT/A-12-04").scan("T-0005");
    promise(then).toMatchObject({ is: "right", does: { kind: "pick.put", first: { raw: "L-A-12-04", units: 4 } } });
  });

  test("at the wall all bins come first, and then an item says whose it is", () => {
    const tasks = [bolts(1, { picked: 1 }), bolts(2, { picked: 2 }), bolts(3, { product: "NUT", location: "ROT/A-12-05" })];
    promise(at(tasks, wall).step).toMatchObject({ at: "shelf", sum: { product: "NUT" } });
    const all = [...tasks.slice(0, 2), { ...tasks[2], picked: 3 }];
    const { step, scan } = at(all, wall);
    promise(step.at).toBe("sort");
    promise(scan(BOLT)).toEqual({ is: "right", does: { kind: "sort", product: "BOLT" } });
    promise(at(all, wall, null, "NUT").step).toMatchObject({ at: "deal", shares: [{ units: 3, slot: { slot: 3 } }] });
  });

  test("the last on the walk go without what is missing, each with its part of the other bins", () => {
    const tasks = [bolts(1), bolts(2), bolts(3)] as Tables["pick_task"][];
    const short = sharedShort(tasks, 4, [{ location: "b", units: 1 }, { location: "c", units: 3 }]);
    promise(short.map(({ task: { id }, units, instead }) => [id, units, instead])).toEqual([
      ["run/3", 3, [{ location: "b", units: 1 }, { location: "c", units: 2 }]],
      ["run/2", 1, [{ location: "c", units: 1 }]],
    ]);
  });

  test("two bins are two stops", () => {
    const { rows } = at([bolts(1), bolts(2, { location: "ROT/B-01-01" })]);
    promise(sums(rows, "run")).toHaveLength(2);
  });
});

describe("by zones", () => {
  const places = ["A", "B", "C"].map((zone) => ({ id: `ROT/${zone}-01`, zone }));
  const stop = (n: number, zone: string, more: Partial<Tables["pick_task"]> = {}) =>
    task({ id: `run/${n}`, sequence: n, location: `ROT/${zone}-01`, ...more });
  const done = { picked: 2, put: 2 };
  const at = (zone: string, picker: string | null, ...tasks: ReturnType<typeof stop>[]) => {
    const run = { id: "run", warehouse: "ROT", number: "R1", stage: "picking", picker, mode: "zone", zone } as Tables["pick_run"];
    return { run, rows: rowsOf({ pick_run: [run], pick_task: tasks, pick_slot: [slot({})], location: places }) };
  };

  test("a picker has the stops of the zone, and then the border of the next", () => {
    const { rows, run } = at("B", "ana", stop(1, "A", done), stop(2, "B"), stop(3, "C"));
    promise(nextStep(inZone(rows, run), "run", null)).toMatchObject({ at: "shelf", task: { id: "run/2" } });
    promise(border(rows, run)).toEqual({ zone: "C", stops: 1, units: 2, behind: false });
  });

  test("what a zone before has not told yet is said to be behind", () => {
    const { rows, run } = at("C", "ana", stop(1, "A"), stop(2, "C", done));
    promise(border(rows, run)).toMatchObject({ zone: "A", behind: true });
    const all = at("C", "ana", stop(1, "A", done), stop(2, "C", done));
    promise(border(all.rows, all.run)).toBeNull();
  });

  test("a tote is taken in the zone of who takes it, else where it was brought to, else in the next", () => {
    const open = [stop(1, "A"), stop(2, "B"), stop(3, "C")];
    const with_ = at("A", "ana", ...open);
    promise(takenIn(with_.rows, with_.run, "C")).toBe("C");
    promise(takenIn(with_.rows, with_.run, null)).toBe("B");
    const free = at("C", null, ...open);
    promise(takenIn(free.rows, free.run, null)).toBe("C");
    promise(takenIn(free.rows, free.run, "D")).toBe("C");
  });
});
