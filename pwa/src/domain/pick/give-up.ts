/** Substitutes that are not taken after all: what they stood for is short again. */

import type { PickTask, ShipmentLine } from "../../generated/rows";
import type { Draft, State } from "../draft";
import { allocate } from "../stock/ledger";
import { GONE, left } from "./cart";
import { standsFor } from "./stands-for";

/**
 * None of a substitute is taken: its stops are off, and the walk asks to put back what was picked there. What is promised
 * is the server's. Returns how many units are short again, and how many of the substitute they were.
 */
export function giveUpAll(draft: Draft, task: PickTask, line: ShipmentLine): [number, number] {
  const units = line.instead_of === task.shipment_line && isOpen(draft, task) ? standsFor(line) : 0;
  if (units === 0) return [0, 0];
  for (const stop of stops(draft, line)) {
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -left(stop));
    draft.set("pick_task", stop, { cancelled: true });
  }
  giveUp(draft, task, line, units, line.wanted);
  draft.set("shipment_line", draft.need("shipment_line", line.id), { short: 0 });
  return [units, line.wanted];
}

function isOpen(rows: State, task: PickTask): boolean {
  const stage = rows.get("shipment", task.shipment)?.stage ?? "cancelled";
  return !task.cancelled && stage !== "cancelled" && !GONE.includes(stage);
}

/** The stops of a line, on whatever walk: what the office has agreed to may come on one of its own. */
const stops = (draft: Draft, line: ShipmentLine): PickTask[] =>
  draft.where("pick_task", "shipment_line", line.id).filter((stop) => !stop.cancelled);

function giveUp(draft: Draft, task: PickTask, line: ShipmentLine, units: number, given: number): void {
  const old = draft.need("shipment_line", task.shipment_line);
  draft.set("shipment_line", old, { wanted: old.wanted + units, short: old.short + units });
  draft.set("shipment_line", line, { wanted: line.wanted - given });
}
