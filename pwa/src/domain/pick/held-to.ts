/** What was taken at a stop, held against the rules of its class: what it breaks, the gravest first. */

import type { Location, PickRule, PickTask, Stock } from "../../generated/rows";
import type { Params } from "../outcome";
import type { Finds } from "../seen";
import type { Strict } from "./rules";
import { taken } from "./serials";

/**
 * Goods in a picker's hand. `lot` and `serial` are empty where none was read; `expiry` is what the label says. `byPlace`:
 * the label of the place stood for them, which says the lot as well.
 */
export interface Taken {
  readonly lot: string;
  readonly serial: string;
  readonly expiry: string | null;
  readonly units: number;
  readonly byPlace: boolean;
}

/** One rule that is not kept: how strict it is, and the values that it is about. */
export interface Broken {
  readonly rule: "lot" | "no_lot" | "first" | "life" | "serial" | "no_serial";
  readonly how: Strict;
  readonly told: Params;
}

/** The code of it in the outcome of a scan. */
export const codeOf = ({ how, rule }: Broken): string => `${how}_${rule}`;

/** The rules that goods do not keep, but for those that are `none`. `until`: the day until which they have to be good. */
export function broken(rows: Finds, task: PickTask, rule: PickRule, goods: Taken, until: string): Broken[] {
  const tracked = rows.get("product", task.product)?.lot_tracked === true;
  const found = [...(tracked ? lot(rows, task, rule, goods, until) : []), ...life(rows, task, rule, goods, until), ...serial(rows, task, rule, goods)];
  const some = found.filter(({ how }) => how !== "none");
  return [...some.filter(({ how }) => how === "force"), ...some.filter(({ how }) => how !== "force")];
}

function lot(rows: Finds, task: PickTask, rule: PickRule, goods: Taken, until: string): Broken[] {
  if (!goods.lot) {
    // Where nobody has set a rule, a code without a lot stands for that of the stop.
    const how = rule.set_by ? rule.lot : "none";
    return goods.byPlace ? [] : [{ rule: "no_lot", how, told: { wanted: task.lot || "–" } }];
  }
  if (goods.lot === task.lot) return [];
  const found: Broken[] = task.lot ? [{ rule: "lot", how: rule.lot, told: { seen: goods.lot, wanted: task.lot } }] : [];
  const first = shelves(rows, task, until)[0];
  const date = dateOf(rows, task.product, goods.lot, goods.expiry);
  if (first?.expiry && (date === null || date > first.expiry)) {
    const where = { first: first.stock.lot, date: first.expiry, bin: first.place.code };
    found.push({ rule: "first", how: rule.fefo, told: { seen: goods.lot, ...where } });
  }
  return found;
}

interface Shelf {
  readonly stock: Stock;
  readonly place: Location;
  readonly expiry: string | null;
}

/** What may be taken, first expired first: what lies at the stop, and what nobody counts on elsewhere. */
export function shelves(rows: Finds, task: PickTask, until: string): Shelf[] {
  return rows
    .where("stock", "product", task.product)
    .flatMap((stock): Shelf[] => {
      const place = stock.warehouse === task.warehouse ? rows.get("location", stock.location) : undefined;
      const expiry = stock.lot ? (rows.get("lot", `${task.product}/${stock.lot}`)?.expiry ?? null) : null;
      const open = stock.quantity - stock.allocated > 0 || (stock.location === task.location && stock.quantity > 0);
      return place?.kind === "bin" && open && (expiry === null || expiry >= until) ? [{ stock, place, expiry }] : [];
    })
    .sort(
      (a, b) =>
        compare(a.expiry ?? "9999-12-31", b.expiry ?? "9999-12-31") ||
        a.place.pick_sequence - b.place.pick_sequence ||
        compare(a.place.id, b.place.id) ||
        compare(a.stock.lot, b.stock.lot),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The last day of goods: as the label says, else as the books have the lot. */
const dateOf = (rows: Finds, product: string, lot: string, label: string | null): string | null =>
  label ?? (lot ? (rows.get("lot", `${product}/${lot}`)?.expiry ?? null) : null);

function life(rows: Finds, task: PickTask, rule: PickRule, goods: Taken, until: string): Broken[] {
  const date = dateOf(rows, task.product, goods.lot || task.lot, goods.expiry);
  const told = { good_until: date ?? "", needed_until: until };
  return date !== null && date < until ? [{ rule: "life", how: rule.expiry, told }] : [];
}

function serial(rows: Finds, task: PickTask, rule: PickRule, goods: Taken): Broken[] {
  const before = goods.serial ? taken(rows, task.product, goods.serial) : undefined;
  const bare = goods.units - (goods.serial ? 1 : 0);
  return [
    ...(before ? [{ rule: "serial", how: rule.serial, told: { serial: goods.serial, order: before.order_number } } as const] : []),
    ...(bare > 0 ? [{ rule: "no_serial", how: rule.serial, told: { bare } } as const] : []),
  ];
}
