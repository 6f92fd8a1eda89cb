/** The stream: what comes while a push is under way waits for its answer, and a stream that falls silent is given up. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Session } from "./device";
import type { Socket } from "./platform";
import { Wire } from "./stream";
import { FakeBrowser, FakeServer, soon } from "./testing";
import { FLOOR, SCAN } from "./world";

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

/** The numbers of the ops in each push that went. */
const pushes = (): number[][] => wires.flatMap(({ sent }) => sent.filter((text) => text.includes('"t":"push"')))
  .map((text) => (JSON.parse(text) as { ops: { n: number }[] }).ops.map(({ n }) => n));
const logged = (): string[] => server.ids();

describe("a long queue", () => {
  const held: (() => void)[] = [];
  let ids: string[];

  /** One op is under way, and 599 wait behind it; then its answer comes. */
  beforeEach(async () => {
    held.length = 0;
    await start((wire, answered) => void held.push(() => wire.say(answered)));
    ids = [(await session.record("pick.scan", SCAN)).id];
    await soon(() => expect(pushes()).toEqual([[1]]));
    for (let n = 2; n <= 600; n++) ids.push((await session.record("pick.scan", SCAN)).id);
  });

  const answer = (): void => held.splice(0).forEach((say) => say());
  const drained = async (): Promise<void> => {
    await soon(() => {
      answer();
      expect(session.pending().count).toBe(0);
    });
    expect(logged()).toEqual(ids);
    expect([...server.decided.values()]).toEqual(ids.map(() => 1));
  };
  const eight = async (): Promise<void> => {
    answer();
    await soon(() => expect(held).toHaveLength(8));
  };
  const EIGHT = [2, 52, 102, 152, 202, 252, 302, 352];

  it("goes in eight chunks without waiting, and in more when those are answered", async () => {
    await eight();
    expect(pushes().map(([first]) => first)).toEqual([1, ...EIGHT]);
    await soon(() => {
      answer();
      expect(pushes().map(([first]) => first)).toEqual([1, ...EIGHT, 402, 452, 502, 552]);
    });
    await drained();
  });

  it("is sent again from the chunk that was not taken", async () => {
    let busy = true;
    const plain = wires[0]!.heard;
    wires[0]!.heard = (message, text) => {
      if (!busy || !text.includes('"n":52,')) return plain(message, text);
      busy = false;
      held.push(() => wires[0]!.say({ t: "outcomes", status: 503, answer: { retry_after: 0.001 } }));
    };
    await eight();
    await drained();
    expect(pushes().map(([first]) => first).slice(0, 10)).toEqual([1, ...EIGHT, 52]);
  });

  it("goes on under another name from the op that a clone has sent", async () => {
    server.log.push({ text: '{"n":2,"id":"clone"}', outcome: { n: 2, out: "applied" } });
    answer();
    await soon(() => {
      answer();
      expect(session.pending().count).toBe(0);
    });
    expect(session.deviceId).toBe("d-1x");
    expect(logged().filter((id) => id !== "clone")).toEqual(ids);
    expect([...server.decided.values()]).toEqual(ids.map(() => 1));
  });

  it("is sent again by another stream from the first chunk that did not arrive", async () => {
    const plain = wires[0]!.heard;
    wires[0]!.heard = (message, text) => void (/"n":(102|152|202|252|302|352),/.test(text) || plain(message, text));
    answer();
    await soon(() => expect(held).toHaveLength(2));
    answer();
    wires[0]!.close();
    await drained();
    expect(pushes().map(([first]) => first)).toEqual([1, ...EIGHT, ...EIGHT.slice(2), 402, 452, 502, 552]);
  });
});
