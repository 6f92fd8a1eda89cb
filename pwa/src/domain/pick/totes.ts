/** Orders with more than one tote. */

import type { PickSlot, Stock } from "../../generated/rows";
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

interface Held {
  readonly place: string;
  readonly lot: string;
  readonly units: number;
}

/**
 * Where units of a slot are taken from. What is of the wanted lot goes first, a place that has all of it before others,
 * and the slot's own tote before the further ones of its order. What nothing holds by the books is of its own tote.
 */
export function heldBy(draft: Draft, slot: PickSlot, product: string, lot: string, units: number): Held[] {
  const first = placeOf(draft, slot);
  const totes = draft.where("tote", "shipment", slot.shipment).map((tote) => tote.id);
  const places = [first, ...totes.filter((id) => id !== first)];
  const stocks = places.flatMap((place) => draft.where("stock", "location", place).filter((s) => s.product === product));
  const found: Held[] = [];
  let left = units;
  const rank = (stock: Stock): number => (stock.lot === lot ? 0 : 2) + (stock.quantity < units ? 1 : 0);
  for (const stock of [...stocks].sort((a, b) => rank(a) - rank(b))) {
    const taken = Math.min(left, Math.max(0, stock.quantity));
    if (taken > 0) found.push({ place: stock.location, lot: stock.lot, units: taken });
    left -= taken;
  }
  return left > 0 ? [...found, { place: first, lot, units: left }] : found;
}
