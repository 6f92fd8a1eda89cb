import { describe, expect, test } from "vitest";
import { toteLabel } from "./codes";
import type { Chosen } from "./label";
import { placeLabel } from "./places";
import { labelFor, lastMade, type Made } from "./reprint";

const job = (more: Partial<Made>): Made => ({
  warehouse: "ROT", subject: "tote/T-0007", label: '{"kind":"tote","code":"T-0007"}', state: "printed", sent: true,
  asked_at: 1, ...more,
});
const place = placeLabel(
  { id: "ROT/A-1", ver: 1, warehouse: "ROT", code: "A-1", kind: "bin", zone: "A", pick_sequence: 1, check_digits: "19" },
  "",
);

describe("a label was made before", () => {
  test("if it came out, waits, or may have come out before it failed", () => {
    for (const state of ["printed", "waiting", "printing"])
      expect(lastMade([job({ state, sent: false })], "ROT"), state).not.toBeNull();
    expect(lastMade([job({ state: "failed", sent: true })], "ROT")).not.toBeNull();
  });
  test("not if it was cancelled or failed before a byte went out, nor if it was another building's", () => {
    for (const state of ["failed", "cancelled"]) expect(lastMade([job({ state, sent: false })], "ROT"), state).toBeNull();
    expect(lastMade([job({ warehouse: "SZX" })], "ROT")).toBeNull();
    expect(lastMade([], "ROT")).toBeNull();
  });
  test("the latest of several", () => {
    const jobs = [job({ asked_at: 5 }), job({ asked_at: 9 }), job({ asked_at: 7 })];
    expect(lastMade(jobs, "ROT")?.asked_at).toBe(9);
  });
});

describe("the label", () => {
  test("of one that was not made before is unmarked; made before it is marked; and a person may mark it", () => {
    expect(labelFor(toteLabel("T-0007"), "en", null, false)).toEqual({ kind: "tote", code: "T-0007", lang: "en" });
    expect(labelFor(toteLabel("T-0007"), "en", job({}), false).reprint).toBe(true);
    expect(labelFor(toteLabel("T-0007"), "en", null, true).reprint).toBe(true);
  });
  test("keeps the arrow of the one before, and the check digits of today", () => {
    const old = job({ label: '{"kind":"location","code":"A-1","check_digits":"88","arrow":"up","note":"heavy","lang":"en"}' });
    expect(labelFor(place, "zh", old, false)).toEqual({
      kind: "location", code: "A-1", check_digits: "19", arrow: "up", note: "heavy", lang: "zh", reprint: true,
    });
  });
  test("that was cleared away leaves its mark alone", () => {
    expect(labelFor(place, "en", job({ label: "" }), false)).toMatchObject({ arrow: "", reprint: true });
  });
  test("of goods is never the same one again", () => {
    const goods: Chosen = { ...toteLabel("T-0007"), subject: "" };
    expect(labelFor(goods, "en", null, true).reprint).toBeUndefined();
  });
});
