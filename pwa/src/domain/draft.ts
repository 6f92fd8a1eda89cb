/** The rows of one decision while it is being made: changes lie over the state, and later steps see earlier ones. */

import type { TableName, Tables } from "../generated/rows";

/** A new version of a row. `ver` stays what it was: the server counts it. */
export type Changed = { [T in TableName]: { readonly table: T; readonly row: Tables[T] } }[TableName];

/** The rows that a rule may read. */
export interface State {
  /** The row, or nothing. */
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  /** The rows whose field has the value, by id. */
  where<T extends TableName, F extends keyof Tables[T]>(table: T, field: F, value: Tables[T][F]): Tables[T][];
}

/** A row that the rule needs is not on this device. The engine answers it; rules never do. */
export class Missing extends Error {
  constructor(readonly table: string, readonly id: string) {
    super(`${table}/${id} is not here`);
  }
}

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** The row; the engine answers if it is not there. */
export function need<T extends TableName>(state: State, table: T, id: string): Tables[T] {
  const row = state.get(table, id);
  if (row === undefined) throw new Missing(table, id);
  return row;
}

export class Draft implements State {
  readonly #over = new Map<string, Changed>();

  /** `op` names the op that is being decided; `at` is when it was received. */
  constructor(
    private readonly under: State, readonly op: string, readonly author: string, readonly at: number,
  ) {}

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    const over = this.#over.get(`${table}/${id}`);
    return over ? (over.row as Tables[T]) : this.under.get(table, id);
  }

  need<T extends TableName>(table: T, id: string): Tables[T] {
    return need(this, table, id);
  }

  where<T extends TableName, F extends keyof Tables[T]>(table: T, field: F, value: Tables[T][F]): Tables[T][] {
    const found = new Map(this.under.where(table, field, value).map((row) => [row.id, row]));
    for (const over of this.#over.values()) if (over.table === table) found.set(over.row.id, over.row as Tables[T]);
    return [...found.values()].filter((row) => row[field] === value).sort(byId);
  }

  /** Take a new row, or a new version of one. */
  put<T extends TableName>(table: T, row: Tables[T]): Tables[T] {
    this.#over.set(`${table}/${row.id}`, { table, row } as unknown as Changed);
    return row;
  }

  /** Change fields of a row, as it was last put or found. */
  set<T extends TableName>(table: T, row: Tables[T], fields: Partial<Tables[T]>): Tables[T] {
    return this.put(table, { ...row, ...fields });
  }

  /** A number under the op for one more new row of a table. */
  nextNumber(table: TableName): number {
    return 1 + [...this.#over.values()].filter((over) => over.table === table).length;
  }

  /** The changed rows, in the order of their first change; rows that came out as they were are left out. */
  rows(): Changed[] {
    return [...this.#over.values()].filter(
      ({ table, row }) => row.ver === 0 || !same(row, this.under.get(table, row.id)),
    );
  }
}

function same(a: object, b: object | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
