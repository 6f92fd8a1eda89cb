/** The order of loading, and what the board of the docks says. */

import { expect, it } from "vitest";
import type { Carton, Manifest } from "../../generated/rows";
import { rowsOf, type Given } from "../rows-example";
import { doors, truck } from "./board";
import { behindIt, toLoad } from "./stops";

const m1 = { id: "m1", warehouse: "ROT", number: "M0001", dock: "D1", carrier: "DHL", stage: "open" } as Manifest;
const stop = (shipment: string, at: number, manifest = "m1") => ({ id: `${manifest}/${shipment}`, warehouse: "ROT", manifest, shipment, stop: at });
const carton = (shipment: string, n: number, more: Partial<Carton> = {}): Carton =>
  ({ id: `${shipment}/${n}`, shipment, order_number: shipment.toUpperCase(), number: n, stage: "closed", manifest: null, warehouse: "ROT", ...more }) as Carton;
const on = { stage: "loaded", manifest: "m1" } as const;
const shipment = (id: string, stage: string, more: object = {}) => ({ id, warehouse: "ROT", order_number: id.toUpperCase(), stage, due_at: null, packer: null, ...more }) as never;
const at = (more: Given = {}) =>
  rowsOf({
    manifest: [m1],
    manifest_stop: [stop("a", 1), stop("b", 2), stop("c", 3), stop("d", 0)],
    shipment: [shipment("a", "packed"), shipment("b", "packed"), shipment("c", "packed")],
    carton: [carton("a", 1), carton("b", 1), carton("c", 1), carton("c", 2), carton("d", 1)],
    ...more,
  });

it("loads the last stop first", () => {
  expect(toLoad(at(), "m1").map(({ id }) => id)).toEqual(["c/1", "c/2", "b/1", "a/1"]);
});

it("tells of a carton behind which another one would stand", () => {
  expect(behindIt(at(), m1.id, [carton("a", 1)])).toEqual({ order: "C", stop: 3 });
  expect(behindIt(at(), m1.id, [carton("c", 1)])).toBeNull();
  const loaded = [carton("c", 1, on), carton("c", 2, on), carton("b", 1), carton("a", 1)];
  expect(behindIt(at({ carton: loaded }), m1.id, [carton("b", 1)])).toBeNull();
  expect(behindIt(at({ carton: loaded }), m1.id, [carton("a", 1)])).toEqual({ order: "B", stop: 2 });
});

it("tells of a pallet by the first stop of what lies on it", () => {
  const [a, b] = [carton("a", 1, on), carton("b", 1, on)];
  const rows = at({ carton: [a, b, carton("c", 1), carton("c", 2, on)] });
  expect(behindIt(rows, m1.id, [carton("c", 2, on), b, a])).toEqual({ order: "C", stop: 3 });
  expect(behindIt(rows, m1.id, [carton("c", 2, on)])).toBeNull();
  expect(behindIt(rows, m1.id, [carton("d", 1)])).toBeNull();
});

it("waits for nothing that must not go", () => {
  const load_hold = [{ id: "ROT/order/c", held: true }];
  expect(behindIt(at({ load_hold }), m1.id, [carton("b", 1)])).toBeNull();
  expect(behindIt(at({ load_hold }), m1.id, [carton("a", 1)])).toEqual({ order: "B", stop: 2 });
});

it("tells nothing of what nobody has planned", () => {
  expect(behindIt(at(), m1.id, [carton("d", 1)])).toBeNull();
  expect(behindIt(at({ manifest_stop: [] }), m1.id, [carton("a", 1)])).toBeNull();
});

it("counts what a truck has, lacks and must leave, and says who can do something about it", () => {
  const rows = at({
    shipment: [
      shipment("a", "packed", { due_at: 700 }), shipment("b", "packing", { packer: "jonas", due_at: 500 }), shipment("c", "loaded", { due_at: 300 }),
      shipment("e", "picking"), shipment("f", "packed"),
    ],
    manifest_stop: [stop("a", 1), stop("b", 2), stop("c", 3), stop("e", 4), stop("f", 5)],
    carton: [carton("a", 1), carton("b", 1, { stage: "open" }), carton("c", 1, on), carton("c", 2, on), carton("f", 1)],
    load_hold: [{ id: "ROT/order/f", held: true, by: "marta", reason: "Seal" }],
    pick_slot: [{ id: "r/1", run: "r", shipment: "e" }],
    pick_run: [{ id: "r", stage: "picking", picker: "ana" }],
  } as Given);
  expect(truck(rows, m1)).toEqual({
    manifest: m1, due: 500, loaded: 2, expected: 4, missing: 1, held: 1,
    blocks: [
      { order: "B", why: "packing", who: "jonas", says: "" },
      { order: "E", why: "not_picked", who: "ana", says: "" },
      { order: "F", why: "held", who: "marta", says: "Seal" },
    ],
  });
});

it("has no number to expect where nobody has planned, and names a carton that is on another truck", () => {
  expect(truck(at({ manifest_stop: [], carton: [carton("a", 1, on)] }), m1)).toMatchObject({ loaded: 1, expected: null, missing: 0, blocks: [] });
  const m2 = { ...m1, id: "m2", number: "M0002" };
  const rows = at({ manifest: [m1, m2], carton: [carton("a", 1, { stage: "loaded", manifest: "m2" })] });
  expect(truck(rows, m1).blocks[0]).toEqual({ order: "A", why: "other_truck", who: "", says: "M0002" });
});

it("puts doors with a truck first, by when it is due", () => {
  const rows = at({
    manifest: [{ ...m1, dock: "D2" }, { ...m1, id: "m2", dock: "D3" }, { ...m1, id: "m3", dock: "D9", warehouse: "SZX" }, { ...m1, id: "m4", stage: "handed_over" }],
    manifest_stop: [stop("a", 1), stop("b", 1, "m2")],
    shipment: [shipment("a", "packed", { due_at: 700 }), shipment("b", "packed", { due_at: 500 })],
    location: ["D1", "D2"].map((code) => ({ id: `ROT/${code}`, warehouse: "ROT", code, kind: "dock" as const })),
  });
  expect(doors(rows, "ROT").map(({ dock, trucks }) => `${dock}:${trucks.length}`)).toEqual(["D3:1", "D2:1", "D1:0"]);
});
