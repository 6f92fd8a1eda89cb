/** Units of another product in place of those that are short, with the consent of whoever may give it. */

import type { PickTask, ShipmentLine, Substitute } from "../../generated/rows";
import type { Draft } from "../draft";
import type { Finds } from "../seen";
import { allocate } from "../stock/ledger";
import { positionId } from "../stock/places";
import { GONE } from "./cart";
import type { Rest } from "./elsewhere";

/** What an entry stands for that is not there any more. */
export const NO_ENTRY = { gives: 1, per: 1 } as const;

/** How many of the short units of a stop may be replaced, as far as the other product is free. */
export function replaceable(rows: Finds, task: PickTask, entry: Substitute | undefined, units: number): number {
  const stage = rows.get("shipment", task.shipment)?.stage ?? "cancelled";
  if (!entry?.active || task.cancelled || stage === "cancelled" || GONE.includes(stage)) return 0;
  const at = rows.get("stock_position", positionId(task.warehouse, entry.other));
  const free = at ? Math.max(0, at.on_hand - at.reserved - at.leased) : 0;
  const lacking = Math.min(units, rows.get("shipment_line", task.shipment_line)?.short ?? 0);
  return Math.min(Math.floor(lacking / entry.per), Math.floor(free / entry.gives)) * entry.per;
}

/** The line of the other product. What it promises, and what is held for a count, is the server's. */
export function replaceBy(
  draft: Draft, task: PickTask, other: string, ratio: Pick<Substitute, "gives" | "per">, units: number,
): ShipmentLine {
  const line = draft.need("shipment_line", task.shipment_line);
  if (units > 0) draft.set("shipment_line", line, { wanted: line.wanted - units, short: line.short - units });
  return draft.put("shipment_line", {
    id: `${draft.op}/line`, ver: 0, warehouse: task.warehouse, shipment: task.shipment, product: other,
    wanted: Math.floor(units / ratio.per) * ratio.gives, picked: 0, short: 0, packed: 0, instead_of: line.id,
    gives: ratio.gives, per: ratio.per,
  });
}

/** A stop for each place that the other product is picked from, at the end of the walk; what was not promised asks for nothing. */
export function stopsFor(draft: Draft, task: PickTask, line: ShipmentLine, rests: readonly Rest[]): void {
  const last = Math.max(...draft.where("pick_task", "run", task.run).map((t) => t.sequence));
  let rest = line.wanted;
  for (const [at, { location, lot, units, counts }] of rests.entries()) {
    const share = counts ? Math.min(rest, units) : 0;
    rest -= share;
    draft.put("pick_task", {
      ...task, id: `${draft.op}/${at + 1}`, ver: 0, sequence: last + at + 1, shipment_line: line.id, product: line.product,
      location, lot, quantity: units, picked: 0, put: 0, short: units - share, short_reason: "",
    });
    if (share > 0) allocate(draft, task.warehouse, location, line.product, lot, share);
  }
  if (rest > 0) draft.set("shipment_line", line, { short: rest });
}
