import { expect, test } from "vitest";
import { rowsOf, type Given } from "../rows-example";
import { waitOf } from "./waits";

const order = (more: object): Given => ({ sales_order: [{ id: "o1", stage: "review", held: "", unkept: "", placed_at: 5, ...more }] });
const shipment = (stage: string, more: object = {}): Given =>
  ({ shipment: [{ id: "o1", warehouse: "ROT", stage, manifest: null, packer: null, ...more }] }) as Given;
const slot: Given = { pick_slot: [{ id: "r1/1", run: "r1", shipment: "o1" }] };
const run = (more: object): Given => ({ ...slot, pick_run: [{ id: "r1", number: "R0001", stage: "ready", picker: null, ...more }] });
const short: Given = {
  exception_task: [{ id: "x", stage: "open", act: "recount", place: "ROT/A-01", params: { task: "r1/1" }, raised_at: 7 }],
  pick_task: [{ id: "r1/1", shipment: "o1" }],
};

test.each<[string, Given, object | null]>([
  ["in review", order({}), { code: "review", role: "manager", since: 5 }],
  ["held by the office", { ...order({ stage: "approved", held: "credit" }) }, { code: "held", what: "credit" }],
  ["a promise that could not be kept", order({ unkept: "x9" }), { code: "promise", role: "manager" }],
  ["not covered by stock",
    { ...order({ stage: "approved" }), order_line: [{ order: "o1", backordered: 3 }] }, { code: "not_covered", what: "3" }],
  ["approved, not on the floor", order({ stage: "approved" }), { code: "release", role: "lead" }],
  ["on a run that nobody has", { ...shipment("released"), ...run({}) }, { code: "run_unclaimed", role: "picker", what: "R0001" }],
  ["being picked", { ...shipment("picking"), ...run({ picker: "ana", stage: "picking" }) }, { code: "picking", person: "ana" }],
  ["short, under count",
    { ...shipment("picking"), ...run({ picker: "ana" }), ...short }, { code: "count", role: "lead", since: 7 }],
  ["a task about its carton",
    { ...shipment("packed"), carton: [{ id: "o1/1", shipment: "o1" }],
      exception_task: [{ id: "x", stage: "open", act: "take_out", place: "", params: { carton: "o1/1" }, raised_at: 8 }] },
    { code: "task", what: "take_out" }],
  ["a settled task holds nothing up",
    { ...shipment("picked"), ...short, exception_task: [{ ...short.exception_task![0], stage: "settled" }] }, { code: "bench" }],
  ["at the bench", shipment("picked"), { code: "bench", role: "packer" }],
  ["being packed", shipment("packing", { packer: "jonas" }), { code: "packing", person: "jonas" }],
  ["packed, and no truck",
    { ...shipment("packed"), manifest: [{ id: "m", warehouse: "SZX", number: "M9", stage: "open" }] }, { code: "no_truck", role: "dock" }],
  ["packed, and a truck stands open",
    { ...shipment("packed"), manifest: [{ id: "m", warehouse: "ROT", number: "M1", stage: "open" }] }, { code: "truck", what: "M1" }],
  ["on the truck", { ...shipment("loaded", { manifest: "m" }), manifest: [{ id: "m", number: "M1" }] }, { code: "leaving", what: "M1" }],
  ["out", { ...order({ stage: "shipped" }), ...shipment("shipped") }, null],
  ["off", order({ stage: "cancelled" }), null],
  ["the floor is further than the office has heard",
    { ...order({ stage: "released" }), ...shipment("picked") }, { code: "bench" }],
])("%s", (_, given, then) => {
  const found = waitOf(rowsOf(given), "o1");
  if (then === null) expect(found).toBeNull();
  else expect(found).toMatchObject(then);
});
