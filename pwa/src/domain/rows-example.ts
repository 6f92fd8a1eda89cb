/** A small warehouse for tests of rules: rows by table, with defaults for what a test does not speak of. */

import type { TableName, Tables } from "../generated/rows";
import type { Reads } from "./seen";

export type Given = { [T in TableName]?: Partial<Tables[T]>[] };

export function rowsOf(given: Given): Reads {
  const all = <T extends TableName>(table: T): Tables[T][] => (given[table] ?? []) as Tables[T][];
  return {
    all,
    get: (table, id) => all(table).find((row) => row.id === id),
    where: (table, field, value) => all(table).filter((row) => row[field] === value),
  };
}

export const task = (more: Partial<Tables["pick_task"]>): Partial<Tables["pick_task"]> => ({
  id: "run/1",
  ver: 1,
  warehouse: "ROT",
  run: "run",
  sequence: 1,
  slot: "run/s1",
  shipment: "o1",
  shipment_line: "o1/1",
  order_number: "10421",
  product: "BOLT",
  location: "ROT/A-12-04",
  lot: "",
  quantity: 2,
  picked: 0,
  put: 0,
  short: 0,
  short_reason: "",
  cancelled: false,
  ...more,
});

export const slot = (more: Partial<Tables["pick_slot"]>): Partial<Tables["pick_slot"]> => ({
  id: "run/s1",
  ver: 1,
  warehouse: "ROT",
  run: "run",
  slot: 1,
  shipment: "o1",
  order_number: "10421",
  tote: "ROT/T-0007",
  ...more,
});
