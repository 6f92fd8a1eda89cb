/**
 * The disk under the replica. A scope is stored as it came: a set of pages of 250 rows, and the changes since. Rows are
 * kept as the text that the server sent.
 */

import { changesIn, type Leaf } from "./cold";
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
  /** Which of the sets of pages on this disk it is. A database of an earlier build has one set, without a number. */
  readonly set?: number;
  /** Which of its pages have rows of a table, of the set that is named; of another set nobody has said. */
  readonly spans?: { readonly set: number; readonly of: readonly Span[] };
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

/** Rows of a table are in these pages, the last one included. */
export type Span = readonly [table: string, first: number, last: number];

/** A scope as it is stored. `leaves`: pages that can wait to be read; `changes`: what follows on them, in its order. */
export interface Stored {
  readonly head: Head;
  readonly leaves: readonly Leaf[];
  readonly changes: readonly Change[];
  /** How many changes there are since the base. */
  readonly loose: number;
}

/** The text of rows, as it is or sealed. */
type Text = string | Sealed;

const ROWS_A_PAGE = 250;
/** The pages of one set; a key of an earlier build has no set, and sorts before them. */
const ofSet = (scope: string, set: number): IDBKeyRange => IDBKeyRange.bound([scope, set, 0], [scope, set, []]);

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

  /** The rows of a scope with its head, as one snapshot; nothing if it is not stored. */
  async load(scope: string): Promise<Stored | undefined> {
    const { head, pages, deltas, isSet } = await this.disk.read(["heads", "pages", "deltas"], async (tx) => {
      const head = (await got(tx.objectStore("heads").get(scope))) as Head | undefined;
      const store = tx.objectStore("pages");
      const set = head?.set === undefined ? [] : ((await got(store.getAll(ofSet(scope, head.set)))) as Text[]);
      // An earlier build, gone back to for a while, knows no sets and has left one alone.
      const pages = set.length > 0 ? set : ((await got(store.getAll(ofScope(scope)))) as Text[]);
      return { head, pages, isSet: set.length > 0, deltas: (await got(tx.objectStore("deltas").getAll(ofScope(scope)))) as Text[] };
    });
    const [texts, since] = await Promise.all([this.#texts(pages), this.#opened(deltas)]);
    if (!head) return undefined;
    const spans = isSet && head.spans?.set === head.set ? head.spans?.of : undefined;
    if (!spans) return { head, leaves: [], changes: [...texts.flatMap(changesIn), ...since], loose: since.length };
    const leaves = texts.map((text, nth) => ({ text, tables: spans.flatMap(([table, from, to]) => (from <= nth && nth <= to ? table : [])) }));
    return { head, leaves, changes: since, loose: since.length };
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

  /**
   * Put a whole scope in the place of what was stored of it, at once for whoever reads. `lines`: the text of its rows.
   * Gives the head under which they are found. `pause`: lets others have the page, and the disk.
   */
  async swap(head: Head, lines: readonly string[], pause?: () => Promise<void>): Promise<Head> {
    const { scope } = head;
    if (!this.takes(scope)) return head;
    const set = await this.#nextSet(scope);
    const spans: [table: string, first: number, last: number][] = [];
    // One at a time: an op that is to be kept meanwhile waits for no more than that.
    for (let nth = 0; nth * ROWS_A_PAGE < lines.length; nth++) {
      const some = lines.slice(nth * ROWS_A_PAGE, (nth + 1) * ROWS_A_PAGE);
      some.forEach((line) => note(spans, line, nth));
      const text = await this.#sealed(scope, some.join());
      await this.disk.cache(["pages"], async (tx) => void (await got(tx.objectStore("pages").put(text, [scope, set, nth]))));
      await pause?.();
    }
    const found = { ...head, set, spans: { set, of: spans } };
    await this.disk.cache(["heads", "pages", "deltas"], async (tx) => {
      tx.objectStore("pages").delete(IDBKeyRange.bound([scope], [scope, set]));
      tx.objectStore("deltas").delete(ofScope(scope));
      await got(tx.objectStore("heads").put(this.#owned(found), scope));
    });
    return found;
  }

  /** A number for a set that no page here has, nor the rest of a set that was never finished. */
  async #nextSet(scope: string): Promise<number> {
    const last = await this.disk.read(["pages"], (tx) => got(tx.objectStore("pages").openKeyCursor(ofScope(scope), "prev")));
    return last ? (last.key as [string, number])[1] + 1 : 0;
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

  #texts(texts: readonly Text[]): Promise<string[]> {
    const open = (text: Text): Promise<string> | string => (typeof text === "string" ? text : this.safe!.open(text));
    return Promise.all(texts.map(open));
  }

  async #opened(texts: readonly Text[]): Promise<Change[]> {
    return (await this.#texts(texts)).flatMap(changesIn);
  }
}

/** Take down in which page a row of a table is. Rows come table by table, so there is little to be said. */
function note(spans: [table: string, first: number, last: number][], line: string, page: number): void {
  const last = spans.at(-1);
  const table = line.slice(2, line.indexOf('"', 2));
  if (last?.[0] === table) last[2] = page;
  else spans.push([table, page, page]);
}
