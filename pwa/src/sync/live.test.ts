/** The stream: what comes while a push is under way waits for its answer, and a stream that falls silent is given up. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Session } from "./device";
import type { Socket } from "./platform";
import { FakeBrowser, FakeServer } from "./testing";
import { FLOOR, SCAN } from "./world";

/** The server's end of a stream. */
class Wire implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: string[] = [];
  heard: (message: { t: string; [key: string]: unknown }, text: string) => void = () => undefined;

  constructor() {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    this.sent.push(text);
    const message = JSON.parse(text) as { t: string };
    queueMicrotask(() => this.heard(message, text));
  }

  close(): void {
    queueMicrotask(() => this.onclose?.());
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

let server: FakeServer;
let session: Session;
let wires: Wire[];

/** A stream that serves as the server does; `onPush` may do otherwise. */
function serve(onPush: (wire: Wire, answered: object) => void): () => Socket {
  return () => {
    const wire = new Wire();
    wires.push(wire);
    wire.heard = (message, text) => {
      if (message.t === "hello") void server.pull(text).json().then((answer) => wire.say({ t: "page", ...(answer as object) }));
      if (message.t !== "push") return;
      const reply = server.push(text);
      void reply.json().then((answer) => onPush(wire, { t: "outcomes", status: reply.status, answer }));
    };
    return wire;
  };
}

const page = (from: number): object => {
  const to = server.changes.length;
  return { t: "page", pages: [{ scope: "wh:ROT", from, to, more: false, changes: server.changes.slice(from) }] };
};
const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      ends.forEach((end) => end());
      resolve();
    };
    const ends = [session.onChange(look), session.replica.onChange(look)];
    look();
  });

async function start(onPush: (wire: Wire, answered: object) => void): Promise<void> {
  session = new Session(new FakeBrowser(server.handle, serve(onPush)).tab());
  await session.start();
  await session.signIn("ana", "secret");
  await until(() => session.status === "current");
}

beforeEach(() => {
  wires = [];
  server = new FakeServer();
  server.change(...FLOOR);
});
afterEach(() => session.stop());

it("pushes by the stream, and takes pages from it without asking for them", async () => {
  await start((wire, answered) => {
    const from = server.changes.length;
    wire.say(answered);
    server.change({ table: "tote", row: { id: "T-1", ver: 0, warehouse: "ROT", code: "T-1", shipment: null } });
    wire.say(page(from));
  });
  server.calls.length = 0;
  const before = server.changes.length;
  const { n } = await session.record("pick.claim", { run: "r1" });
  await session.outcomeOf(n);
  wires[0]!.say(page(before));
  await until(() => session.replica.get("tote", "T-1") !== undefined && session.replica.get("pick_run", "r1")!.ver === 2);
  expect(server.calls.filter((path) => path.endsWith("push"))).toEqual([]);
});

it("counts a scan once when its page comes before its answer", async () => {
  const counts: number[] = [];
  let from = 0;
  await start((wire, answered) => {
    wire.say(page(from));
    setTimeout(() => wire.say(answered), 25); // as long as a page would take to be stored and shown
  });
  session.replica.onChange(() => counts.push(session.replica.get("pick_task", "r1/1")!.picked));
  from = server.changes.length;
  await session.record("pick.scan", SCAN);
  await until(() => session.replica.get("pick_task", "r1/1")!.ver === 2);
  expect(new Set(counts)).toEqual(new Set([1]));
});

it("sends again by another stream what was not answered on the first", async () => {
  let cut = true;
  await start((wire, answered) => {
    if (cut) wire.close();
    else wire.say(answered);
    cut = false;
  });
  const { n } = await session.record("pick.scan", SCAN);
  expect((await session.outcomeOf(n)).out).toBe("applied");
  await until(() => session.status === "current" && session.replica.get("pick_task", "r1/1")!.ver === 2);
  expect(server.log).toHaveLength(1);
  expect(wires.length).toBeGreaterThan(1);
});

it("fetches a scope anew when a beat shows that its rows differ", async () => {
  await start(() => undefined);
  const task = server.state.get("pick_task", "r1/1")!;
  session.replica.base.apply(session.replica.base.heads.get("wh:ROT")!, [["pick_task", "r1/1", 1, { ...task, quantity: 99 } as never]]);
  const head = session.replica.base.heads.get("wh:ROT")!;
  session.replica.base.heads.set("wh:ROT", { ...head, digest: "0".repeat(32) });
  wires[0]!.say({ t: "beat", heads: { "wh:ROT": [server.changes.length, server.digest] } });
  await until(() => session.replica.get("pick_task", "r1/1")!.quantity === 6);
  expect(session.replica.base.heads.get("wh:ROT")!.digest).toBe(server.digest);
});
