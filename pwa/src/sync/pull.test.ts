/** Rows count only if they follow on what is here, or are whole. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, it } from "vitest";
import { QUEUED } from "../domain/outcome";
import { Disk } from "../store/disk";
import { Outbox } from "../store/outbox";
import { Pages } from "../store/pages";
import { Replica } from "../store/replica";
import { BadSnapshot, Puller } from "./pull";
import { Queue } from "./queue";
import { FakeBrowser, FakeServer } from "./testing";
import { Shadow } from "../store/shadow";
import { FLOOR } from "./world";
import type { PullAnswer } from "./wire";

const ASKING = { device: "d-1", declared: 0, lost: false };
let server: FakeServer;
let factory: IDBFactory;

beforeEach(() => {
  server = new FakeServer();
  server.change(...FLOOR);
  factory = new IDBFactory();
});

function device(): { puller: Puller; replica: Replica } {
  const disk = new Disk(factory);
  const outbox = new Outbox(disk);
  const replica = new Replica(() => QUEUED);
  const queue = new Queue(outbox, replica);
  queue.progress = { ...queue.progress, epoch: server.epoch };
  return { replica, puller: new Puller(new FakeBrowser(server.handle).tab(), new Pages(disk), replica, queue, new Shadow(disk)) };
}

async function filled(): Promise<{ puller: Puller; replica: Replica }> {
  const made = device();
  await made.puller.snapshot("wh:ROT", new Response(server.snapshot()));
  return made;
}

const tote = (id: string) => ({ table: "tote", row: { id, ver: 0, warehouse: "ROT", code: id, shipment: null } }) as const;
const pull = async (puller: Puller): Promise<PullAnswer> => (await server.pull(puller.frame(ASKING)).json()) as PullAnswer;

it("does not take a page that begins elsewhere, and asks for what it missed", async () => {
  const { puller, replica } = await filled();
  server.change(tote("T-1"), tote("T-2"));
  puller.behind = false;
  const to = server.changes.length;
  await puller.apply([{ scope: "wh:ROT", from: to - 1, to, changes: server.changes.slice(-1) }]);
  expect(replica.get("tote", "T-2")).toBeUndefined();
  expect(puller.behind).toBe(true);
  await puller.take(await pull(puller));
  expect(replica.all("tote")).toHaveLength(2);
});

it("fetches everything anew when the server has gone back to another history", async () => {
  const { puller, replica } = await filled();
  await puller.take({ ...(await pull(puller)), epoch: "e2" });
  expect([[...puller.reset], puller.behind]).toEqual([["wh:ROT"], true]);
  expect(JSON.parse(puller.frame(ASKING))).toMatchObject({ epoch: "e2", cursors: {} });
  expect(replica.get("pick_task", "r1/1")).toBeDefined();
});

it("takes no page twice", async () => {
  const { puller, replica } = await filled();
  server.change(tote("T-1"));
  const { pages } = await pull(puller);
  await puller.apply(pages);
  const { version } = replica;
  puller.behind = false;
  await puller.apply(pages);
  expect([replica.version, puller.behind]).toEqual([version, false]);
});

it("keeps the digest that the server keeps, through changes and departures", async () => {
  const { puller, replica } = await filled();
  server.change(tote("T-1"), { ...tote("T-1"), row: { ...tote("T-1").row, shipment: "o1" } }, tote("T-2"));
  await puller.take(await pull(puller));
  expect(replica.base.heads.get("wh:ROT")).toMatchObject({ cursor: server.changes.length, digest: server.digest });
  const to = server.changes.length + 1;
  await puller.apply([{ scope: "wh:ROT", from: to - 1, to, changes: [["tote", "T-2", 2, null]] }]);
  expect(replica.get("tote", "T-2")).toBeUndefined();
  puller.compare("wh:ROT", [to, server.digest]);
  expect([...puller.reset]).toEqual(["wh:ROT"]);
});

it("pulls when a beat shows that the server is not as far as this device", async () => {
  const { puller } = await filled();
  const at = server.changes.length;
  const beat = () => puller.beat({ "wh:ROT": [at, server.digest] });
  puller.behind = false;
  await beat();
  expect(puller.behind).toBe(false);
  await puller.apply([{ scope: "wh:ROT", from: at, to: at + 1, changes: [["tote", "T-9", 1, tote("T-9").row]] }]);
  await beat();
  expect(puller.behind).toBe(true);
});

it.each([
  ["that ends early", (text: string) => text.slice(0, text.lastIndexOf("\n{"))],
  ["with a line too few", (text: string) => text.replace(/\n\["tote".*/, "")],
  ["with a changed row", (text: string) => text.replace('"code":"T-1"', '"code":"T-7"')],
  ["that breaks off in a line", (text: string) => text.slice(0, text.indexOf("tote") + 20)],
  ["of another scope", (text: string) => text.replace("wh:ROT", "wh:AMS")],
])("puts no snapshot %s in the place of rows", async (_what, spoil) => {
  const { puller, replica } = await filled();
  server.change(tote("T-1"));
  await expect(puller.snapshot("wh:ROT", new Response(spoil(server.snapshot())))).rejects.toThrow(BadSnapshot);
  expect(replica.get("tote", "T-1")).toBeUndefined();
  expect(replica.get("pick_task", "r1/1")).toBeDefined();
  const next = device();
  await next.puller.load();
  expect(next.replica.all("location")).toEqual(replica.all("location"));
});

