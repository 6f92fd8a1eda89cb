/** The rows that the server has sent, in memory, by scope; a row is there as long as one scope holds it. */

import type { TableName, Tables } from "../generated/rows";
import type { Change, Head } from "./pages";

interface Held {
  readonly table: string;
  readonly row: Row;
}

export interface Row {
  readonly id: string;
  readonly ver: number;
}

type Index = Map<unknown, Set<string>>;

export class Base {
  readonly heads = new Map<string, Head>();
  readonly #scopes = new Map<string, Map<string, Held>>();
  readonly #tables = new Map<string, Map<string, Row>>();
  readonly #indexes = new Map<string, Map<string, Index>>();

  table<T extends TableName>(name: T): ReadonlyMap<string, Tables[T]> {
    return (this.#tables.get(name) ?? new Map()) as ReadonlyMap<string, Tables[T]>;
  }

  /** The ids of the rows whose field has the value. The index is made when first asked for, then kept up. */
  ids(table: TableName, field: string, value: unknown): ReadonlySet<string> {
    let indexes = this.#indexes.get(table);
    if (!indexes) this.#indexes.set(table, (indexes = new Map()));
    let index = indexes.get(field);
    if (!index) {
      indexes.set(field, (index = new Map()));
      for (const row of this.#tables.get(table)?.values() ?? []) enter(index, field, row);
    }
    return index.get(value) ?? EMPTY;
  }

  /** The row of a scope as it is held there. */
  held(scope: string, table: string, id: string): Row | undefined {
    return this.#scopes.get(scope)?.get(`${table}/${id}`)?.row;
  }

  /** The text of a scope's rows, as the server sends them. */
  *lines(scope: string): Iterable<string> {
    for (const { table, row } of this.#scopes.get(scope)?.values() ?? []) {
      yield JSON.stringify([table, row.id, row.ver, row]);
    }
  }

  apply(head: Head, changes: readonly Change[]): void {
    let scope = this.#scopes.get(head.scope);
    if (!scope) this.#scopes.set(head.scope, (scope = new Map()));
    for (const [table, id, , row] of changes) {
      const key = `${table}/${id}`;
      if (row === null) scope.delete(key);
      else scope.set(key, { table, row: row as Row });
      this.#settle(table, id, key);
    }
    this.heads.set(head.scope, head);
  }

  /** Put the whole of a scope in the place of what was there. */
  swap(head: Head, changes: readonly Change[]): void {
    const before = this.#scopes.get(head.scope) ?? new Map<string, Held>();
    this.#scopes.set(head.scope, new Map());
    this.apply(head, changes);
    const after = this.#scopes.get(head.scope)!;
    for (const [key, { table, row }] of before) if (!after.has(key)) this.#settle(table, row.id);
  }

  drop(scope: string): void {
    const before = this.#scopes.get(scope);
    this.#scopes.delete(scope);
    this.heads.delete(scope);
    for (const { table, row } of before?.values() ?? []) this.#settle(table, row.id);
  }

  /** Make the table hold the newest version that any scope holds, or none. */
  #settle(table: string, id: string, key = `${table}/${id}`): void {
    let best: Row | undefined;
    for (const scope of this.#scopes.values()) {
      const held = scope.get(key)?.row;
      if (held && (!best || held.ver > best.ver)) best = held;
    }
    let rows = this.#tables.get(table);
    if (!rows) this.#tables.set(table, (rows = new Map()));
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

const EMPTY: ReadonlySet<string> = new Set();
const value = (row: Row, field: string): unknown => (row as unknown as Record<string, unknown>)[field];

function enter(index: Index, field: string, row: Row): void {
  const ids = index.get(value(row, field));
  if (ids) ids.add(row.id);
  else index.set(value(row, field), new Set([row.id]));
}
