/** Orders with more than one tote. */

import type { PickSlot } from "../../generated/rows";
import type { Draft } from "../draft";
import { lotAt, transfer } from "../stock/ledger";
import { cart } from "../stock/places";
import { bind, link, placeOf } from "./cart";

/** Bind one more tote to a slot. The one before keeps what was put into it; units in the hand go into the new one. */
export function bindFurther(draft: Draft, slot: PickSlot, code: string): void {
  const { warehouse } = slot;
  const before = placeOf(draft, slot);
  if (before === cart(warehouse)) return bind(draft, slot, code);
  const id = link(draft, slot, code);
  for (const task of draft.where("pick_task", "slot", slot.id)) {
    const stocks = draft.where("stock", "location", before);
    const lot = lotAt(stocks, task.product, task.lot);
    const there = stocks.filter((s) => s.product === task.product && s.lot === lot).reduce((all, s) => all + s.quantity, 0);
    transfer(draft, warehouse, task.product, lot, before, id, Math.min(task.picked - task.put, there));
  }
}

/** Where units of a slot are: in its tote, or else in another of its order that holds enough of them. */
export function holderOf(draft: Draft, slot: PickSlot, product: string, units: number): string {
  const first = placeOf(draft, slot);
  const totes = draft.where("tote", "shipment", slot.shipment).map((tote) => tote.id);
  const holds = (place: string): number =>
    draft.where("stock", "location", place).filter((s) => s.product === product).reduce((all, s) => all + s.quantity, 0);
  return [first, ...totes].find((place) => holds(place) >= units) ?? first;
}
