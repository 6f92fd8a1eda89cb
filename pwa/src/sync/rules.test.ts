/** Rules that come later are there before anything is replayed by them. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { expect, it } from "vitest";
import { QUEUED } from "../domain/outcome";
import type { Kind } from "../generated/ops";
import { Disk } from "../store/disk";
import { Outbox } from "../store/outbox";
import { Replica } from "../store/replica";
import { decide } from "../ops/twins";
import { Queue } from "./queue";
import { rulesFor } from "./rules";
import { Rows } from "./testing";

const op = { id: "a", kind: "pack.open", author: "ana", wall: 1, body: { carton: "c1", shipment: "o1", box: "" } } as const;
const context = { id: "a", author: "ana", device: "d-1", n: 1, wall: 1, receivedAt: 1 };
const opened = () => decide("pack.open", op.body as never, new Rows(), context);

it("waits with an op of another job until its rule is at hand, and asks for none that picking needs", async () => {
  await rulesFor(["pick.put", "people.add"]);
  expect(opened()).toBe(QUEUED);
  await rulesFor(["pick.put", "pack.open"]);
  expect(opened()).not.toBe(QUEUED);
});

it.each(["load", "catchUp"] as const)("has the rules before ops are replayed that a %s finds", async (way) => {
  const outbox = new Outbox(new Disk(new IDBFactory()));
  const did: string[] = [];
  const replica = new Replica(() => (did.push("replay"), QUEUED));
  const queue = new Queue(outbox, replica, async (kinds: readonly Kind[]) => {
    await Promise.resolve();
    did.push(...kinds);
  });
  await outbox.record(op as never);
  await queue[way]();
  expect(did).toEqual(["pack.open", "replay"]);
});

it("shows what it can when a rule is not to be had", async () => {
  const outbox = new Outbox(new Disk(new IDBFactory()));
  const queue = new Queue(outbox, new Replica(() => QUEUED), () => Promise.reject(new Error("no network")));
  await outbox.record(op as never);
  await queue.load();
  expect(queue.pending()).toHaveLength(1);
});
