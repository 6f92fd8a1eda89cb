import { expect, test } from "vitest";
import type { Checkpoint } from "../../generated/rows";
import { rowsOf } from "../rows-example";
import { due } from "./due";
import { fault, figure, tenthsOf } from "./judge";

const HOUR_MS = 3_600_000;
const at = { warehouse: "ROT", step: "pick", person: "ana", now: 100 * HOUR_MS } as const;
const one = (id: string, some: Partial<Checkpoint>): Partial<Checkpoint> => ({
  id: `ROT/${id}`, warehouse: "ROT", step: "pick", zone: "", per: "person", hours: 8, active: true, ...some,
});
const last = (id: string, hoursAgo: number) => ({ id, at: at.now - hoursAgo * HOUR_MS });
const asked = (...given: Parameters<typeof due>) => due(...given).map(({ id }) => id.slice(4));

test("a checkpoint stands before its step, in its zone, as long as it is asked", () => {
  const rows = rowsOf({
    checkpoint: [
      one("cold", { zone: "C" }), one("any", {}), one("pack", { step: "pack" }), one("off", { active: false }),
      one("start", { step: "home" }), one("szx", { warehouse: "SZX" }),
    ],
  });
  expect(asked(rows, at)).toEqual(["any", "start"]);
  expect(asked(rows, { ...at, zone: "C" })).toEqual(["any", "cold", "start"]);
  expect(asked(rows, { ...at, zone: "A", step: "pack" })).toEqual(["pack", "start"]);
});

test("an answer holds for its hours: for whoever gave it, or for all", () => {
  const rows = rowsOf({
    checkpoint: [one("mine", {}), one("all", { per: "floor", hours: 4 })],
    checkpoint_last: [last("ROT/mine/ana", 7), last("ROT/all/", 4)],
  });
  expect(asked(rows, at)).toEqual(["all"]);
  expect(asked(rows, { ...at, person: "wei" })).toEqual(["all", "mine"]);
  expect(asked(rows, { ...at, now: at.now + HOUR_MS })).toEqual(["all", "mine"]);
  expect(asked(rows, { ...at, now: at.now - 1 })).toEqual([]);
});

test("figures are read as people write them, and written as they are read", () => {
  const read = { "4": 40, "4.5": 45, "-18": -180, "−18,2": -182, " 21 ": 210, "0": 0, "-0": 0, "4.": 40, "4.55": 45 };
  for (const [text, tenths] of Object.entries(read)) expect(tenthsOf(text), text).toBe(tenths);
  for (const text of ["", "-", ".", "L-A-01-01", "1e3", "8712345000011", "4.5.6"]) expect(tenthsOf(text), text).toBeNull();
  for (const tenths of [0, 5, -5, 45, -180, 1000]) expect(tenthsOf(figure(tenths))).toBe(tenths);
});

test("only a figure outside of its bounds is off", () => {
  const of = { least: 20, most: 80 };
  expect([19, 20, 80, 81].map((tenths) => fault(of, "figure", tenths))).toEqual(["too_low", "", "", "too_high"]);
  expect(fault({ least: null, most: null }, "figure", -9999)).toBe("");
});
