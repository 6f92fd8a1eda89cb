/**
 * Rows of a scope that came from the disk and are still text. A page of them becomes rows when one of them may be asked
 * for, and the others when nothing else is to be done, so that a start need not wait for all.
 *
 * Whether a page may have a row is told by its text alone: the text of a row is what `JSON.stringify` makes of it, as the
 * digests of both sides need it to be (docs/protocol.md). A page that only looks as if it had the row costs time, no more.
 */

import type { Change } from "./pages";

/** Some rows as they are stored: JSON of changes, without the brackets around them. `tables`: of which they are. */
export interface Leaf {
  readonly text: string;
  readonly tables: readonly string[];
}

/** The changes that are in a text. */
export const changesIn = (text: string): Change[] => JSON.parse(`[${text}]`) as Change[];
/** What the text of a row begins with. */
export const begins = (table: string, id: string): string => `${JSON.stringify([table, id]).slice(0, -1)},`;
/** What is in the text of a row whose field has a value. */
export const holds = (field: string, value: unknown): string => `${JSON.stringify(field)}:${JSON.stringify(value)}`;

export class Cold {
  /** What has changed since, and is not to be found in the text any more. */
  readonly past = new Set<string>();
  readonly #leaves = new Map<string, Set<Leaf>>();
  readonly #all: Set<Leaf>;
  /** What was looked for, and is in no page any more. */
  readonly #sought = new Set<string>();

  constructor(leaves: readonly Leaf[]) {
    this.#all = new Set(leaves);
    for (const leaf of leaves) {
      for (const table of leaf.tables) {
        const some = this.#leaves.get(table);
        if (some) some.add(leaf);
        else this.#leaves.set(table, new Set([leaf]));
      }
    }
  }

  get size(): number {
    return this.#all.size;
  }

  has(table: string): boolean {
    return (this.#leaves.get(table)?.size ?? 0) > 0;
  }

  /** The pages that may have rows of a table with this in their text, `""` in each; whoever asks makes rows of them. */
  find(table: string, text: string): Leaf[] {
    const key = `${table} ${text}`;
    if (!this.has(table) || this.#sought.has(key)) return [];
    this.#sought.add(key);
    return [...this.#leaves.get(table)!].filter((leaf) => leaf.text.includes(text));
  }

  /** Some page that is left. */
  any(): Leaf | undefined {
    return this.#all.values().next().value;
  }

  /** This one is text no longer. */
  take(leaf: Leaf): void {
    this.#all.delete(leaf);
    for (const table of leaf.tables) this.#leaves.get(table)?.delete(leaf);
  }
}
