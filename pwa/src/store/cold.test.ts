/** Rows that are still text are read as if they were none: whatever is asked, and whatever changes before it is asked. */

import fc from "fast-check";
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { expect, it } from "vitest";
import { Base } from "./base";
import { Disk } from "./disk";
import { Pages, type Change, type Head } from "./pages";

type Asked = "barcode" | "tote";
const TABLES: readonly Asked[] = ["barcode", "tote"];
const SCOPES = ["wh:ROT", "catalog"];
const head = (scope: string, cursor: number): Head => ({ scope, cursor, digest: "", base: 0, made: 1, epoch: "e1" });
const lineOf = (change: Change): string => JSON.stringify(change);

/** Ids and values that begin alike, or that JSON writes otherwise than they are. */
const NAMES = ["a", "ab", 'q"', "\\", "料", "\u2028", "\u0001", "5"];
const VALUES = [...NAMES, 0, 1, 10, null, true, false, undefined];
const name = fc.constantFrom(...NAMES);
const field = fc.constantFrom(...VALUES);
/** A row of a version is the same wherever it is held. */
const made = (id: string, ver: number) =>
  ({ id, ver, code: VALUES[(NAMES.indexOf(id) * 3 + ver * 5) % VALUES.length], inner: { code: "ab" } });
const rowIn = fc.record({ table: fc.constantFrom(...TABLES), id: name, ver: fc.integer({ min: 1, max: 9 }) });
const change = fc.tuple(rowIn, fc.integer({ min: 0, max: 4 })).map(([{ table, id, ver }, gone]): Change =>
  [table, id, ver, gone === 0 ? null : (made(id, ver) as never)]);

const step = fc.oneof(
  fc.record({ do: fc.constant("get" as const), table: fc.constantFrom(...TABLES), id: name }),
  fc.record({ do: fc.constant("having" as const), table: fc.constantFrom(...TABLES), value: field }),
  fc.record({ do: fc.constant("table" as const), table: fc.constantFrom(...TABLES) }),
  fc.record({ do: fc.constant("held" as const), scope: fc.constantFrom(...SCOPES), table: fc.constantFrom(...TABLES), id: name }),
  fc.record({ do: fc.constant("lines" as const), scope: fc.constantFrom(...SCOPES) }),
  fc.record({ do: fc.constant("apply" as const), scope: fc.constantFrom(...SCOPES), changes: fc.array(change, { maxLength: 3 }) }),
  fc.record({ do: fc.constant("swap" as const), scope: fc.constantFrom(...SCOPES), changes: fc.array(change, { maxLength: 9 }) }),
  fc.record({ do: fc.constant("drop" as const), scope: fc.constantFrom(...SCOPES) }),
  fc.record({ do: fc.constant("warm" as const), pages: fc.integer({ min: 1, max: 3 }) }),
);

/** One row an id, as a scope has it. */
const whole = (changes: readonly Change[]): Change[] => [
  ...new Map(changes.filter(([, , , row]) => row).map((one) => [`${one[0]}/${one[1]}`, one])).values(),
];
const sorted = (all: Iterable<unknown>): string[] => [...all].map((one) => JSON.stringify(one)).sort();

function act(base: Base, one: typeof step extends fc.Arbitrary<infer T> ? T : never): unknown {
  if (one.do === "get") return base.get(one.table, one.id) ?? null;
  if (one.do === "having") return sorted(base.having(one.table, "code", one.value));
  if (one.do === "table") return sorted(base.table(one.table).values());
  if (one.do === "held") return base.held(one.scope, one.table, one.id) ?? null;
  if (one.do === "lines") return [...base.lines(one.scope)].sort();
  if (one.do === "apply") base.apply(head(one.scope, 2), one.changes);
  if (one.do === "swap") base.swap(head(one.scope, 3), whole(one.changes));
  if (one.do === "drop") base.drop(one.scope);
  if (one.do === "warm") for (let n = 0, steps = base.warming(); n < one.pages; n++) steps.next();
  return null;
}

it("gives the same answers as rows that are there from the start", () => {
  const scopes = fc.array(fc.tuple(fc.array(change, { maxLength: 8 }), fc.array(change, { maxLength: 4 })), { minLength: 2, maxLength: 2 });
  fc.assert(fc.property(scopes, fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 12 }), (stored, size, steps) => {
    const [cold, warm] = [new Base(), new Base()];
    for (const [i, [rows, since]] of stored.entries()) {
      const pages = whole(rows);
      const leaves = Array.from({ length: Math.ceil(pages.length / size) }, (_, n) => pages.slice(n * size, (n + 1) * size))
        .map((some) => ({ text: some.map(lineOf).join(), tables: [...new Set(some.map(([table]) => table))] }));
      cold.lay(head(SCOPES[i]!, 1), leaves, since);
      warm.swap(head(SCOPES[i]!, 1), pages);
      warm.apply(head(SCOPES[i]!, 1), since);
    }
    for (const one of steps) expect(act(cold, one)).toEqual(act(warm, one));
    for (const table of TABLES) expect(sorted(cold.table(table).values())).toEqual(sorted(warm.table(table).values()));
    expect([...cold.heads]).toEqual([...warm.heads]);
  }), { numRuns: 1_500 });
});

const rows = (table: string, count: number): Change[] =>
  Array.from({ length: count }, (_, n) => [table, `${table}-${n}`, 1, { id: `${table}-${n}`, ver: 1, code: `c${n % 7}` } as never]);

it("reads no more pages of the disk than hold what is asked for", async () => {
  const pages = new Pages(new Disk(new IDBFactory()));
  await pages.swap(head("catalog", 1), [...rows("barcode", 1_000), ...rows("tote", 300)].map(lineOf));
  const { head: found, leaves, changes } = (await pages.load("catalog"))!;
  expect([leaves.length, changes.length, found.spans?.of]).toEqual([6, 0, [["barcode", 0, 3], ["tote", 4, 5]]]);
  const read: string[] = [];
  const base = new Base();
  base.lay(found, leaves.map(({ text, tables }) => ({ tables, get text() {
    read.push(tables.join());
    return text;
  } })), changes);
  expect(base.get("tote", "tote-299")?.id).toBe("tote-299");
  expect(new Set(read)).toEqual(new Set(["tote"]));
  expect([...base.warming()]).toHaveLength(5); // the sixth is rows already
});
