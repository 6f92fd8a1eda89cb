/** A scan at a stop as goods in a picker's hand. */

import type { PickTask } from "../../generated/rows";
import { goodsOf, type Finds, type Seen } from "../seen";
import { broken, type Broken, type Taken } from "./held-to";
import { neededUntil, ruleOf } from "./rules";

/** `scans` counts what was scanned, packs as one each. Null if it is neither the product of the stop nor its place. */
export function handOf(rows: Finds, task: PickTask, seen: Seen, scans: number): Taken | null {
  const goods = goodsOf(seen, rows);
  if (!goods && seen.form === "location") return { lot: "", serial: "", expiry: null, units: scans, byPlace: true };
  if (goods?.product !== task.product) return null;
  const tracked = rows.get("product", task.product)?.lot_tracked === true;
  return {
    lot: tracked ? (seen.lot ?? "") : "", serial: seen.serial ?? "", expiry: seen.expiry, units: goods.units * scans,
    byPlace: false,
  };
}

/** All that goods break where this device holds to at least one of it, the gravest first; else undefined. */
export function forced(rows: Finds, task: PickTask, goods: Taken, today: string): readonly [Broken, ...Broken[]] | undefined {
  const rule = ruleOf(rows, task.warehouse, task.product);
  const [gravest, ...others] = broken(rows, task, rule, goods, neededUntil(rule, today));
  return gravest?.how === "force" ? [gravest, ...others] : undefined;
}
