/**
 * The disk under the replica. A scope is stored as it came: pages of 250 rows, and the changes since. Rows are kept
 * as the text that the server sent.
 */

import { got, ofScope, type Disk } from "./disk";
import type { Safe, Sealed } from "./safe";

/** One row as it is sent: table, id, version, and the row, or null for one that left the scope. */
export type Change = readonly [table: string, id: string, ver: number, row: { readonly id: string } | null];

/** Where a scope stands. `base` is the seq that its pages hold; `made` tells one set of pages from another. */
export interface Head {
  readonly scope: string;
  readonly cursor: number;
  readonly digest: string;
  readonly base: number;
  readonly made: number;
  /** Who sealed it; none of its rows can be read without their seal. */
  readonly sealed?: string;
  /** The history of the server that it is of. */
  readonly epoch: string;
}

/** The changes of one scope after `from`, up to `to`. */
export interface Page {
  readonly scope: string;
  readonly from: number;
  readonly to: number;
  readonly more?: boolean;
  readonly changes: readonly Change[];
}

/** The text of rows, as it is or sealed. */
type Text = string | Sealed;

const ROWS_A_PAGE = 250;
const parse = (text: string): Change[] => JSON.parse(`[${text}]`) as Change[];

export class Pages {
  constructor(private readonly disk: Disk, private readonly safe?: Safe) {}

  /** The scopes that can be read now. */
  async heads(): Promise<Head[]> {
    const heads = (await this.disk.read(["heads"], (tx) => got(tx.objectStore("heads").getAll()))) as Head[];
    return heads.filter(({ sealed }) => sealed === undefined || sealed === this.safe?.owner);
  }

  /** Whether rows of a scope may be here at all: nobody sees what is private while no seal is open. */
  takes(scope: string): boolean {
    return !this.safe?.isPrivate(scope) || this.safe.owner !== "";
  }

  /** The rows of a scope with its head, as one snapshot; nothing if it is not stored. `loose`: changes since the base. */
  async load(scope: string): Promise<{ head: Head; changes: Change[]; loose: number } | undefined> {
    const { head, pages, deltas } = await this.disk.read(["heads", "pages", "deltas"], async (tx) => ({
      head: (await got(tx.objectStore("heads").get(scope))) as Head | undefined,
      pages: (await got(tx.objectStore("pages").getAll(ofScope(scope)))) as Text[],
      deltas: (await got(tx.objectStore("deltas").getAll(ofScope(scope)))) as Text[],
    }));
    const since = await this.#opened(deltas);
    return head && { head, changes: [...(await this.#opened(pages)), ...since], loose: since.length };
  }

  /** The changes of a scope after a seq; `from` must not be below the base of its head. */
  async since(scope: string, from: number): Promise<Change[]> {
    const range = IDBKeyRange.bound([scope, from], [scope, []], true);
    return this.#opened(await this.disk.read(["deltas"], (tx) => got(tx.objectStore("deltas").getAll(range))));
  }

  /** Store changes together with the cursors that they lead to. */
  async apply(changes: readonly { readonly page: Page; readonly head: Head }[]): Promise<void> {
    const kept = changes.filter(({ page }) => this.takes(page.scope));
    const texts = await Promise.all(kept.map(({ page }) =>
      this.#sealed(page.scope, page.changes.map((change) => JSON.stringify(change)).join())));
    await this.disk.cache(["heads", "deltas"], async (tx) => {
      for (const [i, { page, head }] of kept.entries()) {
        if (texts[i] !== "") tx.objectStore("deltas").put(texts[i], [page.scope, page.to]);
        tx.objectStore("heads").put(this.#owned(head), head.scope);
      }
      return Promise.resolve();
    });
  }

  /** Put a whole scope in the place of what was stored of it. `lines`: the text of its rows. */
  async swap(head: Head, lines: readonly string[]): Promise<void> {
    if (!this.takes(head.scope)) return;
    const texts: Text[] = [];
    for (let at = 0; at < lines.length; at += ROWS_A_PAGE) {
      texts.push(await this.#sealed(head.scope, lines.slice(at, at + ROWS_A_PAGE).join()));
    }
    await this.disk.cache(["heads", "pages", "deltas"], async (tx) => {
      const pages = tx.objectStore("pages");
      pages.delete(ofScope(head.scope));
      tx.objectStore("deltas").delete(ofScope(head.scope));
      for (const [i, text] of texts.entries()) pages.put(text, [head.scope, i]);
      await got(tx.objectStore("heads").put(this.#owned(head), head.scope));
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

  /** Forget what was sealed by anybody but these: nobody can open it any more. */
  async sweep(owners: ReadonlySet<string>): Promise<void> {
    const heads = (await this.disk.read(["heads"], (tx) => got(tx.objectStore("heads").getAll()))) as Head[];
    const lost = heads.filter(({ sealed }) => sealed !== undefined && !owners.has(sealed));
    if (lost.length > 0) await this.drop(lost.map(({ scope }) => scope));
  }

  #owned(head: Head): Head {
    return this.safe?.isPrivate(head.scope) ? { ...head, sealed: this.safe.owner } : head;
  }

  #sealed(scope: string, text: string): Promise<Sealed> | string {
    return text !== "" && this.safe?.isPrivate(scope) ? this.safe.seal(text) : text;
  }

  async #opened(texts: readonly Text[]): Promise<Change[]> {
    const open = (text: Text): Promise<string> | string => (typeof text === "string" ? text : this.safe!.open(text));
    return (await Promise.all(texts.map(open))).flatMap(parse);
  }
}
