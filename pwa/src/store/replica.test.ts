/** What is read is the base with the pending ops over it, by id and by field alike. */

import { beforeEach, expect, it } from "vitest";
import { QUEUED, applied } from "../domain/outcome";
import type { Tote } from "../generated/rows";
import type { KeptOp } from "./outbox";
import { Replica } from "./replica";

const tote = (id: string, shipment: string | null, ver = 1): Tote => ({ id, ver, warehouse: "ROT", code: id, shipment });
const head = (cursor: number) => ({ scope: "wh:ROT", cursor, digest: "", base: 0, made: 1, epoch: "e1" });
const op = (n: number, row: Tote): KeptOp =>
  ({ n, id: `op${n}`, kind: "pick.bind", author: "ana", wall: n, text: JSON.stringify(row), h: "" });

let replica: Replica;
const ids = (shipment: string | null): string[] => replica.where("tote", "shipment", shipment).map(({ id }) => id);

beforeEach(() => {
  replica = new Replica((kept) => {
    const row = JSON.parse(kept.text) as Tote | null;
    return row ? applied([{ table: "tote", row }]) : QUEUED;
  });
  replica.apply(head(1), ["a", "b", "c"].map((id) => ["tote", id, 1, tote(id, null)] as const));
});

it("finds rows by field as they stand, in the order of ids", () => {
  expect(ids(null)).toEqual(["a", "b", "c"]);
  replica.apply(head(2), [["tote", "b", 2, tote("b", "o1", 2)]]);
  expect([ids(null), ids("o1")]).toEqual([["a", "c"], ["b"]]);
  replica.apply(head(3), [["tote", "c", 2, null], ["tote", "0", 1, tote("0", "o1")]]);
  expect([ids(null), ids("o1")]).toEqual([["a"], ["0", "b"]]);
});

it("finds a row where a pending op has put it, and nowhere else", () => {
  ids(null);
  replica.add(op(1, tote("b", "o1")));
  expect([ids(null), ids("o1"), replica.get("tote", "b")?.shipment]).toEqual([["a", "c"], ["b"], "o1"]);
  expect(replica.all("tote").map(({ id }) => id)).toEqual(["a", "b", "c"]);
  replica.pend([], new Map());
  expect([ids(null), ids("o1")]).toEqual([["a", "b", "c"], []]);
});

it("replays ops in their order, whichever is heard of first", () => {
  replica.add(op(2, tote("b", "second")));
  replica.add(op(1, tote("b", "first")));
  expect(replica.get("tote", "b")?.shipment).toBe("second");
  replica.add(op(1, tote("b", "again")));
  expect(replica.get("tote", "b")?.shipment).toBe("second");
});

it("replays an op until its answer and its rows are here", () => {
  const kept = op(1, tote("b", "o1"));
  replica.pend([kept], new Map([[1, { n: 1, out: "applied", at: { "wh:ROT": 2, desk: 9 } }]]));
  expect(replica.get("tote", "b")?.shipment).toBe("o1");
  replica.apply(head(2), [["tote", "b", 2, tote("b", "o7", 2)]]);
  expect(replica.get("tote", "b")).toEqual(tote("b", "o7", 2));
});

it.each(["refused", "quarantined"] as const)("takes back at once what was %s", (out) => {
  replica.pend([op(1, tote("b", "o1"))], new Map([[1, { n: 1, out }]]));
  expect(replica.get("tote", "b")?.shipment).toBeNull();
});

it("tells of a change once, and not after that was ended", () => {
  let told = 0;
  const end = replica.onChange(() => (told += 1));
  const { version } = replica;
  replica.apply(head(2), [["tote", "d", 1, tote("d", null)]]);
  expect([told, replica.version]).toEqual([1, version + 1]);
  end();
  replica.apply(head(3), []);
  expect(told).toBe(1);
});

const many = (count: number, shipment: string | null, ver = 1) =>
  Array.from({ length: count }, (_, n) => ["tote", `n${n}`, ver, tote(`n${n}`, shipment, ver)] as const);

it("puts a whole scope in place in steps, of which only the last counts", () => {
  replica.change((base) => base.swap(head(1), [...many(200, null), ["tote", "old", 1, tote("old", null)] as const]));
  const [kept, before] = [replica.get("tote", "n150"), ids(null).length];
  const steps = replica.base.swapping(head(2), [...many(100, "o1", 2), ...many(200, null).slice(100)]);
  expect(steps.next().done).toBe(false);
  expect([ids(null).length, ids("o1").length]).toEqual([before, 0]);
  while (!steps.next().done) expect(replica.base.heads.get("wh:ROT")?.cursor).toBe(1);
  expect([ids(null).length, ids("o1").length, replica.get("tote", "old")]).toEqual([100, 100, undefined]);
  expect(replica.get("tote", "n150")).toBe(kept);
  expect(replica.base.heads.get("wh:ROT")?.cursor).toBe(2);
});

it("takes a changed row whose version is the same, whatever field differs", () => {
  replica.change((base) => base.swap(head(2), [["tote", "a", 1, tote("a", "o9")]]));
  expect([ids("o9"), ids(null)]).toEqual([["a"], []]);
});

it.each([true, false])("leaves a scope dropped that was dropped between two steps", (held) => {
  if (!held) replica.change((base) => base.drop("wh:ROT"));
  const steps = replica.base.swapping(head(2), many(200, null));
  steps.next();
  replica.change((base) => base.drop("wh:ROT"));
  while (!steps.next().done) continue;
  expect([replica.all("tote"), replica.base.heads.size]).toEqual([[], 0]);
});
