/**
 * The disk under the replica. A scope is stored as it came: pages of 250 rows, and the changes since. Rows are kept
 * as the text that the server sent.
 */

import { got, ofScope, type Disk } from "./disk";

/** One row as it is sent: table, id, version, and the row, or null for one that left the scope. */
export type Change = readonly [table: string, id: string, ver: number, row: { readonly id: string } | null];

/** Where a scope stands. `base` is the seq that its pages hold; `made` tells one set of pages from another. */
export interface Head {
  readonly scope: string;
  readonly cursor: number;
  readonly digest: string;
  readonly base: number;
  readonly made: number;
}

/** The changes of one scope after `from`, up to `to`. */
export interface Page {
  readonly scope: string;
  readonly from: number;
  readonly to: number;
  readonly more?: boolean;
  readonly changes: readonly Change[];
}

const ROWS_A_PAGE = 250;
const parse = (text: string): Change[] => JSON.parse(`[${text}]`) as Change[];

export class Pages {
  constructor(private readonly disk: Disk) {}

  heads(): Promise<Head[]> {
    return this.disk.read(["heads"], (tx) => got(tx.objectStore("heads").getAll()));
  }

  /** The rows of a scope with its head, as one snapshot; nothing if it is not stored. `loose`: changes since the base. */
  load(scope: string): Promise<{ head: Head; changes: Change[]; loose: number } | undefined> {
    return this.disk.read(["heads", "pages", "deltas"], async (tx) => {
      const head = (await got(tx.objectStore("heads").get(scope))) as Head | undefined;
      const pages = (await got(tx.objectStore("pages").getAll(ofScope(scope)))) as string[];
      const deltas = (await got(tx.objectStore("deltas").getAll(ofScope(scope)))) as string[];
      const since = deltas.flatMap(parse);
      return head && { head, changes: [...pages.flatMap(parse), ...since], loose: since.length };
    });
  }

  /** The changes of a scope after a seq; `from` must not be below the base of its head. */
  since(scope: string, from: number): Promise<Change[]> {
    const range = IDBKeyRange.bound([scope, from], [scope, []], true);
    return this.disk.read(["deltas"], async (tx) =>
      ((await got(tx.objectStore("deltas").getAll(range))) as string[]).flatMap(parse));
  }

  /** Store changes together with the cursors that they lead to. */
  apply(changes: readonly { readonly page: Page; readonly head: Head }[]): Promise<void> {
    return this.disk.cache(["heads", "deltas"], async (tx) => {
      for (const { page, head } of changes) {
        const text = page.changes.map((change) => JSON.stringify(change)).join();
        if (text !== "") tx.objectStore("deltas").put(text, [page.scope, page.to]);
        tx.objectStore("heads").put(head, head.scope);
      }
      return Promise.resolve();
    });
  }

  /** Put a whole scope in the place of what was stored of it. `lines`: the text of its rows. */
  swap(head: Head, lines: readonly string[]): Promise<void> {
    return this.disk.cache(["heads", "pages", "deltas"], async (tx) => {
      const pages = tx.objectStore("pages");
      pages.delete(ofScope(head.scope));
      tx.objectStore("deltas").delete(ofScope(head.scope));
      for (let at = 0; at < lines.length; at += ROWS_A_PAGE) {
        pages.put(lines.slice(at, at + ROWS_A_PAGE).join(), [head.scope, at / ROWS_A_PAGE]);
      }
      await got(tx.objectStore("heads").put(head, head.scope));
    });
  }

  drop(scopes: readonly string[]): Promise<void> {
    return this.disk.cache(["heads", "pages", "deltas"], async (tx) => {
      for (const scope of scopes) {
        tx.objectStore("heads").delete(scope);
        for (const store of ["pages", "deltas"]) tx.objectStore(store).delete(ofScope(scope));
      }
      return Promise.resolve();
    });
  }
}
