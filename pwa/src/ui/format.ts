/** Numbers, names and times as a person reads them. */

import { lang } from "./lang";
import { rows } from "./session";

const locale = (): string => (lang.value === "zh" ? "zh-CN" : "en-GB");

/** Minor units of a currency, such as 123456 EUR as €1,234.56. */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale(), { style: "currency", currency: currency || "EUR" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export const time = (ms: number): string =>
  new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(ms);

export const day = (ms: number): string =>
  new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(ms);

const MINUTE = 60_000;

/** How long ago, in the one unit that matters: <1 min, 5 min, 3 h, 2 d. */
export function age(ms: number, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - ms) / MINUTE));
  const [value, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 2880
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"];
  const shown = new Intl.NumberFormat(locale(), { style: "unit", unit: String(unit), unitDisplay: "short" });
  return minutes === 0 ? `<${shown.format(1)}` : shown.format(Number(value));
}

/** The code of a place, without its building. */
export const placeCode = (id: string): string => id.slice(id.indexOf("/") + 1);

/** A product's name in the language of the screen, and in the other one. */
export function names(product: string): readonly [string, string] {
  const row = rows().get("product", product);
  if (!row) return [product, ""];
  return lang.value === "zh" ? [row.name_zh || row.name_en, row.name_en] : [row.name_en || row.name_zh, row.name_zh];
}

/** What to call something that a scan was taken for: a product by its name, a place by its code. */
export function called(id: string): string {
  if (rows().get("product", id)) return names(id)[0];
  return rows().get("warehouse", id.split("/")[0] ?? "") ? placeCode(id) : id;
}

const KG = 1000;
export const weight = (grams: number): string => (grams < KG ? `${grams} g` : `${(grams / KG).toFixed(2)} kg`);
