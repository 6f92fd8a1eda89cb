/** How strictly a floor goes by lot, serial number and date when it picks: per class of products, set by its lead. */

import type { PickRule } from "../../generated/rows";
import type { Finds } from "../seen";

export type Strict = PickRule["lot"];

/** Where nobody has set a rule. The same as the defaults of the row. */
export const usual = (warehouse: string, productClass = ""): PickRule => ({
  id: `${warehouse}/${productClass}`, ver: 0, warehouse, product_class: productClass, fefo: "warn", lot: "force", serial: "none",
  expiry: "force", least_days: 0, set_by: "", set_at: 0,
});

/** The rule of a product's class, else that of all other products, else the usual one. */
export function ruleOf(rows: Finds, warehouse: string, product: string): PickRule {
  const found = rows.get("product", product);
  const own = found && rows.get("pick_rule", `${warehouse}/${found.product_class}`);
  return own ?? rows.get("pick_rule", `${warehouse}/`) ?? usual(warehouse);
}

/** The day until which units that leave on a day have to be good; both yyyy-mm-dd. */
export const neededUntil = (rule: PickRule, day: string): string =>
  rule.least_days === 0 ? day : new Date(Date.parse(day) + rule.least_days * 86_400_000).toISOString().slice(0, 10);
