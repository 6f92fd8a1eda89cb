/** Where else the units of a short stop lie, as far as this device knows: nothing that is promised or too old. */

import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { compare } from "../compare";
import type { Reads } from "../seen";
import { positionId } from "../stock/places";
import { neededUntil, ruleOf } from "./rules";

export type OtherBins = NonNullable<Ops["pick.short"]["instead"]>;

/** As many as one op may name. */
const BINS_MAX = 4;

/** Bins that hold what is missing, as the rules of the class have it; empty where they do not hold all of it. `today`: yyyy-mm-dd. */
export function otherBins(rows: Reads, task: PickTask, units: number, today: string): OtherBins {
  const free = rows.get("stock_position", positionId(task.warehouse, task.product));
  if (!free || free.on_hand - free.reserved - free.leased < units) return [];
  const rule = ruleOf(rows, task.warehouse, task.product);
  const until = rule.expiry === "none" ? today : neededUntil(rule, today);
  const fefo = rule.fefo !== "none";
  const shelves = rows
    .where("stock", "product", task.product)
    .filter((stock) => stock.warehouse === task.warehouse && stock.location !== task.location)
    .flatMap((stock) => {
      const place = rows.get("location", stock.location);
      const expiry = rows.get("lot", `${task.product}/${stock.lot}`)?.expiry ?? "9999-12-31";
      const open = stock.quantity - stock.allocated;
      return place?.kind === "bin" && expiry >= until && open > 0 ? [{ stock, place, expiry, open }] : [];
    })
    .sort((a, b) => (fefo ? compare(a.expiry, b.expiry) : 0) || a.place.pick_sequence - b.place.pick_sequence || compare(a.place.id, b.place.id));
  const found: { location: string; lot: string; units: number }[] = [];
  let rest = units;
  for (const { stock, open } of shelves.slice(0, BINS_MAX)) {
    const share = Math.min(rest, open);
    if (share > 0) found.push({ location: stock.location, lot: stock.lot, units: share });
    rest -= share;
  }
  return rest === 0 ? found : [];
}
