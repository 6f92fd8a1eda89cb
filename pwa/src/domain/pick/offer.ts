/** What a picker is offered in place of units that are short: what may go, is agreed to or asked for, and is in stock. */

import type { PickTask, Substitute } from "../../generated/rows";
import type { Reads } from "../seen";
import { otherBins, type OtherBins } from "./otherbins";
import { replaceable } from "./replace";

export interface Offer {
  readonly entry: Substitute;
  /** Units that are replaced, and units of the other product for them. */
  readonly units: number;
  readonly given: number;
  readonly places: OtherBins;
  /** Whether somebody has to be asked first. */
  readonly asks: boolean;
}

/** What may go in place of a product, what is offered first in front. */
export const listOf = (rows: Reads, product: string): Substitute[] =>
  rows
    .where("substitute", "product", product)
    .filter(({ active }) => active)
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));

/** The first that is in stock; null if nothing may go, or it was asked before. */
export function offerFor(rows: Reads, task: PickTask, units: number, today: string): Offer | null {
  const consent = rows.get("shipment", task.shipment)?.substitutes ?? "ask";
  if (consent === "never" || rows.get("substitute_ask", task.id)) return null;
  for (const entry of listOf(rows, task.product)) {
    const replaced = replaceable(rows, task, entry, units);
    const given = (replaced / entry.per) * entry.gives;
    const places = given > 0 ? otherBins(rows, { ...task, product: entry.other, location: "" }, given, today) : [];
    if (places.length > 0) return { entry, units: replaced, given, places, asks: consent !== "always" };
  }
  return null;
}
