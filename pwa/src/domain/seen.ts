/** A scan that was read, as rules look at it, and the goods that it stands for. */

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
  readonly code: string | null;
  readonly error: string | null;
}

/** The rows of this device, with what it has not sent yet. */
export interface Reads {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  where<T extends TableName, F extends keyof Tables[T]>(table: T, field: F, value: Tables[T][F]): readonly Tables[T][];
  all<T extends TableName>(table: T): readonly Tables[T][];
}

/** The product of a scan and how many base units one of it holds. */
export interface SeenGoods {
  readonly product: string;
  readonly units: number;
}

/** A barcode first, then the SKU itself; none if nothing here is known by the code. */
export function goodsOf(seen: Seen, rows: Reads): SeenGoods | null {
  for (const code of [seen.gtin, seen.code]) {
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

/** What a scan comes to before anything is recorded. `got` and `want` are row ids or codes, for the screen to name. */
export type Verdict<Does> =
  | { readonly is: "right"; readonly does: Does }
  | { readonly is: "repeated"; readonly code: string; readonly got: string }
  | { readonly is: "wrong"; readonly code: string; readonly got: string; readonly want: string }
  | {
      readonly is: "decide";
      readonly code: string;
      readonly got: string;
      readonly units: number;
      readonly left: number;
    }
  | { readonly is: "command"; readonly command: string };

type Wrong = Extract<Verdict<never>, { is: "wrong" }>;
export const wrong = (code: string, got: string, want = ""): Wrong => ({ is: "wrong", code, got, want });

/** Answers that are the same at every step: an unreadable scan, and a command. Null if it is neither. */
export function beforeAll(seen: Seen): Wrong | { readonly is: "command"; readonly command: string } | null {
  if (seen.error !== null) return wrong("unreadable", seen.raw.slice(0, 40));
  return seen.form === "command" && seen.code ? { is: "command", command: seen.code } : null;
}
