/** Serial numbers of units that were picked: each is taken once. */

import type { PickedSerial, PickTask } from "../../generated/rows";
import type { Draft } from "../draft";
import type { Finds } from "../seen";

const idOf = (product: string, serial: string): string => `${product}/${serial}`;

/** The unit as it was picked before, if it is not back. */
export function taken(rows: Finds, product: string, serial: string): PickedSerial | undefined {
  const found = rows.get("picked_serial", idOf(product, serial));
  return found?.task && !found.back_with ? found : undefined;
}

/** A unit is picked at a stop. */
export function take(draft: Draft, task: PickTask, serial: string, lot: string): void {
  const { id: stop, warehouse, product, shipment, order_number } = task;
  const id = idOf(product, serial);
  const ver = draft.get("picked_serial", id)?.ver ?? 0;
  draft.put("picked_serial", {
    id, ver, warehouse, product, serial, lot, task: stop, shipment, order_number, picked_by: draft.author, picked_at: draft.at, shipped_at: null,
    back_with: null,
  });
}

/** A unit is back: its number may be taken again. */
export const free = (draft: Draft, unit: PickedSerial): void =>
  void draft.set("picked_serial", unit, { task: "", shipment: "", order_number: "" });

/** A unit that had left is here again, and may be sold: somebody looked at it with a return. */
export function comeBack(draft: Draft, receipt: string, product: string, serial: string): void {
  const found = draft.get("picked_serial", idOf(product, serial));
  if (found && found.shipped_at !== null && !found.back_with) draft.set("picked_serial", found, { back_with: receipt });
}

/** What was said of a unit that came back is taken back: the customer still has it, as far as anybody knows. */
export function notBack(draft: Draft, receipt: string, product: string, serial: string): void {
  const found = draft.get("picked_serial", idOf(product, serial));
  if (found && found.shipped_at !== null && found.back_with === receipt) draft.set("picked_serial", found, { back_with: null });
}
