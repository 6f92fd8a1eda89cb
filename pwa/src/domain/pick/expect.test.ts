import { describe, expect as promise, test } from "vitest";
import { read } from "../../scanning/resolve";
import { rowsOf, slot, task, type Given } from "../rows-example";
import { expect } from "./expect";
import { nextStep, type Step } from "./walk";

const seen = (raw: string) => read(raw, 2026);

const BOLT = "4006381333931";
const NUT = "4012345678901";
/** Ids of stops by the draw of `sample.ts`. */
const [CHECKED, UNCHECKED] = ["run/1", "run/3"];
const catalogue: Given = {
  product: [{ id: "BOLT", lot_tracked: true }, { id: "NUT" }],
  barcode: [
    { id: `0${BOLT}`, product: "BOLT", units: 1 },
    { id: `0${NUT}`, product: "NUT", units: 1 },
    { id: "14006381333938", product: "BOLT", units: 12 },
  ],
};

function at(given: Given, shelf: string | null = null) {
  const rows = rowsOf({ ...catalogue, ...given });
  const step: Step = nextStep(rows, "run", shelf);
  return { step, scan: (raw: string) => expect(step, seen(raw), rows, "2026-06-15") };
}

describe("linking totes", () => {
  const slots = [slot({ tote: "ROT/T-0001" }), slot({ id: "run/s2", slot: 2, shipment: "o2", tote: null })];
  const tasks = [task({}), task({ id: "run/2", sequence: 2, slot: "run/s2" })];

  test("the second slot asks for its tote, and a free tote is linked", () => {
    const { step, scan } = at({ pick_slot: slots, pick_task: tasks, tote: [{ id: "ROT/T-0007", shipment: null }] });
    promise(step).toMatchObject({ at: "bind", nth: 2, of: 2 });
    promise(scan("T-0007")).toEqual({
      is: "right",
      does: { kind: "pick.bind", body: { slot: "run/s2", raw: "T-0007" } },
    });
  });

  test("a tote of another order is wrong, one that is linked here is repeated, a shelf is no tote", () => {
    const { scan } = at({ pick_slot: slots, pick_task: tasks, tote: [{ id: "ROT/T-0009", shipment: "o9" }] });
    promise(scan("T-0009")).toMatchObject({ is: "wrong", code: "tote_taken" });
    promise(scan("T-0001")).toMatchObject({ is: "repeated" });
    promise(scan("L-A-12-04")).toMatchObject({ is: "wrong", code: "want_tote" });
  });
});

