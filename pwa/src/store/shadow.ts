/**
 * Rows of lost scopes that ops under way speak of: to be read, never to be built on, and only until those ops have
 * their outcomes, a week at most. What only one person might see is not written down.
 */

import { got, type Disk } from "./disk";

const WEEK_MS = 7 * 24 * 3_600_000;
const OF_MANY = /^(catalog|wh:[^:]+)$/;

export interface Shade {
  readonly table: string;
  readonly row: { readonly id: string };
  /** The last op that speaks of it. */
  readonly n: number;
  readonly scope: string;
  /** UTC milliseconds. */
  readonly since: number;
}

const keyOf = (table: string, id: string): string => `${table}/${id}`;

export class Shadow {
  #rows = new Map<string, Shade>();

  constructor(private readonly disk: Disk) {}

  get(table: string, id: string): Shade["row"] | undefined {
    return this.#rows.get(keyOf(table, id))?.row;
  }

  get size(): number {
    return this.#rows.size;
  }

  async load(): Promise<void> {
    const stored = await this.disk.read(["shadow"], (tx) => got(tx.objectStore("shadow").getAll()));
    for (const shade of stored as Shade[]) this.#rows.set(keyOf(shade.table, shade.row.id), shade);
  }

  async keep(shades: readonly Shade[]): Promise<void> {
    for (const shade of shades) this.#rows.set(keyOf(shade.table, shade.row.id), shade);
    const written = shades.filter(({ scope }) => OF_MANY.test(scope));
    await this.disk.cache(["shadow"], async (tx) => {
      for (const shade of written) tx.objectStore("shadow").put(shade, keyOf(shade.table, shade.row.id));
      return Promise.resolve();
    });
  }

  /** Forget what no op without an outcome speaks of, and what is old. */
  async release(answered: number, now: number): Promise<void> {
    const gone = [...this.#rows].filter(([, { n, since }]) => n <= answered || now - since > WEEK_MS).map(([key]) => key);
    if (gone.length === 0) return;
    for (const key of gone) this.#rows.delete(key);
    await this.disk.cache(["shadow"], async (tx) => {
      for (const key of gone) tx.objectStore("shadow").delete(key);
      return Promise.resolve();
    });
  }

  /** Forget all, as before the ops get other numbers. */
  async clear(): Promise<void> {
    await this.release(Infinity, 0);
  }
}
