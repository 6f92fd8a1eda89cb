/** A delivery that somebody in the office writes down before it comes. */

import type { Ops } from "../../generated/ops";

export interface Announced {
  readonly inbound: string;
  readonly warehouse: string;
  readonly supplier: string;
  readonly number: string;
  /** yyyy-mm-dd, or empty where nobody knows. */
  readonly due: string;
  /** In the order in which they were named; units as they were typed. */
  readonly lines: readonly { readonly product: string; readonly units: string }[];
}

const UNITS_MOST = 1_000_000;
export const LINES_MOST = 200;

export const blank = (inbound: string, warehouse: string): Announced =>
  ({ inbound, warehouse, supplier: "", number: "", due: "", lines: [] });

const units = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : 0);

/** With so many units more of a product; a product has one line. */
export function add(to: Announced, product: string, more: number): Announced {
  const there = to.lines.find((line) => line.product === product);
  if (!there) return to.lines.length < LINES_MOST ? { ...to, lines: [...to.lines, { product, units: String(more) }] } : to;
  return change(to, product, String(units(there.units) + more));
}

export const change = (to: Announced, product: string, typed: string): Announced =>
  ({ ...to, lines: to.lines.map((line) => (line.product === product ? { product, units: typed } : line)) });

export const remove = (to: Announced, product: string): Announced =>
  ({ ...to, lines: to.lines.filter((line) => line.product !== product) });

/** What is sent; null as long as something is missing. */
export function announcement(from: Announced): Ops["inbound.announce"] | null {
  const { inbound, warehouse, due } = from;
  const [supplier, number] = [from.supplier.trim(), from.number.trim()];
  const lines = from.lines.map((line) => ({ product: line.product, quantity: units(line.units) }));
  const counts = lines.every(({ quantity }) => quantity >= 1 && quantity <= UNITS_MOST);
  if (!warehouse || !supplier || !number || lines.length === 0 || !counts) return null;
  return { inbound, warehouse, supplier, number, lines, ...(due ? { due_on: due } : {}) };
}