describe("a stop", () => {
  const given = (more: Parameters<typeof task>[0] = {}): Given => ({ pick_slot: [slot({})], pick_task: [task(more)] });

  test("asks for the shelf first, and names a wrong one", () => {
    const { step, scan } = at(given());
    promise(step.at).toBe("shelf");
    promise(scan("L-A-12-04")).toEqual({ is: "right", does: { kind: "shelf", location: "ROT/A-12-04" } });
    promise(scan("L-A-12-05")).toMatchObject({
      is: "wrong",
      code: "wrong_place",
      got: "ROT/A-12-05",
      want: "ROT/A-12-04",
    });
    promise(scan(BOLT)).toMatchObject({ is: "wrong", code: "want_place" });
  });

  test("does not ask for a shelf that was scanned for the stop before", () => {
    promise(at(given(), "ROT/A-12-04").step.at).toBe("item");
  });

  test("counts the right item and names the wrong one", () => {
    const { scan } = at(given(), "ROT/A-12-04");
    promise(scan(BOLT)).toEqual({ is: "right", does: { kind: "pick.scan", body: { task: "run/1", raw: BOLT } } });
    promise(scan(NUT)).toMatchObject({ is: "wrong", code: "wrong_item", got: "NUT", want: "BOLT" });
    promise(scan("4006381333930")).toMatchObject({ is: "wrong", code: "unreadable" });
    promise(scan("XYZ-1")).toMatchObject({ is: "wrong", code: "unknown_code", got: "XYZ-1" });
  });

  test("a case counts its units, but never beyond the rest", () => {
    promise(at(given({ quantity: 12 }), "ROT/A-12-04").scan("14006381333938")).toMatchObject({ is: "right" });
    const over = at(given({ quantity: 12, picked: 1 }), "ROT/A-12-04").scan("14006381333938");
    promise(over).toEqual({ is: "decide", code: "too_many", got: "BOLT", units: 12, left: 11, single: `0${BOLT}` });
  });

  test("a lot that is not the one of the stop is wrong", () => {
    const { scan } = at(given({ lot: "L7" }), "ROT/A-12-04");
    promise(scan(`]C101${"0"}${BOLT}10L8`)).toMatchObject({ is: "wrong", code: "lot", got: "L8", want: "L7" });
    promise(scan(`]C101${"0"}${BOLT}10L7`)).toMatchObject({ is: "right" });
  });

  test("what is past its date stays on the shelf, by its label or by its lot; on its last day it is good", () => {
    const lots = [
      { id: "BOLT/L7", product: "BOLT", code: "L7", expiry: "2026-06-14" },
      { id: "BOLT/L9", product: "BOLT", code: "L9", expiry: "2026-06-15" },
    ];
    const { scan } = at({ ...given(), lot: lots }, "ROT/A-12-04");
    promise(scan(`]C1010${BOLT}17260614`)).toMatchObject({ is: "wrong", code: "life", got: "2026-06-14" });
    promise(scan(`]C1010${BOLT}17260615`)).toMatchObject({ is: "right" });
    promise(scan(`]C1010${BOLT}10L7`)).toMatchObject({ is: "wrong", code: "life", got: "2026-06-14" });
    promise(scan(`]C1010${BOLT}10L9`)).toMatchObject({ is: "right" });
    promise(scan(`]C1010${BOLT}10UNHEARD`)).toMatchObject({ is: "right" });
    promise(scan(BOLT)).toMatchObject({ is: "right" });
  });

  test("asks for the tote once all is picked, and knows a second pull of the trigger", () => {
    const { step, scan } = at(given({ picked: 2 }), "ROT/A-12-04");
    promise(step.at).toBe("tote");
    promise(scan("T-0007")).toMatchObject({ is: "right", does: { kind: "pick.put" } });
    promise(scan(BOLT)).toMatchObject({ is: "repeated", code: "all_counted" });
    promise(scan("T-0008")).toMatchObject({ is: "wrong", code: "wrong_tote", got: "ROT/T-0008", want: "ROT/T-0007" });
  });

  test("where this device has no row of the slot, a tote fits that is free or this order's, not another order's", () => {
    const tote = [{ id: "ROT/T-0008", shipment: "o9" }, { id: "ROT/T-0009", shipment: "o1" }];
    const { scan } = at({ pick_task: [task({ picked: 2 })], tote });
    promise(scan("T-0008")).toMatchObject({ is: "wrong", code: "wrong_tote" });
    for (const code of ["T-0009", "T-0010"]) promise(scan(code), code).toMatchObject({ is: "right", does: { kind: "pick.put" } });
  });

  test("the place that has this code in another building is another place", () => {
    const { scan } = at(given({ warehouse: "SZX" }));
    promise(scan("L-A-12-04")).toMatchObject({ is: "wrong", code: "wrong_place", got: "SZX/A-12-04", want: "ROT/A-12-04" });
  });

  test("a part may go into its tote before the rest is picked", () => {
    promise(at(given({ picked: 1 })).scan("T-0007")).toMatchObject({ is: "right", does: { kind: "pick.put" } });
    promise(at(given({ picked: 1, put: 1 })).scan("T-0007")).toMatchObject({ is: "wrong" });
  });

  test("an item or tote of the stop before is repeated, no mistake", () => {
    const done = task({ picked: 2, put: 2 });
    const next = task({ id: "run/2", sequence: 2, product: "NUT", location: "ROT/B-01-01" });
    const { step, scan } = at({ pick_slot: [slot({})], pick_task: [done, next] }, "ROT/A-12-04");
    promise(step).toMatchObject({ at: "shelf", task: { id: "run/2" } });
    promise(scan(BOLT)).toMatchObject({ is: "repeated", code: "counted" });
    promise(scan("T-0007")).toMatchObject({ is: "repeated", code: "counted" });
  });
});

test("what is short is not asked for, and the walk is over when all is put", () => {
  const short = task({ quantity: 2, picked: 1, put: 1, short: 1 });
  promise(at({ pick_slot: [slot({})], pick_task: [short] }).step.at).toBe("over");
});

