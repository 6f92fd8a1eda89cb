/** What the books say lies on the cart of a run, and how a tote is set right in which something else was found. */

import type { PickTask } from "../../generated/rows";
import { left, slotsOf, tasksOf } from "../pick/walk";
import type { Finds, Reads } from "../seen";

/** Units by product. */
export type Units = ReadonlyMap<string, number>;

/** One tote of a run; `tote` is empty for what no tote holds yet. */
export interface Held {
  readonly tote: string;
  readonly order: string;
  readonly goods: Units;
}

const add = (to: Map<string, number>, product: string, units: number): void =>
  void to.set(product, (to.get(product) ?? 0) + units);

/** What lies at a place, whatever its lots. */
export function goodsAt(rows: Pick<Reads, "where">, place: string): Units {
  const found = new Map<string, number>();
  for (const { product, quantity } of rows.where("stock", "location", place)) if (quantity > 0) add(found, product, quantity);
  return found;
}

/** The totes of a run in the order of its slots, a full one before the one that took its place, and what is loose. */
export function onCart(rows: Reads, run: string): Held[] {
  const held = slotsOf(rows, run).flatMap(({ shipment, order_number: order, tote: last }) => {
    const totes = rows.where("tote", "shipment", shipment).map(({ id }) => id);
    const inOrder = [...totes.filter((id) => id !== last).sort(), ...totes.filter((id) => id === last)];
    return inOrder.map((tote): Held => ({ tote, order, goods: goodsAt(rows, tote) }));
  });
  const loose = looseOf(rows, run, held);
  return loose.size > 0 ? [...held, { tote: "", order: "", goods: loose }] : held;
}

/** Units that were picked and are in no tote yet: of a batch, or of orders without one. */
function looseOf(rows: Reads, run: string, held: readonly Held[]): Units {
  const found = new Map<string, number>();
  for (const { product, picked } of tasksOf(rows, run)) add(found, product, picked);
  for (const { goods } of held) for (const [product, units] of goods) add(found, product, -units);
  return new Map([...found].filter(([, units]) => units > 0));
}

/** The tote of an order, or null for anything else: only such a one has something to be held against. */
export const toteOf = (rows: Finds, id: string): string | null => (rows.get("tote", id)?.shipment ? id : null);

export interface Difference {
  readonly product: string;
  readonly books: number;
  readonly found: number;
}

/** In what a tote differs from the books, as far as its units were counted. */
export function differences(books: Units, found: Units): Difference[] {
  const products = [...new Set([...books.keys(), ...found.keys()])];
  return products
    .map((product) => ({ product, books: books.get(product) ?? 0, found: found.get(product) ?? 0 }))
    .filter(({ books: wanted, found: there }) => wanted !== there);
}

/** Units of a stop. */
export interface Part {
  readonly task: PickTask;
  readonly units: number;
}

const stopsOf = (rows: Finds, tote: string, product: string): PickTask[] => {
  const shipment = rows.get("tote", tote)?.shipment;
  return shipment ? rows.where("pick_task", "shipment", shipment).filter((task) => task.product === product) : [];
};

/** Spread units over stops, each of which takes so many. */
function spread(tasks: readonly PickTask[], units: number, takes: (task: PickTask) => number): Part[] {
  const parts: Part[] = [];
  let rest = units;
  for (const task of tasks) {
    const some = Math.min(rest, takes(task));
    if (some > 0) parts.push({ task, units: some });
    rest -= some;
  }
  return parts;
}

/** The stops that units were recorded at which are not in the tote: the last walked first. */
export const notIn = (rows: Finds, tote: string, { product, books, found }: Difference): Part[] =>
  spread([...stopsOf(rows, tote, product)].reverse(), books - found, ({ picked }) => picked);

/** The stops that still want units which are in the tote and in no record. */
export const unrecorded = (rows: Finds, tote: string, { product, books, found }: Difference): Part[] =>
  spread(stopsOf(rows, tote, product), found - books, left);

/** Where units belong that nobody asked for here: where their order, or else anything, is picked from; empty if nowhere. */
export function placeFor(rows: Finds, tote: string, product: string): string {
  const stop = stopsOf(rows, tote, product)[0];
  if (stop) return stop.location;
  const bins = rows.where("stock", "product", product).filter(({ location }) => rows.get("location", location)?.kind === "bin");
  return [...bins].sort((a, b) => b.quantity - a.quantity)[0]?.location ?? "";
}
