import { expect, test } from "vitest";
import type { ExceptionTask } from "../../generated/rows";
import { rowsOf } from "../rows-example";
import { byUrgency, piles, shipmentOf } from "./urgent";

const task = (id: string, raised: number, params: ExceptionTask["params"], place = "ROT/A-01"): ExceptionTask =>
  ({ id, raised_at: raised, params, place, stage: "open" }) as ExceptionTask;
const rows = rowsOf({
  shipment: [
    { id: "o1", stage: "packed", due_at: 900, manifest: null },
    { id: "o2", stage: "loaded", due_at: null, manifest: "m1" },
    { id: "o3", stage: "picking", due_at: 500, manifest: null },
    { id: "o4", stage: "shipped", due_at: 1, manifest: "m2" },
  ],
  manifest: [{ id: "m1", number: "M0001", stage: "open" }, { id: "m2", number: "M0002", stage: "handed_over" }],
  pick_task: [{ id: "r1/1", shipment: "o3" }],
  carton: [{ id: "o2/1", shipment: "o2" }],
  carton_item: [{ id: "o2/1/BOLT/", carton: "o2/1" }],
  tote: [{ id: "ROT/T-1", shipment: "o1" }],
});

test("what keeps a truck goes first, then what is due, then what is old", () => {
  const tasks = [
    task("old", 1, {}), task("due-later", 2, { shipment: "o1" }), task("older-due", 9, { task: "r1/1" }),
    task("truck", 10, { carton: "o2/1" }), task("older", 0, {}), task("out", 3, { shipment: "o4" }),
  ];
  expect(byUrgency(rows, tasks).map(({ task }) => task.id)).toEqual(
    ["truck", "older-due", "due-later", "older", "old", "out"],
  );
  expect(byUrgency(rows, tasks)[0]).toMatchObject({ truck: "M0001", shipment: { id: "o2" } });
});

test("the order is found by what a task names, or by the tote", () => {
  expect(shipmentOf(rows, task("x", 1, { item: "o2/1/BOLT/" }))?.id).toBe("o2");
  expect(shipmentOf(rows, task("x", 1, { from: "ROT/T-1" }))?.id).toBe("o1");
  expect(shipmentOf(rows, task("x", 1, {}, "ROT/T-1"))?.id).toBe("o1");
  expect(shipmentOf(rows, task("x", 1, {}))).toBeNull();
});

test("units scanned one by one are one pile to carry; another place, hand or product is another", () => {
  const unit = (id: string, some: Partial<ExceptionTask> = {}): ExceptionTask => ({
    ...task(id, 1, { task: "r1/1", units: 1, from: "ROT/T-1" }),
    act: "put_back", code: "over_pick", product: "BOLT", quantity: 1, choices: ["put_back_done"], owner: null, due_at: null, ...some,
  });
  const found = piles(
    byUrgency(rows, [
      unit("a"), unit("b"), unit("c", { place: "ROT/B-02" }), unit("d", { owner: "ana" }), unit("e", { product: "NUT" }),
      unit("f", { quantity: 3 }), unit("g", { act: "recount" }), unit("h", { act: "recount" }),
    ]),
  );
  expect(found.map(({ tasks, units }) => [tasks.map(({ id }) => id).join(""), units])).toEqual(
    [["abf", 5], ["c", 1], ["d", 1], ["e", 1], ["g", 1], ["h", 1]],
  );
});