it("finds everything on the disk again, folded or not", async () => {
  const { puller, replica } = await filled();
  for (let i = 0; i < 1_001; i++) server.change(tote(`T-${i % 300}`));
  await puller.take(await pull(puller));
  const plain = device();
  await plain.puller.load();
  await puller.fold();
  expect(replica.base.heads.get("wh:ROT")).toMatchObject({ base: server.changes.length });
  const folded = device();
  await folded.puller.load();
  for (const { replica: other } of [plain, folded]) {
    expect(other.base.heads.get("wh:ROT")?.digest).toBe(server.digest);
    expect(new Map(other.base.table("tote"))).toEqual(new Map(replica.base.table("tote")));
  }
});

it("shows the newest version that any scope holds", async () => {
  const { puller, replica } = await filled();
  const row = server.state.get("stock_position", "ROT/PEN")!;
  const desk = { scope: "desk", cursor: 1, digest: "", base: 1, made: 1, epoch: "e1" };
  const [newer, older] = [{ ...row, ver: 3, on_hand: 7 }, { ...row, ver: 2, on_hand: 9 }];
  replica.apply(desk, [["stock_position", row.id, 3, newer]]);
  expect(replica.get("stock_position", row.id)?.on_hand).toBe(7);
  replica.apply({ ...desk, cursor: 2 }, [["stock_position", row.id, 2, older]]);
  server.change({ table: "stock_position", row: { ...row, on_hand: 8 } }, { table: "stock_position", row: { ...row, on_hand: 6 } });
  await puller.apply((await pull(puller)).pages);
  expect(replica.get("stock_position", row.id)?.on_hand).toBe(6);
  await puller.drop(["wh:ROT"]);
  expect(replica.get("stock_position", row.id)?.on_hand).toBe(9);
});

it("drops a row with its last scope only", async () => {
  const { puller, replica } = await filled();
  const row = server.state.get("stock_position", "ROT/PEN")!;
  const head = { scope: "desk", cursor: 1, digest: "", base: 1, made: 1, epoch: "e1" };
  replica.apply(head, [["stock_position", row.id, 1, row]]);
  await puller.drop(["desk"]);
  expect(replica.get("stock_position", "ROT/PEN")).toBeDefined();
  await puller.drop(["wh:ROT"]);
  expect(replica.get("stock_position", "ROT/PEN")).toBeUndefined();
  expect(replica.where("stock_position", "product", "PEN")).toEqual([]);
});

it("asks for a scope that it is told of and does not have", async () => {
  const { puller } = await filled();
  puller.behind = false;
  puller.compare("wh:SZX", [3, ""]);
  expect(puller.behind).toBe(true);
});
