/** Kept is kept, or said not to be. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { restore } from "./anew";
import { Disk, StorageFull } from "./disk";
import { link, ZERO } from "./hash";
import { chunk } from "../sync/push";
import { Outbox, Shrunk, type NewOp } from "./outbox";

const op = (id: string): NewOp<"pick.scan"> =>
  ({ id, kind: "pick.scan", author: "ana", wall: 1, body: { task: "r1/1", raw: "4006381333931" } });

let factory: IDBFactory;
let outbox: Outbox;

beforeEach(() => {
  factory = new IDBFactory();
  outbox = new Outbox(new Disk(factory));
});

afterEach(() => {
  vi.restoreAllMocks();
});

const answered = (n: number): Promise<void> =>
  outbox.answer([], [], { epoch: "e", answered: n, settled: 0, durable: 0, renumbered: 0 });

const plain = IDBDatabase.prototype.transaction;

/** Make the next transactions of the database end as `ways` say. */
function fail(...ways: ("dead" | "full" | "dead after commit")[]): void {
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...args) {
    const way = ways.shift();
    if (way === "dead") throw new DOMException("Connection to Indexed Database server lost.", "InvalidStateError");
    const tx = plain.apply(this, args);
    if (way === "full") queueMicrotask(() => abort(tx, "QuotaExceededError"));
    if (way === "dead after commit") tx.addEventListener("complete", () => abortedLate(tx));
    return tx;
  });
}

function abort(tx: IDBTransaction, name: string): void {
  Object.defineProperty(tx, "error", { value: new DOMException("", name) });
  tx.abort();
}

/** The commit went through, but its connection died before it could say so. */
function abortedLate(tx: IDBTransaction): void {
  Object.defineProperty(tx, "error", { value: new DOMException("connection lost", "UnknownError") });
  tx.onabort?.(new Event("abort"));
}

it("opens the database again when its connection has died", async () => {
  await outbox.record(op("a"));
  fail("dead");
  expect((await outbox.record(op("b"))).n).toBe(2);
});

it("does not keep an op twice when the first try had reached the disk", async () => {
  await outbox.record(op("a"));
  fail("dead after commit");
  expect((await outbox.record(op("b"))).n).toBe(2);
  vi.restoreAllMocks();
  expect((await outbox.after(0)).map(({ id }) => id)).toEqual(["a", "b"]);
});

it("says so when there is no room, and leaves no hole in the numbers", async () => {
  await outbox.record(op("a"));
  fail("full");
  await expect(outbox.record(op("b"))).rejects.toThrow(StorageFull);
  vi.restoreAllMocks();
  expect((await outbox.record(op("c"))).n).toBe(2);
});

it("says so when there is no room though the browser leaves what was asked of the database without a word", async () => {
  const last = await outbox.record(op("a"));
  vi.spyOn(IDBObjectStore.prototype, "get").mockReturnValueOnce({} as IDBRequest);
  vi.spyOn(IDBTransaction.prototype, "commit").mockImplementationOnce(function (this: IDBTransaction) {
    abort(this, "QuotaExceededError");
  });
  await expect(outbox.record(op("b"), last)).rejects.toThrow(StorageFull);
  vi.restoreAllMocks();
  expect((await outbox.record(op("c"), last)).n).toBe(2);
});

it("keeps an op in one trip to the disk after the one that was seen last", async () => {
  const first = await outbox.record(op("a"));
  const cursors = vi.spyOn(IDBObjectStore.prototype, "openCursor");
  const commits = vi.spyOn(IDBTransaction.prototype, "commit");
  const second = await outbox.record(op("b"), first);
  expect([cursors.mock.calls.length, commits.mock.calls.length]).toEqual([0, 1]);
  vi.restoreAllMocks();
  expect([second.n, second.h]).toEqual([2, link(first.h, second.text)]);
  expect(await outbox.after(0)).toEqual([first, second]);
});

it("gives each op its own number, whoever keeps one at the same time", async () => {
  const first = await outbox.record(op("a"));
  const others = await Promise.all(["b", "c", "d"].map((id) => outbox.record(op(id), first)));
  expect(others.map(({ n }) => n).sort()).toEqual([2, 3, 4]);
  const ops = await outbox.after(0);
  expect(ops.map(({ h }) => h)).toEqual(ops.map(({ text }, i) => link(ops[i - 1]?.h ?? ZERO, text)));
});

it("does not keep an op twice when its one trip had reached the disk", async () => {
  const first = await outbox.record(op("a"));
  fail("dead after commit");
  expect((await outbox.record(op("b"), first)).n).toBe(2);
  vi.restoreAllMocks();
  expect((await outbox.after(0)).map(({ id }) => id)).toEqual(["a", "b"]);
});

it("leaves no op behind a gap when another tab has given new numbers or the database was emptied", async () => {
  let last = await outbox.record(op("a"));
  for (const id of ["b", "c"]) last = await outbox.record(op(id), last);
  await answered(1);
  await outbox.renumber({ n: 1, h: "f".repeat(32) }, 1);
  const kept = await outbox.record(op("d"), last);
  expect([kept.n, (await outbox.after(0)).map(({ n, id }) => [n, id])]).toEqual([4, [[2, "b"], [3, "c"], [4, "d"]]]);
  await answered(4);
  await outbox.renumber({ n: 0, h: ZERO }, 9, { id: "d-2" });
  await expect(outbox.record(op("e"), kept)).rejects.toThrow(Shrunk);
  expect(await outbox.after(0)).toEqual([]);
});

