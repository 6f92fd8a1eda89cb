/** Substitutes that are not taken after all: what they stood for is short again. */

import type { PickTask, ShipmentLine } from "../../generated/rows";
import type { Draft, State } from "../draft";
import { allocate } from "../stock/ledger";
import { GONE, left } from "./cart";
import { linesInstead, standsFor } from "./stands-for";

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

/**
 * As many of a stop's units as are there after all are not replaced, as far as nothing is picked in their place: the last
 * substitute first, and of it what is short in itself. Returns how many.
 */
export function giveUpSome(draft: Draft, task: PickTask, units: number): number {
  let rest = units;
  for (const line of isOpen(draft, task) ? linesInstead(draft, task) : []) {
    const { gives, per, wanted, picked, packed } = line;
    if (!gives || !per) continue;
    const times = Math.min(Math.floor(Math.max(0, wanted - Math.max(picked, packed)) / gives), Math.floor(rest / per));
    if (times === 0) continue;
    const dropped = Math.min(line.short, times * gives);
    notBrought(draft, line, times * gives - dropped);
    giveUp(draft, task, draft.set("shipment_line", line, { short: line.short - dropped }), times * per, times * gives);
    rest -= times * per;
  }
  return units - rest;
}

/** Units of a substitute that nobody brings: of its last stop first. */
function notBrought(draft: Draft, line: ShipmentLine, units: number): void {
  let rest = units;
  for (const stop of stops(draft, line).sort((a, b) => b.sequence - a.sequence)) {
    const share = Math.min(rest, left(stop));
    if (share === 0) continue;
    draft.set("pick_task", stop, { short: stop.short + share });
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -share);
    rest -= share;
  }
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
