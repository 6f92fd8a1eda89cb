/**
 * A count on its way: what the device knew of the place when it began, and what was counted since. See
 * `docs/counting.md`: the baseline goes with the count, so that work done meanwhile does not spoil it.
 */

import type { CountLine, CountRecord } from "../../generated/ops";
import type { ExceptionTask, Stock } from "../../generated/rows";
import { goodsOf, type Reads, type Seen } from "../seen";

interface Base {
  readonly quantity: number;
  readonly corrected: number;
  readonly ver: number;
}

export interface Counting {
  readonly place: string;
  readonly begunAt: number;
  /** By balance, as the device knew it. */
  readonly base: Readonly<Record<string, Base>>;
  /** By balance, in the order in which they were first counted. */
  readonly counted: Readonly<Record<string, number>>;
  /** What was added last, to be taken back. */
  readonly last: { readonly key: string; readonly units: number } | null;
}

const NOTHING: Base = { quantity: 0, corrected: 0, ver: 0 };
const baseOf = ({ quantity, corrected, ver }: Stock): Base => ({ quantity, corrected, ver });

export function begin(rows: Reads, place: string, at: number): Counting {
  const base = rows.where("stock", "location", place).map((stock) => [keyOf(stock.product, stock.lot), baseOf(stock)]);
  return { place, begunAt: at, base: Object.fromEntries(base) as Counting["base"], counted: {}, last: null };
}

const keyOf = (product: string, lot: string): string => JSON.stringify([product, lot]);
export const goodsAt = (key: string): readonly [product: string, lot: string] => JSON.parse(key) as [string, string];

/** What lies here by the books, and what was found besides; the former first. */
export function kinds({ base, counted }: Counting): string[] {
  const known = Object.keys(base).filter((key) => base[key]!.quantity > 0);
  return [...known, ...Object.keys(counted).filter((key) => !known.includes(key))];
}

/** Goods of which nobody has counted anything yet: none of them will be there. */
export const untouched = (counting: Counting): string[] => kinds(counting).filter((key) => !(key in counting.counted));

/** The goods of a scan, and how many; null if it is none. A lot that is not on the label is the one that lies here. */
export function scanned(counting: Counting, seen: Seen, rows: Reads): { key: string; units: number } | null {
  const goods = goodsOf(seen, rows);
  if (!goods) return null;
  if (!rows.get("product", goods.product)?.lot_tracked) return { key: keyOf(goods.product, ""), units: goods.units };
  const here = kinds(counting).map(goodsAt).filter(([product]) => product === goods.product);
  const lot = seen.lot ?? (here.length === 1 ? here[0]![1] : "");
  return { key: keyOf(goods.product, lot), units: goods.units };
}

export function add(counting: Counting, key: string, units: number): Counting {
  const most = 1_000_000;
  const before = counting.counted[key] ?? 0;
  const after = Math.min(most, Math.max(0, before + units));
  return { ...counting, counted: { ...counting.counted, [key]: after }, last: { key, units: after - before } };
}

/** Without what was added last. */
export function takeBack(counting: Counting): Counting {
  const { last } = counting;
  return last ? { ...add(counting, last.key, -last.units), last: null } : counting;
}

/** Units that moved here meanwhile, as far as this device knows; counts of others are no moves. */
function movedSince(counting: Counting, key: string, rows: Reads): number {
  const now = rows.get("stock", `${counting.place}/${goodsAt(key).join("/")}`);
  const before = counting.base[key] ?? NOTHING;
  return (now ? now.quantity - now.corrected : 0) - (before.quantity - before.corrected);
}

/** What the books say is there: with what has moved meanwhile, whatever others have counted. */
export const booksOf = (counting: Counting, key: string, rows: Reads): number =>
  (counting.base[key]?.quantity ?? 0) + movedSince(counting, key, rows);

/** Whether goods that were counted have moved since counting began. */
export const isMoved = (counting: Counting, rows: Reads): boolean =>
  kinds(counting).some((key) => movedSince(counting, key, rows) !== 0);

/** What is sent: what was counted, over what was known. */
export function recordOf(counting: Counting, rows: Reads): CountRecord {
  const lines = kinds(counting).map((key): CountLine => {
    const [product, lot] = goodsAt(key);
    const counted = counting.counted[key] ?? 0;
    return { product, lot, counted, ...(counting.base[key] ?? NOTHING), moved: movedSince(counting, key, rows) };
  });
  const tasks = open(rows).filter((task) => task.place === counting.place).map((task) => task.id);
  return { location: counting.place, lines, tasks, begun_at: counting.begunAt };
}

const open = (rows: Reads): ExceptionTask[] =>
  rows.where("exception_task", "stage", "open").filter(({ act }) => act === "count" || act === "recount");

export interface ToCount {
  readonly place: string;
  readonly tasks: readonly ExceptionTask[];
}

/** The places that wait for a count, in the order of the walk. A second count is not for who made the first. */
export function toCount(rows: Reads, warehouse: string, person: string): ToCount[] {
  const places = new Map<string, ExceptionTask[]>();
  for (const task of open(rows)) {
    const own = task.code === "second_count" && task.raised_by === person;
    if (task.warehouse === warehouse && task.place !== "" && !own) {
      places.set(task.place, [...(places.get(task.place) ?? []), task]);
    }
  }
  const walk = (place: string): number => rows.get("location", place)?.pick_sequence ?? 0;
  return [...places]
    .map(([place, tasks]) => ({ place, tasks }))
    .sort((a, b) => walk(a.place) - walk(b.place) || (a.place < b.place ? -1 : 1));
}

/** The places that a lead means: one by its code, those of a zone, or those where a product lies. */
export function placesMeant(text: string, rows: Reads, warehouse: string): { places: string[]; product: string } {
  const [code, most] = [text.trim().toUpperCase(), 200];
  const here = rows.where("location", "warehouse", warehouse).filter(({ kind }) => kind === "bin");
  const named = here.filter((place) => place.code.toUpperCase() === code);
  const found = named.length > 0 ? named : here.filter((place) => place.zone !== "" && place.zone.toUpperCase() === code);
  if (found.length > 0) return { places: found.map(({ id }) => id).slice(0, most), product: "" };
  const product = rows.all("product").find(({ id }) => id.toUpperCase() === code)?.id ?? "";
  const bins = new Set(here.map(({ id }) => id));
  const stock = product ? rows.where("stock", "product", product).filter((s) => s.quantity > 0 && bins.has(s.location)) : [];
  return { places: [...new Set(stock.map(({ location }) => location))].slice(0, most), product };
}
