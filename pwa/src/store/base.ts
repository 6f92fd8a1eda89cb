/**
 * The rows that the server has sent, in memory, by scope; a row is there as long as one scope holds it. Rows that came
 * from the disk are text until one of them is asked for: whoever reads sees all of them.
 */

import type { TableName, Tables } from "../generated/rows";
import { begins, changesIn, Cold, holds, type Leaf } from "./cold";
import type { Change, Head } from "./pages";

export interface Row {
  readonly id: string;
  readonly ver: number;
}

type Rows = Map<string, Row>;
type Index = Map<unknown, Set<string>>;

const ROWS_A_STEP = 16;

export class Base {
  readonly heads = new Map<string, Head>();
  /** By scope and table. */
  readonly #scopes = new Map<string, Map<string, Rows>>();
  readonly #cold = new Map<string, Cold>();
  /** The newest version of each row, by table. */
  readonly #tables = new Map<string, Rows>();
  readonly #indexes = new Map<string, Map<string, Index>>();

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    this.#seek(table, id);
    return this.#tables.get(table)?.get(id) as Tables[T] | undefined;
  }

  table<T extends TableName>(name: T): ReadonlyMap<string, Tables[T]> {
    this.#warm(name, "");
    return (this.#tables.get(name) ?? NONE) as ReadonlyMap<string, unknown> as ReadonlyMap<string, Tables[T]>;
  }

  /** The rows whose field has the value. The index is made when first asked for, then kept up. */
  having<T extends TableName>(table: T, field: string, value: unknown): Tables[T][] {
    this.#warm(table, value === undefined ? "" : holds(field, value));
    const rows = this.#tables.get(table) ?? NONE;
    let indexes = this.#indexes.get(table);
    if (!indexes) this.#indexes.set(table, (indexes = new Map()));
    let index = indexes.get(field);
    if (!index) {
      indexes.set(field, (index = new Map()));
      for (const row of rows.values()) enter(index, field, row);
    }
    // Of a row that has the value in one scope a newer version, with another, may be text in a second one.
    if (this.#cold.size > 0) for (const id of [...(index.get(value) ?? [])]) this.#seek(table, id);
    return Array.from(index.get(value) ?? [], (id) => rows.get(id)! as unknown as Tables[T]);
  }

  /** The row of a scope as it is held there. */
  held(scope: string, table: string, id: string): Row | undefined {
    this.#seek(table, id);
    return this.#scopes.get(scope)?.get(table)?.get(id);
  }

  /** The text of a scope's rows, as the server sends them, table by table. */
  *lines(scope: string): Iterable<string> {
    for (const _ of this.warming(scope)) continue;
    for (const [table, rows] of this.#scopes.get(scope) ?? []) {
      for (const row of rows.values()) yield JSON.stringify([table, row.id, row.ver, row]);
    }
  }

  apply(head: Head, changes: readonly Change[]): void {
    const scope = made(this.#scopes, head.scope);
    const past = this.#cold.get(head.scope)?.past;
    for (const [table, id, , row] of changes) {
      past?.add(begins(table, id));
      if (row === null) scope.get(table)?.delete(id);
      else made(scope, table).set(id, row as Row);
      this.#settle(table, id);
    }
    this.heads.set(head.scope, head);
  }

  /** Take a scope from the disk: pages, and the changes since. */
  lay(head: Head, leaves: readonly Leaf[], since: readonly Change[]): void {
    if (this.#scopes.has(head.scope)) return this.swap(head, [...leaves.flatMap(({ text }) => changesIn(text)), ...since]);
    if (leaves.length > 0) this.#cold.set(head.scope, new Cold(leaves));
    this.apply(head, since);
  }

  /** Make rows of what is still text, in a scope or in all; a page a step. */
  *warming(scope?: string): Generator<void, void> {
    for (const [name, cold] of this.#cold) {
      if (scope !== undefined && name !== scope) continue;
      for (let leaf = cold.any(); leaf && this.#cold.get(name) === cold; leaf = cold.any()) {
        this.#thaw(name, cold, leaf);
        yield;
      }
    }
  }

  /** Have one row out of the text, of every scope that may hold it. */
  #seek(table: string, id: string): void {
    for (const [scope, cold] of this.#cold) {
      if (!cold.has(table) || this.#scopes.get(scope)?.get(table)?.has(id)) continue;
      for (const leaf of cold.find(table, begins(table, id))) this.#thaw(scope, cold, leaf);
    }
  }

  /** Make rows of all pages that may have what is sought: `""` is in each. */
  #warm(table: string, text: string): void {
    for (const [scope, cold] of this.#cold) for (const leaf of cold.find(table, text)) this.#thaw(scope, cold, leaf);
  }

  #thaw(name: string, cold: Cold, leaf: Leaf): void {
    cold.take(leaf);
    const scope = made(this.#scopes, name);
    for (const [table, id, , row] of changesIn(leaf.text)) {
      if (row === null || (cold.past.size > 0 && cold.past.has(begins(table, id)))) continue;
      made(scope, table).set(id, row as Row);
      this.#rise(table, row as Row);
    }
    if (cold.size === 0) this.#cold.delete(name);
  }

  /** Put the whole of a scope in the place of what was there. */
  swap(head: Head, changes: readonly Change[]): void {
    for (const _ of this.swapping(head, changes)) continue;
  }

  /**
   * The same in steps, between which the page may breathe. A row that has not changed stays the very same, so what is
   * left for the last step, in which all of it counts at once, is what differs. Of a scope that is new here rows come
   * up bit by bit.
   */
  *swapping(head: Head, changes: readonly Change[]): Generator<void, void> {
    const before = this.#scopes.get(head.scope);
    const after = new Map<string, Rows>();
    const isDropped = (): boolean => this.#scopes.get(head.scope) !== (before ?? after); // as when somebody signs out
    if (!before) this.#scopes.set(head.scope, after);
    for (const _ of this.warming(head.scope)) yield;
    const moved: [table: string, id: string][] = [];
    for (const [nth, [table, id, , row]] of changes.entries()) {
      const held = before?.get(table)?.get(id);
      const rows = made(after, table);
      if (row === null) rows.delete(id);
      else rows.set(id, held && same(held, row as Row) ? held : (row as Row));
      if (!before && row) this.#rise(table, row as Row);
      else if (!before) this.#settle(table, id);
      else if (rows.get(id) !== held) moved.push([table, id]);
      if (nth % ROWS_A_STEP !== ROWS_A_STEP - 1) continue;
      yield;
      if (isDropped()) return;
    }
    let looked = 0;
    for (const [table, rows] of before ?? []) {
      for (const id of rows.keys()) {
        if (!after.get(table)?.has(id)) moved.push([table, id]);
        if (++looked % ROWS_A_STEP === 0) yield;
      }
    }
    if (isDropped()) return;
    this.#scopes.set(head.scope, after);
    for (const [table, id] of moved) this.#settle(table, id);
    this.heads.set(head.scope, head);
  }

  drop(scope: string): void {
    const before = this.#scopes.get(scope);
    this.#scopes.delete(scope);
    this.#cold.delete(scope);
    this.heads.delete(scope);
    for (const [table, rows] of before ?? []) for (const id of rows.keys()) this.#settle(table, id);
  }

  /** Make the table hold the newest version that any scope holds, or none. */
  #settle(table: string, id: string): void {
    let best: Row | undefined;
    for (const scope of this.#scopes.values()) {
      const held = scope.get(table)?.get(id);
      if (held && (!best || held.ver > best.ver)) best = held;
    }
    this.#show(table, id, best);
  }

  /** The same for a row that one scope more has come to hold: what the others hold is in the table. */
  #rise(table: string, row: Row): void {
    const before = this.#tables.get(table)?.get(row.id);
    if (!before || before.ver < row.ver) this.#show(table, row.id, row);
  }

  #show(table: string, id: string, best: Row | undefined): void {
    const rows = made(this.#tables, table);
    const before = rows.get(id);
    if (before === best) return;
    if (best) rows.set(id, best);
    else rows.delete(id);
    for (const [field, index] of this.#indexes.get(table) ?? []) {
      if (before) index.get(value(before, field))?.delete(id);
      if (best) enter(index, field, best);
    }
  }
}

/** What is under a name, made if nothing is. */
function made<K, V>(all: Map<string, Map<K, V>>, name: string): Map<K, V> {
  let found = all.get(name);
  if (!found) all.set(name, (found = new Map()));
  return found;
}

/** Whether two versions of a row hold the same. */
function same(before: Row, after: Row): boolean {
  if (before.ver !== after.ver) return false;
  const [mine, yours] = [Object.entries(before), after as unknown as Readonly<Record<string, unknown>>];
  if (mine.length !== Object.keys(yours).length) return false;
  return mine.every(([field, one]) =>
    one === yours[field] || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(yours[field])));
}

const NONE: ReadonlyMap<string, Row> = new Map();
const value = (row: Row, field: string): unknown => (row as unknown as Record<string, unknown>)[field];

function enter(index: Index, field: string, row: Row): void {
  const ids = index.get(value(row, field));
  if (ids) ids.add(row.id);
  else index.set(value(row, field), new Set([row.id]));
}
