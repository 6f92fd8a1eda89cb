/** A scan that was read, as rules look at it, and the goods that it stands for. */

import type { Broken } from "./pick/held-to";
import type { TableName, Tables } from "../generated/rows";

/** What the rules need to know of a scan; `scanning/resolve.ts` makes them. */
export interface Seen {
  readonly raw: string;
  readonly form: string;
  readonly gtin: string | null;
  readonly sscc: string | null;
  readonly lot: string | null;
  /** yyyy-mm-dd, as the label says. */
  readonly expiry: string | null;
  readonly serial: string | null;
  readonly code: string | null;
  readonly error: string | null;
}

/** What both a device's rows and a decision's draft can be asked. */
export interface Finds {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  where<T extends TableName, F extends keyof Tables[T]>(table: T, field: F, value: Tables[T][F]): readonly Tables[T][];
}

/** The rows of this device, with what it has not sent yet. */
export interface Reads extends Finds {
  all<T extends TableName>(table: T): readonly Tables[T][];
}

/** The product of a scan and how many base units one of it holds. */
export interface SeenGoods {
  readonly product: string;
  readonly units: number;
}

const LETTERS: Readonly<Record<string, string>> = { location: "L-", order: "O-", badge: "B-" };

/** What goods are known by that bear this code. What looks like a label of ours is one, or goods with all of it. */
export const goodsCode = ({ form, code }: Pick<Seen, "form" | "code">): string | null =>
  code === null || form === "command" ? null : (LETTERS[form] ?? "") + code;

/** A barcode first, then the SKU itself; none if nothing here is known by the code. */
export function goodsOf(seen: Seen, rows: Finds): SeenGoods | null {
  for (const code of [seen.gtin, goodsCode(seen)]) {
    if (!code) continue;
    const barcode = rows.get("barcode", code);
    if (barcode) return { product: barcode.product, units: barcode.units };
    if (rows.get("product", code)) return { product: code, units: 1 };
  }
  return null;
}

/** What to show of a scan that is not known: its code as a person could read it from the label. */
export const shown = (seen: Seen): string =>
  seen.code ?? seen.gtin?.replace(/^0(?=\d{13}$)/, "") ?? seen.sscc ?? seen.raw.slice(0, 40);

/** What a code is that stands for no goods, and how it is called. */
export interface Known {
  readonly kind: "location" | "tote" | "order" | "carton" | "badge" | "lot";
  readonly name: string;
}

/** What a scan comes to before anything is recorded. `got` and `want` are row ids or codes, for the screen to name. */
export type Verdict<Does> =
  | { readonly is: "right"; readonly does: Does }
  | { readonly is: "repeated"; readonly code: string; readonly got: string }
  | {
      readonly is: "wrong";
      readonly code: string;
      readonly got: string;
      readonly want: string;
      /** Which sort of thing it is, where that was not wanted. */
      readonly kind?: Known["kind"];
      /** The picking rules that it breaks, if that is why; the gravest first. */
      readonly broken?: readonly [Broken, ...Broken[]];
    }
  | {
      readonly is: "decide";
      readonly code: string;
      readonly got: string;
      readonly units: number;
      readonly left: number;
      /** The same goods as single units, for who takes only some of the pack; null where these have no code. */
      readonly single: string | null;
    }
  | { readonly is: "command"; readonly command: string };

type Wrong = Extract<Verdict<never>, { is: "wrong" }>;
export const wrong = (code: string, got: string, want = ""): Wrong => ({ is: "wrong", code, got, want });

/** The wrong sort of thing: told by what it is, if anything here is known by the code. */
export const wrongKind = (code: string, seen: Seen, it: Known | null, want = ""): Wrong =>
  it ? { ...wrong(code, it.name, want), kind: it.kind } : wrong(code, shown(seen), want);

/** A scan of a single unit of the goods in a pack, with the pack's lot. */
export function singleOf(seen: Seen, product: string, rows: Reads): string | null {
  const each = rows.where("barcode", "product", product).find((one) => one.units === 1)?.id;
  if (!each) return seen.lot ? null : product;
  return seen.lot && /^\d{14}$/.test(each) ? `]C101${each}10${seen.lot}` : each;
}

/** Answers that are the same at every step: an unreadable scan, and a command. Null if it is neither. */
export function beforeAll(seen: Seen): Wrong | { readonly is: "command"; readonly command: string } | null {
  if (seen.error !== null) return wrong("unreadable", seen.raw.slice(0, 40));
  return seen.form === "command" && seen.code ? { is: "command", command: seen.code } : null;
}