it("asks the disk for strict durability", async () => {
  const seen = vi.spyOn(IDBDatabase.prototype, "transaction");
  await outbox.record(op("b"), await outbox.record(op("a")));
  expect(seen.mock.calls.slice(-2).map(([, , options]) => options)).toEqual([{ durability: "strict" }, { durability: "strict" }]);
  vi.restoreAllMocks();
});

it("forgets only what is answered, landed and backed up, and still knows the next number", async () => {
  for (const id of ["a", "b", "c"]) await outbox.record(op(id));
  await outbox.trim({ epoch: "e", answered: 3, settled: 3, durable: 2, renumbered: 0 });
  expect((await outbox.after(0)).map(({ n }) => n)).toEqual([2, 3]);
  await outbox.trim({ epoch: "e", answered: 3, settled: 3, durable: 3, renumbered: 0 });
  expect((await outbox.record(op("d"))).n).toBe(4);
});

it("keeps the dependencies between ops that get new numbers", async () => {
  for (const id of ["a", "b"]) await outbox.record(op(id));
  await outbox.record({ ...op("c"), deps: [1, 2] });
  await answered(1);
  await outbox.renumber({ n: 0, h: ZERO }, 1, { id: "d-2" });
  const ops = await outbox.after(0);
  expect(ops.map(({ n, id }) => [n, id])).toEqual([[1, "b"], [2, "c"]]);
  expect((JSON.parse(ops[1]!.text) as { deps: number[] }).deps).toEqual([1]);
});

it("says of an op that it builds on one which was refused under a number that is gone", async () => {
  for (const id of ["a", "b"]) await outbox.record(op(id));
  await outbox.record({ ...op("c"), deps: [1, 2] });
  const refused = [{ n: 1, out: "refused" }, { n: 2, out: "applied" }] as const;
  await outbox.answer(refused, [], { epoch: "e", answered: 2, settled: 0, durable: 0, renumbered: 0 });
  await outbox.renumber({ n: 0, h: ZERO }, 2, { id: "d-2" });
  expect((JSON.parse((await outbox.after(0))[0]!.text) as { deps: number[] }).deps).toEqual([0]);
});

it("sends again, after a restore, what no backup holds of the names that this device has had", async () => {
  await restore(outbox.disk, { id: "d-1" }, { n: 0, h: ZERO }, [], []);
  for (const id of ["a", "b", "c", "d"]) await outbox.record(op(id));
  const answers = [1, 2, 3].map((n) => ({ n, out: "applied" }) as const);
  await outbox.answer(answers, [], { epoch: "e", answered: 3, settled: 3, durable: 1, renumbered: 0 });
  await outbox.renumber({ n: 0, h: ZERO }, 3, { id: "d-2" });
  expect((await outbox.after(0)).map(({ n, id }) => [n, id])).toEqual([[1, "d"]]);
  const back = { epoch: "f", answered: 0, settled: 0, durable: 0, renumbered: 1 };
  for (let times = 0; times < 2; times++) {
    await outbox.rewind(back);
    expect((await outbox.after(0)).map(({ n, id }) => [n, id])).toEqual([[1, "d"], [2, "b"], [3, "c"]]);
    expect((await outbox.answersAfter(0)).map(({ n }) => n)).toEqual([2, 3]);
  }
});

it("forgets no op for its number that nobody has answered", async () => {
  for (const id of ["a", "b", "c"]) await outbox.record(op(id));
  await answered(1);
  await outbox.renumber({ n: 7, h: ZERO }, 7);
  expect((await outbox.after(0)).map(({ n, id }) => [n, id])).toEqual([[8, "b"], [9, "c"]]);
});

it("writes no text that the server could not keep, and leaves all other text as it was typed", async () => {
  const typed = 'half \ud83d, other half \ude00, \u0000 nothing, whole 😀, "C:\\ud83d\\u0000", line\nend';
  const { text } = await outbox.record({ ...op("a"), body: { task: "r1/1", raw: typed } });
  const { raw } = (JSON.parse(text) as { body: { raw: string } }).body;
  expect(raw).toBe('half \ufffd, other half \ufffd, \ufffd nothing, whole 😀, "C:\\ud83d\\u0000", line\nend');
  expect(new TextDecoder().decode(new TextEncoder().encode(text))).toBe(text);
});

it("sends each op under the grant version that its author had, after a renumbering too", async () => {
  await outbox.record({ ...op("a"), grantV: 3 });
  await outbox.record({ ...op("b"), grantV: 3 });
  await outbox.record({ ...op("c"), grantV: 4 });
  const frames = async () => {
    const all = await outbox.after(0);
    const first = chunk(all);
    return [first, chunk(all.slice(first.length))].map((ops) => ops.map(({ id, grantV }) => [id, grantV]));
  };
  const sent = [[["a", 3], ["b", 3]], [["c", 4]]];
  expect(await frames()).toEqual(sent);
  await outbox.renumber({ n: 7, h: ZERO }, 0, { id: "d-2" });
  expect(await frames()).toEqual(sent);
});