test("units of a cancelled order go back to their shelf at the end", () => {
  const { step, scan } = at({ pick_slot: [slot({})], pick_task: [task({ picked: 1, cancelled: true })] });
  promise(step.at).toBe("back");
  promise(scan("L-A-12-04")).toEqual({
    is: "right",
    does: { kind: "pick.put_back", body: { task: "run/1", units: 1 } },
  });
  promise(scan("L-A-12-05")).toMatchObject({ is: "wrong", code: "wrong_place", want: "ROT/A-12-04" });
});

test("a command is for the screen", () => {
  const { scan } = at({ pick_slot: [slot({})], pick_task: [task({})] });
  promise(scan("C-SHORT")).toEqual({ is: "command", command: "SHORT" });
});

describe("as the floor has it", () => {
  const how = (switch_: string, value: string) => ({ process_switch: [{ id: `ROT/${switch_}`, value }] });
  const stop = (more: Parameters<typeof task>[0] = {}): Given => ({ pick_slot: [slot({})], pick_task: [task(more)] });

  test("the place stands for the item, and the tote counts all of it", () => {
    const { step, scan } = at({ ...stop(), ...how("pick.item", "bin") }, "ROT/A-12-04");
    promise(step.at).toBe("item");
    promise(scan("T-0007")).toEqual({
      is: "right",
      does: {
        kind: "pick.put", body: { task: "run/1", raw: "T-0007" },
        first: { task: "run/1", raw: "L-A-12-04", units: 2 },
      },
    });
    promise(scan("T-0008")).toMatchObject({ is: "wrong", code: "wrong_tote" });
    promise(scan(BOLT)).toMatchObject({ is: "right", does: { kind: "pick.scan" } });
  });

  test("not before the place is scanned, not where something else lies, not once units are counted", () => {
    const bin = how("pick.item", "bin");
    promise(at({ ...stop(), ...bin }).scan("T-0007")).toMatchObject({ is: "wrong", code: "want_place" });
    const mixed = { stock: [{ location: "ROT/A-12-04", product: "NUT", lot: "", quantity: 1 }] };
    promise(at({ ...stop(), ...bin, ...mixed }, "ROT/A-12-04").scan("T-0007")).toMatchObject({ is: "wrong" });
    promise(at({ ...stop({ picked: 1, put: 1 }), ...bin }, "ROT/A-12-04").scan("T-0007")).toMatchObject({ is: "wrong" });
  });

  test("at a spot check the tote counts nothing until one of the item is scanned", () => {
    const process_switch = [{ id: "ROT/pick.item", value: "bin" }, { id: "ROT/pick.sample", value: "many" }];
    const checked = (more: Parameters<typeof task>[0] = {}) => at({ ...stop({ id: CHECKED, ...more }), process_switch }, "ROT/A-12-04");
    promise(checked().scan("T-0007")).toMatchObject({ is: "wrong", code: "spot_check", want: "BOLT" });
    promise(checked().scan(NUT)).toMatchObject({ is: "wrong", code: "wrong_item" });
    const before = { pick_slot: [slot({})], pick_task: [task({ id: "run/0", sequence: 0, picked: 2, put: 2 }), task({ id: CHECKED })] };
    promise(at({ ...before, process_switch }, "ROT/A-12-04").scan("T-0007")).toMatchObject({ is: "wrong", code: "spot_check" });
    promise(checked().scan(BOLT)).toMatchObject({ is: "right", does: { kind: "pick.scan" } });
    const units = { first: { raw: "L-A-12-04", units: 1 } };
    promise(checked({ picked: 1 }).scan("T-0007")).toMatchObject({ is: "right", does: { kind: "pick.put", ...units } });
    promise(checked({ id: UNCHECKED }).scan("T-0007")).toMatchObject({ is: "right", does: { first: { units: 2 } } });
  });

  test("no tote is asked for: the stop is over with its last unit", () => {
    const given = { ...stop({ picked: 2 }), ...how("pick.tote", "none") };
    promise(at(given).step.at).toBe("over");
    promise(at({ ...given, ...how("pick.tote", "scan") }).step.at).toBe("tote");
  });
});
