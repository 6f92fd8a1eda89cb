/** The rest of a short stop from other bins, at the end of the same walk; and what becomes of it when units turn up. */

import type { PickTask } from "../../generated/rows";
import type { Draft } from "../draft";
import { allocate } from "../stock/ledger";
import { left } from "./cart";

/** Units that a picker goes to another balance for. `counts`: it is in a bin of this warehouse. */
export interface Rest {
  readonly location: string;
  readonly lot: string;
  readonly units: number;
  readonly counts: boolean;
}

/** Append a stop for each rest; together they replace at most `units`. What is held for the count is the server's. */
export function goOn(draft: Draft, task: PickTask, units: number, rests: readonly Rest[]): void {
  const last = Math.max(...draft.where("pick_task", "run", task.run).map((t) => t.sequence));
  let rest = units;
  for (const [at, wanted] of rests.entries()) {
    const share = wanted.counts ? Math.min(rest, wanted.units) : 0;
    rest -= share;
    draft.put("pick_task", {
      ...task, id: `${draft.op}/${at + 1}`, ver: 0, sequence: last + at + 1, location: wanted.location, lot: wanted.lot,
      quantity: wanted.units, picked: 0, put: 0, short: wanted.units - share, short_reason: "",
    });
    if (share > 0) allocate(draft, task.warehouse, wanted.location, task.product, wanted.lot, share);
  }
  if (rest < units) count(draft, task, rest - units);
}

/** Units that were to come from elsewhere are not needed there: the last stops first. Returns how many. */
export function notElsewhere(draft: Draft, task: PickTask, units: number): number {
  const instead = takeBack(draft, task, units);
  if (instead > 0) count(draft, task, instead);
  return instead;
}

function takeBack(draft: Draft, task: PickTask, units: number): number {
  let rest = units;
  const stops = draft.where("pick_task", "run", task.run).sort((a, b) => b.sequence - a.sequence);
  for (const stop of stops) {
    const share = Math.min(rest, left(stop));
    if (share === 0 || stop.shipment_line !== task.shipment_line || stop.id === task.id) continue;
    draft.set("pick_task", stop, { short: stop.short + share });
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -share);
    rest -= share;
  }
  return units - rest;
}

function count(draft: Draft, task: PickTask, change: number): void {
  const line = draft.need("shipment_line", task.shipment_line);
  draft.set("shipment_line", line, { short: line.short + change });
}
