/** The shared cases: rows, an op, and what it comes to. The server's rules run the same files. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Changed } from "../domain/draft";
import { KINDS, type Kind } from "../generated/ops";
import { DEFAULTS, type TableName } from "../generated/rows";
import type { Outcome } from "../domain/outcome";
import { Rows } from "../sync/testing";
import type { Context, Rule } from "./kernel";
import { REST } from "./rest";
import { WALK } from "./walk";
import { PICKING } from "./twins";

type Fields = Record<string, unknown>;
interface Case {
  readonly name: string;
  readonly given: Record<string, Fields[]>;
  readonly op: Fields;
  readonly context: { id: string; author: string; device: string; n: number; wall: number; received_at: number };
  readonly then: { out: string; code?: string; params: Fields; choices?: string[]; task?: Fields; rows?: Record<string, Fields[]> };
}

/** What floor devices do not hold: the office's books, the ledger and the counters. */
const OFFICE: readonly string[] = ["sales_order", "order_line", "finding", "reservation", "customer", "move", "counter", "checkpoint_entry"];

function casesOf(kind: string): Case[] {
  const file = new URL(`../../../tests/cases/${kind}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Case[]) : [];
}

/** What a sales person's device holds of an order: theirs, and what was set aside for them; no stock. */
const BOOKS: readonly string[] = ["stock_position", "reservation", "finding", "role_grant"];

function given(tables: Case["given"], hidden = OFFICE): Rows {
  const state = new Rows();
  for (const [table, rows] of Object.entries(tables)) {
    if (hidden.includes(table)) continue;
    for (const row of rows) {
      const whole = { ...DEFAULTS[table as TableName], ...row } as Changed["row"];
      state.rows.set(`${table}/${whole.id}`, { table, row: whole } as Changed);
    }
  }
  return state;
}

/** An outcome as a case states it. */
function told(outcome: Outcome): Case["then"] {
  const { out, code, params, choices, task } = outcome;
  if (out === "refused") return { out, code, params, choices: [...choices] };
  const rows: Record<string, Fields[]> = {};
  for (const { table, row } of [...outcome.rows].sort((a, b) => (a.row.id < b.row.id ? -1 : 1))) {
    const { ver: _ver, ...fields } = row;
    (rows[table] ??= []).push(fields);
  }
  return out === "applied" ? { out, params, rows } : { out, code, params, task: { ...task! }, rows };
}

/** The rows of a case, with the defaults of the fields that they leave out. */
function whole(table: string, rows: readonly Fields[]): Fields[] {
  const { ver: _ver, ...fields } = DEFAULTS[table as TableName] as Fields;
  return rows.map((row) => ({ ...fields, ...row }));
}

function onFloor(then: Case["then"]): Case["then"] {
  if (!then.rows) return then;
  // What ends a promise frees it in the position too; a device that holds no promises hears of both from the server.
  const hidden = "reservation" in then.rows ? [...OFFICE, "stock_position"] : OFFICE;
  const seen = Object.entries(then.rows).filter(([table]) => !hidden.includes(table));
  const told = { ...then, rows: Object.fromEntries(seen.map(([table, rows]) => [table, whole(table, rows)])) };
  return "counter" in then.rows && "sscc" in then.params ? unnumbered(told) : told;
}

/** A number that the server gives is not known on the device. */
function unnumbered({ params, rows, ...then }: Case["then"]): Case["then"] {
  const carton = rows?.["carton"]?.map((row) => ({ ...row, sscc: null })) ?? [];
  return { ...then, params: { ...params, sscc: "" }, rows: { ...rows, carton } };
}

/** Kinds of which the device judges only a part: what leases make of them. */
const isInPart = ([kind]: [string, unknown]): boolean => KINDS[kind as Kind][1] === "lease" && kind.startsWith("order.");
const TWIN_LIST = Object.entries({ ...PICKING, ...WALK, ...REST });

describe.each(TWIN_LIST.filter((twin) => !isInPart(twin)))("%s", (kind, rule) => {
  it.each(casesOf(kind))("$name", ({ given: rows, op, context, then }) => {
    // The floor does not see that the office holds an order, nor which numbers nobody holds; the server says it later.
    if (["order_held", "sscc_unknown", "no_number"].includes(then.code ?? "")) return;
    const { received_at: receivedAt, ...rest } = context;
    const decide = rule as Rule<never>;
    const seen: Context = { ...rest, receivedAt };
    expect(told(decide(op as never, given(rows), seen))).toEqual(onFloor(then));
  });

  it("has shared cases", () => expect(casesOf(kind).length).toBeGreaterThan(0));
});

describe.each(TWIN_LIST.filter(isInPart))("%s", (kind, rule) => {
  it.each(casesOf(kind))("draws on leases as the server does: $name", ({ given: rows, op, context, then }) => {
    const { received_at: receivedAt, ...rest } = context;
    const outcome = (rule as Rule<never>)(op as never, given(rows, BOOKS), { ...rest, receivedAt });
    const seen = told(outcome);
    if (then.out === "refused") return expect(seen).toEqual(then);
    expect(seen.out).toBe("applied");
    expect(seen.params["why"]).toBe(then.out === "exception" ? then.code : "");
    expect(seen.rows?.["lease"]).toEqual(then.rows?.["lease"]);
    const drawn = sum(then.rows?.["lease"], "used") - sum(rows["lease"]?.filter((row) => there(then, row)), "used");
    expect(seen.params["firm"]).toBe(drawn);
    expect(sum(seen.rows?.["order_line"], "reserved")).toBe(drawn);
    expect(sum(seen.rows?.["order_line"], "ordered")).toBe(seen.params["units"]);
    expect(placed(seen)).toEqual(placed(then));
  });

  it("has shared cases with leases that hold and that do not", () => {
    const codes = new Set(casesOf(kind).map(({ then }) => then.code));
    expect([...codes]).toEqual(expect.arrayContaining([undefined, "lease_late", "lease_overdrawn", "lease_foreign"]));
  });
});

const sum = (rows: Fields[] | undefined, field: string): number =>
  (rows ?? []).reduce((all, row) => all + (row[field] as number), 0);

const there = (then: Case["then"], { id }: Fields): boolean => then.rows?.["lease"]?.some((row) => row["id"] === id) ?? false;

/** The order and its lines but for what only the server decides. */
function placed({ rows }: Case["then"]): unknown {
  const order = whole("sales_order", rows?.["sales_order"] ?? []).map(({ stage: _1, decided_by: _2, unkept: _3, ...fields }) => fields);
  const lines = whole("order_line", rows?.["order_line"] ?? []).map(({ reserved: _1, backordered: _2, ...fields }) => fields);
  return { order, lines };
}
