/**
 * Balances while goods change place. The server also writes the move itself; devices never see moves.
 */

import type { Stock, StockPosition } from "../../generated/rows";
import type { Draft } from "../draft";
import { adjustment, isOutside, positionId, stockId } from "./places";

export function balance(draft: Draft, warehouse: string, location: string, product: string, lot: string): Stock {
  const id = stockId(location, product, lot);
  return draft.get("stock", id) ?? { id, ver: 0, warehouse, location, product, lot, quantity: 0, allocated: 0, corrected: 0 };
}

export function position(draft: Draft, warehouse: string, product: string): StockPosition {
  const id = positionId(warehouse, product);
  return draft.get("stock_position", id)
    ?? { id, ver: 0, warehouse, product, on_hand: 0, short_open: 0, reserved: 0, leased: 0 };
}

/** Units turned up within the walls: an open shortage shrinks. */
export function arrive(draft: Draft, warehouse: string, product: string, units: number): void {
  const p = position(draft, warehouse, product);
  const on_hand = p.on_hand + units;
  const short_open = Math.min(p.short_open, Math.max(0, p.reserved + p.leased - on_hand));
  draft.set("stock_position", p, { on_hand, short_open });
}

export function book(
  draft: Draft, warehouse: string, product: string, lot: string, from: string, to: string, units: number,
): void {
  for (const [place, change] of [[from, -units], [to, units]] as const) {
    if (isOutside(place)) continue;
    const before = balance(draft, warehouse, place, product, lot);
    const found = [from, to].includes(adjustment(warehouse)) ? change : 0;
    draft.set("stock", before, { quantity: before.quantity + change, corrected: before.corrected + found });
  }
}

/**
 * Units that went from one place to another, as somebody saw it. Returns how many of them the books did not hold at
 * `from`: those are booked in first, so that no place goes below zero.
 */
export function transfer(
  draft: Draft, warehouse: string, product: string, lot: string, from: string, to: string, units: number,
): number {
  if (units === 0 || from === to) return 0;
  const held = balance(draft, warehouse, from, product, lot).quantity;
  const missing = isOutside(from) ? 0 : Math.max(0, units - held);
  if (missing > 0) {
    book(draft, warehouse, product, lot, adjustment(warehouse), from, missing);
    arrive(draft, warehouse, product, missing);
  }
  book(draft, warehouse, product, lot, from, to, units);
  if (isOutside(from) && !isOutside(to)) arrive(draft, warehouse, product, units);
  return missing;
}

/** Raise or lower what pick tasks count on at a place. */
export function allocate(
  draft: Draft, warehouse: string, place: string, product: string, lot: string, change: number,
): void {
  const before = balance(draft, warehouse, place, product, lot);
  draft.set("stock", before, { allocated: Math.max(0, before.allocated + change) });
}

/** The lot of a product to take from a place: the preferred one, or another that is there. */
export function lotAt(stocks: readonly Stock[], product: string, preferred: string): string {
  const there = stocks.filter((s) => s.product === product && s.quantity > 0).map((s) => s.lot);
  return there.includes(preferred) ? preferred : (there[0] ?? preferred);
}
