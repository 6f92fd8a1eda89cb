/**
 * All that a code may stand for here. Codes of other people may collide with ours and with each other: all meanings
 * are collected, the step at hand narrows them, and where more than one is left a person says once which it is.
 */

import { goodsCode, goodsOf, type Known, type Reads, type Seen, type Verdict } from "./seen";

/** Each meaning as a scan that says just that: its `raw` is what the server would read the same. */
export function meanings(seen: Seen, rows: Reads, warehouse: string): readonly Seen[] {
  if (seen.error !== null || seen.form === "command" || seen.sscc !== null) return [seen];
  const found: Seen[] = [seen];
  if (seen.form !== "text" && seen.form !== "gtin") {
    // What looks like a label of ours may be a code that a supplier has put on goods.
    if (goodsOf(seen, rows)) found.push({ ...seen, form: "text", code: goodsCode(seen) });
    if (seen.form !== "badge" && seen.form !== "order") return found;
  }
  // What begins like one of our labels may be a shelf of row B that is written without its letter.
  const text = seen.form === "text" ? (seen.code ?? "") : seen.raw.replace(/^\][A-Za-z]\d/, "");
  const product = seen.form === "text" ? otherProduct(seen, rows) : null;
  if (product) found.push({ ...seen, form: "gtin", gtin: product, code: null, raw: product });
  const place = rows.get("location", `${warehouse}/${text.toUpperCase()}`);
  if (place && place.kind !== "tote") found.push({ ...seen, form: "location", gtin: null, code: place.code, raw: `L-${place.code}` });
  if (rows.where("shipment", "order_number", text).length > 0) {
    found.push({ ...seen, form: "order", gtin: null, code: text, raw: `O-${text}` });
  }
  return found;
}

/** The number of a product whose SKU is what another product has as a barcode. */
function otherProduct(seen: Seen, rows: Reads): string | null {
  if (!seen.code || !rows.get("product", seen.code)) return null;
  if ((rows.get("barcode", seen.code)?.product ?? seen.code) === seen.code) return null;
  return rows.where("barcode", "product", seen.code).find((one) => one.units === 1)?.id ?? null;
}

/** What it is, where it is no goods; null if nothing here is known by it. */
export function known(seen: Seen, rows: Reads, warehouse: string): Known | null {
  const { form, code } = seen;
  if (seen.sscc !== null) {
    const carton = rows.where("carton", "sscc", seen.sscc)[0];
    return { kind: "carton", name: carton ? `${carton.order_number} / ${carton.number}` : seen.sscc };
  }
  if (form === "location" && code) return { kind: "location", name: code };
  if (form === "tote" && code) return { kind: "tote", name: code };
  const meant = meanings(seen, rows, warehouse).find((one) => one.form === "location");
  if (meant) return known(meant, rows, warehouse);
  if (form === "badge") return { kind: "badge", name: code ?? "" };
  if (form === "order" && code) return { kind: "order", name: code };
  const order = meanings(seen, rows, warehouse).find((one) => one.form === "order");
  if (order) return known(order, rows, warehouse);
  const lot = code ? rows.where("lot", "code", code)[0] : undefined;
  return lot ? { kind: "lot", name: lot.code } : null;
}

export type Narrowed<Does> =
  | Verdict<Does>
  | { readonly is: "ask"; readonly of: readonly { readonly seen: Seen; readonly verdict: Verdict<Does> }[] };

const WORTH = { right: 3, decide: 3, command: 3, repeated: 2, wrong: 1 } as const;
const worth = (verdict: Verdict<unknown>): number =>
  verdict.is === "wrong" && (verdict.code === "unknown_code" || verdict.code === "unreadable") ? 0 : WORTH[verdict.is];

/** What the step makes of all that a code may mean: one answer, or the question which of them it is. */
export function narrow<Does>(all: readonly Seen[], judge: (seen: Seen) => Verdict<Does>): Narrowed<Does> {
  const judged = all.map((seen) => ({ seen, verdict: judge(seen) }));
  const most = Math.max(...judged.map(({ verdict }) => worth(verdict)));
  const best = judged.filter(({ verdict }) => worth(verdict) === most);
  const apart = [...new Map([...best].reverse().map((one) => [difference(one.seen, one.verdict), one])).values()].reverse();
  return most === WORTH.right && apart.length > 1 ? { is: "ask", of: apart } : best[0]!.verdict;
}

/** Two readings of which the same is done with the same goods are no choice. */
const difference = (seen: Seen, verdict: Verdict<unknown>): string =>
  JSON.stringify([verdict, goodsApart(seen)], (key, value: unknown) => (key === "raw" ? undefined : value));

const goodsApart = ({ form, gtin, lot, expiry }: Seen): unknown =>
  form === "location" || form === "tote" || form === "order" ? form : [gtin, lot, expiry];
