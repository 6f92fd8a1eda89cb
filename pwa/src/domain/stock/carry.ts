/** Goods that go to or from any place: beyond the walls and into quarantine they are on hand no longer. */

import type { Draft } from "../draft";
import { arrive, balance, book, position } from "./ledger";
import { adjustment, codeOf, isOutside } from "./places";

const QUARANTINE = "QUARANTINE";

/** Beyond the walls: where received goods come from. */
export const supplier = (warehouse: string): string => `${warehouse}/supplier`;

/** Whether a place is of quarantine: what lies there is ours, and nobody may pick or promise it. */
export function isHeld(place: string): boolean {
  const code = codeOf(place);
  return code === QUARANTINE || code.startsWith(`${QUARANTINE}-`);
}

/** Whether what lies at a place counts as on hand. */
export const isFree = (place: string): boolean => !isOutside(place) && !isHeld(place);

/** Units went out of the walls, or are not there: a shortage may open. Returns how far it grew. */
function leave(draft: Draft, warehouse: string, product: string, units: number): number {
  const p = position(draft, warehouse, product);
  const on_hand = p.on_hand - units;
  const short_open = Math.max(0, p.reserved + p.leased - on_hand);
  draft.set("stock_position", p, { on_hand, short_open });
  return Math.max(0, short_open - p.short_open);
}

/** Returns the units that the books did not hold at `from`, which are booked in first, and how far the shortage grew. */
export function carry(
  draft: Draft, warehouse: string, product: string, lot: string, from: string, to: string, units: number,
): { readonly missing: number; readonly grew: number } {
  if (units === 0 || from === to) return { missing: 0, grew: 0 };
  const held = balance(draft, warehouse, from, product, lot).quantity;
  const missing = isOutside(from) ? 0 : Math.max(0, units - held);
  if (missing > 0) {
    book(draft, warehouse, product, lot, adjustment(warehouse), from, missing);
    if (isFree(from)) arrive(draft, warehouse, product, missing);
  }
  book(draft, warehouse, product, lot, from, to, units);
  if (isFree(to) && !isFree(from)) arrive(draft, warehouse, product, units);
  return { missing, grew: isFree(from) && !isFree(to) ? leave(draft, warehouse, product, units) : 0 };
}
