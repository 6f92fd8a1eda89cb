/** Returns of a building, and what they have come to. */

import type { Location, ReturnLine, ReturnReceipt } from "../../generated/rows";
import type { Reads, Seen } from "../seen";
import { returnedOf } from "./lines";

/** Returns that are not closed, those that were begun first going first. */
export const begun = (rows: Reads, warehouse: string): readonly ReturnReceipt[] =>
  rows.where("return_receipt", "stage", "open").filter((one) => one.warehouse === warehouse)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

export const linesOf = (rows: Reads, receipt: string): readonly ReturnLine[] =>
  [...rows.where("return_line", "receipt", receipt)].sort((a, b) => (a.id < b.id ? -1 : 1));

export function sumsOf(lines: readonly ReturnLine[]): { readonly returned: number; readonly expected: number } {
  const sum = (of: (line: ReturnLine) => number): number => lines.reduce((all, line) => all + of(line), 0);
  return { returned: sum(returnedOf), expected: sum((line) => line.expected) };
}

/** Whether a label is one that comes back on a parcel: a carton's, an order's, or the number of an order that is known. */
export const isParcel = ({ error, sscc, form, code }: Seen, rows: Reads): boolean =>
  error === null && (Boolean(sscc) || form === "order" || (form === "text" && rows.where("shipment", "order_number", code ?? "").length > 0));

/** The return that a label was begun with, if it is not closed. */
export function begunWith({ sscc, code }: Seen, rows: Reads, warehouse: string): ReturnReceipt | undefined {
  const orders = sscc ? rows.where("carton", "sscc", sscc).map((carton) => carton.order_number) : [];
  const names = new Set([sscc, sscc ? null : code, ...orders].filter(Boolean));
  return begun(rows, warehouse).find(({ number }) => names.has(number));
}

/** Where goods are set apart in a building. */
export const asideOf = (rows: Reads, warehouse: string): Location | undefined =>
  rows.where("location", "kind", "quarantine").filter((place) => place.warehouse === warehouse).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
