/** The cart of a run: which tote a slot's units are in, and what binding another one moves. */

import type { PickSlot, PickTask, Shipment } from "../../generated/rows";
import type { Draft } from "../draft";
import { allocate, lotAt, transfer } from "../stock/ledger";
import { cart } from "../stock/places";

/** Stages in which a shipment takes no more units. */
export const GONE: readonly string[] = ["packed", "loaded", "shipped"];

/** Units still to be picked or reported short. */
export const left = (task: PickTask): number =>
  task.cancelled ? 0 : Math.max(0, task.quantity - task.picked - task.short);

/** Where a slot's units are: in its tote while that still belongs to the shipment, else loose on the cart. */
export function placeOf(draft: Draft, slot: PickSlot): string {
  const tote = slot.tote === null ? undefined : draft.get("tote", slot.tote);
  return tote !== undefined && tote.shipment === slot.shipment ? tote.id : cart(slot.warehouse);
}

/** Bind a tote to a slot; units picked before go with it. A tote that nobody entered yet is entered. */
export function bind(draft: Draft, slot: PickSlot, code: string): void {
  const { warehouse } = slot;
  const before = placeOf(draft, slot);
  const id = link(draft, slot, code);
  if (before === cart(warehouse)) return fromCart(draft, slot, before, id);
  if (before === id) return;
  for (const stock of draft.where("stock", "location", before)) {
    transfer(draft, warehouse, stock.product, stock.lot, before, id, stock.quantity);
  }
  draft.set("tote", draft.need("tote", before), { shipment: null });
}

/** Make a tote that of a slot from now on; what the one before holds stays there. Returns the tote's id. */
export function link(draft: Draft, slot: PickSlot, code: string): string {
  const { warehouse, shipment } = slot;
  const id = `${warehouse}/${code}`;
  const tote = draft.get("tote", id) ?? { id, ver: 0, warehouse, code, shipment: null };
  draft.set("tote", tote, { shipment });
  if (draft.get("location", id) === undefined) {
    draft.put("location", { id, ver: 0, warehouse, code, kind: "tote", zone: "", pick_sequence: 0, check_digits: "" });
  }
  draft.set("pick_slot", slot, { tote: id });
  return id;
}

function fromCart(draft: Draft, slot: PickSlot, from: string, tote: string): void {
  for (const task of draft.where("pick_task", "slot", slot.id)) {
    const loose = draft.where("stock", "location", from);
    const lot = lotAt(loose, task.product, task.lot);
    const there = loose
      .filter((s) => s.product === task.product && s.lot === lot)
      .reduce((sum, s) => sum + s.quantity, 0);
    transfer(draft, slot.warehouse, task.product, lot, from, tote, Math.min(task.picked, there));
  }
}

/** Units picked that the order does not take (any more). */
export function surplus(task: PickTask, shipment: Shipment): number {
  const takes = task.cancelled || GONE.includes(shipment.stage) ? 0 : task.quantity - task.short;
  return Math.max(0, task.picked - takes);
}

/** Count units of a task, of its line, and what the bin is still counted on for. */
export function countPicked(draft: Draft, task: PickTask, change: number): PickTask {
  const picked = task.picked + change;
  const after = draft.set("pick_task", task, { picked, put: Math.min(task.put, picked) });
  allocate(draft, task.warehouse, task.location, task.product, task.lot, left(after) - left(task));
  const line = draft.need("shipment_line", task.shipment_line);
  draft.set("shipment_line", line, { picked: line.picked + change });
  return after;
}

/**
 * Count units that were not there. The bin stays counted on for them until somebody has counted it.
 *
 * Units that turn up are to be picked, but for those that more was picked in place of, or whose order is off.
 */
export function countShort(draft: Draft, task: PickTask, change: number, reason: string): void {
  const line = draft.need("shipment_line", task.shipment_line);
  draft.set("shipment_line", line, { short: line.short + change });
  const after = draft.set("pick_task", task, { short: task.short + change, short_reason: reason });
  const freed = left(task) + task.short - left(after) - after.short;
  if (freed !== 0) allocate(draft, task.warehouse, task.location, task.product, task.lot, -freed);
}
