/** What a count does to the books: it sets what was found against the goods that moved, and not against other counts. */

import type { StockCounted } from "../../generated/rows";
import type { Draft } from "../draft";
import { carry } from "../stock/carry";
import { balance } from "../stock/ledger";
import { adjustment } from "../stock/places";

/** Add units to a balance, or take them off. Returns how many were not there to take, and how far the shortage grew. */
export function correct(
  draft: Draft, warehouse: string, place: string, product: string, lot: string, units: number,
): { missing: number; grew: number } {
  if (units >= 0) {
    carry(draft, warehouse, product, lot, adjustment(warehouse), place, units);
    return { missing: 0, grew: 0 };
  }
  const there = Math.min(-units, balance(draft, warehouse, place, product, lot).quantity);
  if (there === 0) return { missing: -units, grew: 0 };
  const { grew } = carry(draft, warehouse, product, lot, place, adjustment(warehouse), there);
  return { missing: -units - there, grew };
}

/** The task of an earlier count waits no longer: somebody counted again. */
export function close(draft: Draft, last: StockCounted | undefined, settledAs: string): void {
  const task = last?.task ? draft.get("exception_task", last.task) : undefined;
  if (task?.stage !== "open") return;
  draft.set("exception_task", task, { stage: "settled", settled_by: draft.author, settled_as: settledAs });
}
