import { expect as promise, test } from "vitest";
import { rowsOf, task, type Given } from "../rows-example";
import { drawn, sampled } from "./sample";
import { byPlace, spotCheck } from "./stands";

const TODAY = "2026-06-15";
const AT = Date.parse(TODAY);
const DAY = 86_400_000;
const how = (sample: string, item = "bin"): Given => ({
  process_switch: [{ id: "ROT/pick.item", value: item }, { id: "ROT/pick.sample", value: sample }],
});
const old: Given = {
  pick_run: Array.from({ length: 21 }, (_, n) => ({ id: n ? `r${n}` : "run", warehouse: "ROT", picker: "jo", stage: n ? "done" : "picking" }) as const),
};
const ids = Array.from({ length: 10_000 }, (_, n) => `0192f3a0-5c3e-7${String(n % 997).padStart(3, "0")}-8a11-00000000abcd/${n}`);
const share = (given: Given): number => ids.filter((id) => sampled(task({ id }) as never, rowsOf(given), TODAY)).length / ids.length;
const count = (more: object) => ({ stock_count: [{ location: "ROT/A-12-04", stage: "booked", counted: 3, expected: 5, at: AT - DAY, ...more }] }) as Given;
const to_count = (more: object) => ({ exception_task: [{ place: "ROT/A-12-04", act: "recount", stage: "open", ...more }] }) as Given;

test("the draw is the same on every device, and even", () => {
  promise(["run/1", "run/2", "0192f3a0-run1/17"].map((id) => Math.floor(drawn(id) * 10_000))).toEqual([1436, 3034, 1357]);
  for (let tenth = 0; tenth < 10; tenth++) {
    const here = ids.filter((id) => Math.floor(drawn(id) * 10) === tenth).length / ids.length;
    promise(here).toBeCloseTo(0.1, 1.8);
  }
});

test("as many stops as the switch says, and none where it says none", () => {
  for (const [value, one] of [["few", 50], ["some", 20], ["many", 10]] as const) {
    promise(share({ ...how(value), ...old }) * one).toBeGreaterThan(0.85);
    promise(share({ ...how(value), ...old }) * one).toBeLessThan(1.15);
  }
  promise(share({ ...how("none"), ...old })).toBe(0);
  promise(share(old)).toBe(0);
});

test("five times as many for who is new, or is not known", () => {
  const runs = old.pick_run!;
  promise(share({ ...how("some"), pick_run: runs.slice(0, 20) })).toBeGreaterThan(0.22);
  promise(share({ ...how("some"), pick_run: [...runs.slice(0, 20), { ...runs[20], warehouse: "SZX" }] })).toBeGreaterThan(0.22);
  promise(share(how("some"))).toBeGreaterThan(0.22);
});

test("five times as many where a count was off of late, or a place waits to be counted", () => {
  const some = { ...how("some"), ...old };
  promise(share({ ...some, ...count({}) })).toBeGreaterThan(0.22);
  promise(share({ ...some, ...to_count({}) })).toBeGreaterThan(0.22);
  for (const calm of [
    count({ counted: 5 }), count({ stage: "undone" }), count({ at: AT - 31 * DAY }), count({ location: "ROT/B-01" }),
    to_count({ stage: "settled" }), to_count({ act: "put_back" }), to_count({ place: "ROT/B-01" }),
  ])
    promise(share({ ...some, ...calm })).toBeLessThan(0.06);
});

test("at a spot check one is scanned first, and then the place stands for the rest", () => {
  const rows = rowsOf({ ...how("some"), ...old });
  const id = ids.find((one) => sampled(task({ id: one }) as never, rows, TODAY))!;
  const stop = (more: object) => task({ id, quantity: 6, ...more }) as never;
  promise([byPlace(stop({}), rows, TODAY), spotCheck(stop({}), rows, TODAY)]).toEqual([false, true]);
  promise([byPlace(stop({ picked: 1 }), rows, TODAY), spotCheck(stop({ picked: 1 }), rows, TODAY)]).toEqual([true, false]);
  promise(byPlace(stop({ picked: 1, put: 1 }), rows, TODAY)).toBe(false);
  const scan = rowsOf({ ...how("some", "scan"), ...old });
  promise([byPlace(stop({}), scan, TODAY), spotCheck(stop({}), scan, TODAY)]).toEqual([false, false]);
});
