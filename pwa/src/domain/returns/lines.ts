/** Counting what comes back on its line. */

import type { Ops } from "../../generated/ops";
import type { ReturnLine, ReturnReceipt } from "../../generated/rows";
import type { Draft } from "../draft";
import { isHeld } from "../stock/carry";
import { adjustment } from "../stock/places";

export type Disposition = Ops["returns.inspect"]["disposition"];

const FIELD = { restock: "restocked", quarantine: "quarantined", scrap: "scrapped" } as const;

/** Beyond the walls: where what comes back comes from. */
export const customer = (warehouse: string): string => `${warehouse}/customer`;

/** The line as it stands; a new one, of which nothing was sent, if there is none. */
export function lineOf(draft: Draft, { id: receipt, warehouse }: ReturnReceipt, product: string): ReturnLine {
  const id = `${receipt}/${product}`;
  return draft.get("return_line", id)
    ?? { id, ver: 0, warehouse, receipt, product, expected: 0, restocked: 0, quarantined: 0, scrapped: 0, reasons: {} };
}

/**
 * What of a shipment may still come back with this return, by product: some, and in the order of the products. What came
 * back before is not expected again, nor what another return that is open expects.
 */
export function leftOf(draft: Draft, receipt: string, shipment: string): [product: string, units: number][] {
  const left = new Map<string, number>();
  const add = (product: string, units: number): unknown => left.set(product, (left.get(product) ?? 0) + units);
  for (const line of draft.where("shipment_line", "shipment", shipment)) add(line.product, line.packed);
  for (const other of draft.where("return_receipt", "shipment", shipment)) {
    for (const came of other.id === receipt ? [] : draft.where("return_line", "receipt", other.id)) {
      add(came.product, -(other.stage === "open" ? Math.max(returnedOf(came), came.expected) : returnedOf(came)));
    }
  }
  return [...left].filter(([, units]) => units > 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Units of a line that are more than was sent, whichever return of the order they came with; 0 for a blind one. */
export function beyond(draft: Draft, { id, shipment }: ReturnReceipt, line: ReturnLine): number {
  if (shipment === null) return 0;
  const lines = draft.where("shipment_line", "shipment", shipment);
  if (lines.length === 0) return overOf(line);
  const sent = lines.reduce((sum, { product, packed }) => sum + (product === line.product ? packed : 0), 0);
  const others = draft.where("return_receipt", "shipment", shipment).filter((other) => other.id !== id);
  const before = others.map((other) => draft.get("return_line", `${other.id}/${line.product}`));
  return Math.max(0, before.reduce((sum, one) => sum + (one ? returnedOf(one) : 0), returnedOf(line)) - sent);
}

/** Where goods are in the books: what is scrapped leaves them as any loss does. */
export const placeOf = (warehouse: string, location: string, disposition: Disposition): string =>
  disposition === "scrap" ? adjustment(warehouse) : location;

/** What really becomes of goods: those put into quarantine are held, whatever button was pressed. */
export const madeOf = (place: string, disposition: Disposition): Disposition =>
  disposition === "restock" && isHeld(place) ? "quarantine" : disposition;

/** The units of a line of which this was made. */
export const counted = (line: ReturnLine, disposition: Disposition): number => line[FIELD[disposition]];

/** Units that came back, whatever became of them. */
export const returnedOf = (line: ReturnLine): number => line.restocked + line.quarantined + line.scrapped;

/** Units that came back beyond what was sent. */
export const overOf = (line: ReturnLine): number => Math.max(0, returnedOf(line) - line.expected);

/** Units came back, or with a minus they did not. */
export function count(draft: Draft, line: ReturnLine, disposition: Disposition, reason: string, units: number): ReturnLine {
  const all = { ...line.reasons, [reason]: Math.max(0, Number(line.reasons[reason] ?? 0) + units) };
  const reasons = Object.fromEntries(Object.entries(all).filter(([, n]) => n !== 0));
  return draft.set("return_line", line, { [FIELD[disposition]]: counted(line, disposition) + units, reasons });
}
