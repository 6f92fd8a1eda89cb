/** What a screen sees: the rows that the server has sent, and over them what the pending ops make of these rows. */

import { byId, type State } from "../domain/draft";
import type { Outcome } from "../domain/outcome";
import type { TableName, Tables } from "../generated/rows";
import { Base, type Row } from "./base";
import type { KeptOp, WireOutcome } from "./outbox";
import type { Change, Head } from "./pages";

/** The rule of an op, over the rows as the ops before it left them. */
export type Replay = (op: KeptOp, state: State) => Outcome;

export type Heads = ReadonlyMap<string, Head>;

/** Whether what an op changed is in rows that stand so, or never will be; `outcome`: what the server has made of it. */
export function isIn(outcome: WireOutcome | undefined, heads: Heads): boolean {
  if (!outcome) return false;
  if (outcome.out === "refused" || outcome.out === "quarantined") return true;
  return Object.entries(outcome.at ?? {}).every(([scope, seq]) => {
    const head = heads.get(scope);
    return !head || head.cursor >= seq;
  });
}

export class Replica implements State {
  /** Grows with every change of what can be read here. */
  version = 0;
  /** The history of the server that answers belong to; rows of another one are about to be replaced. */
  epoch = "";
  readonly base = new Base();
  readonly #listeners = new Set<() => void>();
  #over = new Map<string, Map<string, Row>>();
  #ops: KeptOp[] = [];
  #answers: ReadonlyMap<number, WireOutcome> = new Map();
  #priors: ReadonlyMap<number, WireOutcome> = new Map();

  constructor(private readonly replay: Replay) {}

  /** The row, or nothing. */
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return (this.#over.get(table)?.get(id) as Tables[T] | undefined) ?? this.base.get(table, id);
  }

  /** The rows whose field has the value, by id. */
  where<T extends TableName, F extends keyof Tables[T]>(table: T, field: F, value: Tables[T][F]): Tables[T][] {
    const over = this.#over.get(table);
    const found = this.base.having(table, field as string, value).filter(({ id }) => !over?.has(id));
    for (const row of (over?.values() ?? []) as Iterable<Tables[T]>) if (row[field] === value) found.push(row);
    return found.sort(byId);
  }

  /** All rows of a table, in no order. */
  all<T extends TableName>(table: T): Tables[T][] {
    const over = this.#over.get(table);
    const rows = this.base.table(table);
    if (!over) return [...rows.values()];
    return [...new Map<string, Tables[T]>([...rows, ...(over as Map<string, Tables[T]>)]).values()];
  }

  /** Call `fn` after each change; returns what ends that. */
  onChange(fn: () => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  /** Change the base, then lay the pending ops over it again. Listeners hear of it once. */
  change(work: (base: Base) => void): void {
    work(this.base);
    this.rebase();
  }

  apply(head: Head, changes: readonly Change[]): void {
    this.change((base) => base.apply(head, changes));
  }

  /** Take one more op, made here or in another tab. `outcome`: what it comes to over the rows as they are, if known. */
  add(op: KeptOp, outcome?: Outcome): void {
    const last = this.#ops.at(-1);
    if (last && last.n >= op.n) {
      if (this.#ops.some(({ n }) => n === op.n)) return;
      this.#ops = [...this.#ops, op].sort((a, b) => a.n - b.n);
      return this.rebase();
    }
    this.#ops.push(op);
    this.#lay(outcome ?? this.replay(op, this));
    this.#tell();
  }

  /** The ops that are not settled, in order, and what is known of them. `priors`: promises of a former epoch. */
  pend(ops: readonly KeptOp[], answers: ReadonlyMap<number, WireOutcome>, priors: typeof answers = new Map()): void {
    this.#ops = [...ops];
    this.#answers = answers;
    this.#priors = priors;
    this.rebase();
  }

  /** Whether what an op changed is in the base, or never will be. Until then it is replayed. */
  landed(n: number): boolean {
    return isIn(this.#answers.get(n), this.base.heads);
  }

  /** The rows of the base that the rule of an op reads. */
  reads(op: KeptOp): { table: TableName; row: Row }[] {
    const seen = new Map<string, { table: TableName; row: Row }>();
    const note = (table: TableName, id: string): void => {
      const row = this.base.get(table, id);
      if (row) seen.set(`${table}/${id}`, { table, row });
    };
    const spy: State = {
      get: (table, id) => {
        note(table, id);
        return this.get(table, id);
      },
      where: (table, field, value) => {
        const rows = this.where(table, field, value);
        for (const { id } of rows) note(table, id);
        return rows;
      },
    };
    this.replay(op, spy);
    return [...seen.values()];
  }

  /** Replay what has not landed over the base as it is now. */
  rebase(): void {
    this.#over = new Map();
    this.#ops = this.#ops.filter(({ n }) => !this.landed(n));
    for (const op of this.#ops) if (!this.#stillShown(op.n)) this.#lay(this.replay(op, this));
    this.#tell();
  }

  /** Whether the rows still are those of the epoch in which an op, now to be sent again, had been taken. */
  #stillShown(n: number): boolean {
    const at = Object.entries(this.#priors.get(n)?.at ?? {});
    return at.some(([scope, seq]) => {
      const head = this.base.heads.get(scope);
      return head !== undefined && head.epoch !== this.epoch && head.cursor >= seq;
    });
  }

  #lay({ rows: changed }: Outcome): void {
    for (const { table, row } of changed) {
      const rows = this.#over.get(table);
      if (rows) rows.set(row.id, row);
      else this.#over.set(table, new Map([[row.id, row]]));
    }
  }

  #tell(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}
