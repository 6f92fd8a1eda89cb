/** What the device does when the server, its storage or its standing is not what it was. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PickTask } from "../generated/rows";
import { link, ZERO } from "../store/hash";
import { Disk } from "../store/disk";
import { Outbox, type KeptOp } from "../store/outbox";
import { Session } from "./device";
import { answer, FakeBrowser, FakeServer } from "./testing";
import { bundles } from "./tray";
import { FLOOR, SCAN } from "./world";

let server: FakeServer;
let browser: FakeBrowser;
let sessions: Session[];

beforeEach(() => {
  server = new FakeServer();
  server.change(...FLOOR);
  browser = new FakeBrowser(server.handle);
  sessions = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(sessions.map((session) => session.stop()));
});

const signer = { point: () => Promise.resolve("point"), sign: (text: string) => Promise.resolve(`signed:${text}`) };

async function open(guard = {}): Promise<Session> {
  const session = new Session(browser.tab(), "test", guard);
  sessions.push(session);
  await session.start();
  return session;
}

async function signedIn(guard = {}): Promise<Session> {
  const session = await open(guard);
  await session.signIn("ana", "secret");
  await until(session, () => session.status === "current");
  return session;
}

function until(session: Session, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      ends.forEach((end) => end());
      resolve();
    };
    const ends = [session.onChange(look), session.replica.onChange(look)];
    look();
  });
}

const task = (session: Session): PickTask => session.replica.get("pick_task", "r1/1")!;
const kept = (): Promise<KeptOp[]> => new Outbox(new Disk(browser.databases)).after(0);
const numbers = (device = server.device): number[] =>
  server.logOf(device).map(({ text }) => (JSON.parse(text) as { n: number }).n);
const scanned = async (session: Session, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
  await until(session, () => session.status === "current");
};
/** The second copy is written after the beep. */
const copied = (ops: number): Promise<void> => vi.waitFor(() => {
  expect([...browser.files.values()].join("").split("\n").filter((line) => line.includes('"text"'))).toHaveLength(ops);
});
const wipe = async (): Promise<void> => {
  browser.crash();
  await Promise.all(sessions.splice(0).map((session) => session.stop()));
  browser.databases = new IDBFactory();
};

describe("a server that was set back", () => {
  it("is shown by the newest receipt, and gets again what it lost, with what it had promised for it", async () => {
    const session = await signedIn();
    await scanned(session, 3);
    server.log.splice(1);
    server.judge = ({ id }) => (id === second ? { n: 2, out: "exception", code: "over_pick" } : undefined);
    const second = (JSON.parse((await kept())[1]!.text) as { id: string }).id;
    const { n } = await session.record("pick.scan", SCAN);
    await session.outcomeOf(n);
    await until(session, () => session.status === "current");
    expect(server.epoch).toBe("e1'");
    expect(numbers()).toEqual([1, 2, 3, 4]);
    const { prior } = server.frames.at(-1)!;
    expect(prior).toMatchObject({ 2: { n: 2, out: "applied" }, 3: { n: 3, out: "applied" } });
    expect(prior?.[4]).toBeUndefined();
    expect(session.tray()).toMatchObject([{ n: 2, out: "exception", code: "over_pick", promised: { out: "applied" } }]);
  });

  it("does not count twice on the screen what it has to be told again", async () => {
    const session = await signedIn();
    await scanned(session, 2);
    const counts = new Set<number>();
    session.replica.onChange(() => counts.add(task(session).picked));
    const older = new FakeServer();
    older.epoch = "e1'";
    older.change(...FLOOR);
    [server, browser.handler] = [older, older.handle];
    await scanned(session, 1);
    expect(Math.max(...counts)).toBe(3);
    expect(task(session)).toEqual(older.state.get("pick_task", "r1/1"));
  });

  it("finds the cursors of its former history forgotten, even after the app was closed in between", async () => {
    const session = await signedIn();
    await scanned(session, 2);
    server.epoch = "e2";
    server.instead.set("/api/sync/snapshot", () => {
      throw new TypeError("cable pulled");
    });
    await session.record("pick.scan", SCAN);
    await until(session, () => session.status === "offline");
    await session.stop();
    server.calls.length = 0;
    const again = await open();
    await until(again, () => again.status === "current");
    expect(server.calls.some((path) => path.startsWith("/api/sync/snapshot"))).toBe(true);
    expect(again.replica.base.heads.get("wh:ROT")?.epoch).toBe("e2");
  });

  it("does not bring back into the tray what a person had settled, if the answer is the same again", async () => {
    const session = await signedIn();
    server.judge = () => ({ n: 1, out: "refused", code: "run_held" });
    await session.outcomeOf((await session.record("pick.claim", { run: "r1" })).n);
    await session.settle(1, "ok");
    await until(session, () => session.status === "current");
    server.log.length = 0;
    server.judge = ({ kind }) => (kind.startsWith("pick.claim") ? { n: 1, out: "refused", code: "run_held" } : undefined);
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    expect(server.epoch).toBe("e1'");
    expect(session.tray()).toEqual([]);
  });

  it("may forget in the journal only what its backup holds", async () => {
    const session = await signedIn();
    server.durable = 2;
    await scanned(session, 4);
    expect((await kept()).map(({ n }) => n)).toEqual([2, 3, 4]);
    server.log.splice(2);
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    expect(numbers()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("numbers that do not fit", () => {
  it("follow what the server has when it lacks ops that are nowhere any more", async () => {
    const session = await signedIn();
    server.durable = 5;
    await scanned(session, 5);
    const before = (await kept()).map(({ id }) => id);
    expect(before.length).toBeLessThan(4);
    server.log.splice(1); // the backup that was said to hold five held one
    server.epoch = "e2";
    const { id } = await session.record("pick.scan", SCAN);
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(numbers()).toEqual([1, ...before, id].map((_, i) => i + 1));
    expect(server.ids().slice(1)).toEqual([...before, id]);
  });

  it("are renumbered from where the clone differs, though that was answered before a restore", async () => {
    const session = await signedIn();
    await scanned(session, 4);
    const ids = server.ids();
    server.log.splice(2, 2, { text: '{"n":3,"id":"clone"}', outcome: { n: 3, out: "applied" } });
    const { id } = await session.record("pick.scan", SCAN);
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(server.logOf("d-1x").map(({ text }) => (JSON.parse(text) as { id: string }).id)).toEqual([...ids.slice(2), id]);
  });

  it("are declared, whether sent or not", async () => {
    const session = await signedIn();
    browser.isOnline = false;
    for (let i = 0; i < 3; i++) await session.record("pick.scan", SCAN);
    browser.isOnline = true;
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(server.frames.at(-1)?.declared_n).toBe(3);
    await vi.waitFor(() => expect(JSON.parse(browser.memory!)).toEqual({ id: "d-1", n: 3 }));
  });
});

describe("a device whose database is gone", () => {
  it("puts back in order what the files hold and sends it, with nobody signing in and nothing reported lost", async () => {
    const first = await signedIn();
    await scanned(first, 2);
    browser.isOnline = false;
    for (let i = 0; i < 3; i++) await first.record("pick.scan", SCAN);
    const before = await kept();
    await copied(5);
    await wipe();
    browser.isOnline = true;
    const session = await open();
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(session.me?.person.id).toBe("ana");
    expect(server.log.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect([server.lost, session.tray()]).toEqual([[], []]);
    expect((await session.record("pick.scan", SCAN)).n).toBe(6);
  });

  it("says to the server and to the person what nobody has, and goes on from where the server is", async () => {
    browser.hasFiles = false;
    const first = await signedIn();
    await scanned(first, 2);
    browser.isOnline = false;
    for (let i = 0; i < 3; i++) await first.record("pick.scan", SCAN);
    await vi.waitFor(() => expect(JSON.parse(browser.memory!)).toEqual({ id: "d-1", n: 5 }));
    await wipe();
    browser.isOnline = true;
    const session = await open();
    await until(session, () => session.tray().length > 0);
    expect(session.tray()).toMatchObject([{ code: "storage_lost", params: { units: 3, from_n: 3, to_n: 5 } }]);
    const { n } = await session.record("pick.scan", SCAN);
    expect([n, (await session.outcomeOf(n)).out]).toEqual([3, "applied"]);
    await session.stop();
    const again = await open();
    expect(again.tray()).toHaveLength(1);
    await until(again, () => again.status === "current");
  });

  it("asks with storage_lost only after it has sent what it found again", async () => {
    const first = await signedIn();
    browser.isOnline = false;
    for (let i = 0; i < 3; i++) await first.record("pick.scan", SCAN);
    await copied(3);
    browser.memory = JSON.stringify({ id: "d-1", n: 7 }); // four more were given out and are nowhere
    await wipe();
    browser.isOnline = true;
    const logs: number[] = [];
    server.instead.set("/api/sync/snapshot", () => new Response(server.snapshot()));
    const { pull } = server;
    server.pull = (body) => {
      if ((JSON.parse(body) as { storage_lost?: boolean }).storage_lost) logs.push(server.log.length);
      return pull.call(server, body);
    };
    const session = await open();
    await until(session, () => session.tray().length > 0);
    expect(logs).toEqual([3]);
    expect(server.lost).toHaveLength(1);
    expect(session.tray()).toMatchObject([{ code: "storage_lost", params: { units: 4, from_n: 4, to_n: 7 } }]);
  });

  it("keeps ops behind a torn line, under new numbers", async () => {
    const first = await signedIn();
    browser.isOnline = false;
    for (let i = 0; i < 4; i++) await first.record("pick.scan", SCAN);
    await copied(4);
    const ids = (await kept()).map(({ id }) => id);
    await wipe();
    for (const [name, text] of browser.files) {
      browser.files.set(name, text.split("\n").map((line) => (line.includes('"n":2,') ? line.slice(0, 40) : line)).join("\n"));
    }
    browser.isOnline = true;
    const session = await open();
    await until(session, () => session.tray().length > 0);
    expect(server.ids()).toEqual([ids[0], ids[2], ids[3]]);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(session.tray()).toMatchObject([{ params: { units: 1 } }]);
  });

  it("notices in the middle of work that it is empty, and gives no number twice", async () => {
    const session = await signedIn();
    await scanned(session, 2);
    browser.isOnline = false;
    await session.record("pick.scan", SCAN);
    await copied(3);
    const disk = new Disk(browser.databases);
    await disk.write(["ops", "answers", "meta", "tray"], async (tx) => {
      for (const store of ["ops", "answers", "meta", "tray"]) tx.objectStore(store).clear();
      return Promise.resolve();
    });
    expect((await session.record("pick.scan", SCAN)).n).toBe(4);
    browser.isOnline = true;
    await until(session, () => session.pending().count === 0);
    expect(numbers()).toEqual([1, 2, 3, 4]);
  });
});

describe("storage that does not take an op", () => {
  const broken = (): void => {
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    });
  };

  it("keeps it in a file, and gives it to the database when that is back, even in another run", async () => {
    const first = await signedIn();
    await scanned(first, 1);
    browser.isOnline = false;
    broken();
    const one = await first.record("pick.scan", SCAN);
    expect(task(first).picked).toBe(2);
    vi.restoreAllMocks();
    browser.crash();
    await Promise.all(sessions.splice(0).map((session) => session.stop()));
    browser.isOnline = true;
    const session = await open();
    await vi.waitFor(() => expect(server.ids()).toContain(one.id), 4_000);
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(server.ids()).toHaveLength(2);
  });

  it("sends what only a file had before what came later", async () => {
    const session = await signedIn();
    browser.isOnline = false;
    broken();
    const one = await session.record("pick.scan", SCAN);
    vi.restoreAllMocks();
    const two = await session.record("pick.scan", SCAN);
    expect((await kept()).map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(task(session).picked).toBe(2);
  });

  it("stops everything and says so when no file takes it either, until there is room again", async () => {
    browser.hasFiles = false;
    const session = await signedIn();
    broken();
    await expect(session.record("pick.scan", SCAN)).rejects.toMatchObject({ name: "StorageBroken" });
    expect([session.status, session.trouble]).toEqual(["error", "storage"]);
    vi.restoreAllMocks();
    await until(session, () => session.trouble === null); // a probe finds out by itself
    expect((await session.record("pick.scan", SCAN)).n).toBe(1);
  });

  it("shows a stop where the database does not even open, and opens it when it can", async () => {
    const first = await signedIn();
    await first.stop();
    broken();
    const session = await open();
    expect([session.me, session.trouble]).toEqual([null, "storage"]);
    vi.restoreAllMocks();
    await until(session, () => session.me !== null && session.status === "current");
  });
});

describe("somebody who may not go on", () => {
  it("has their facts taken by the drop-box, and what needed leave waits for whoever signs in", async () => {
    const session = await signedIn({ signer });
    server.signedIn = false;
    server.instead.set("/api/sync/push", () => answer(401, { error: { code: "expired" } }));
    const { n } = await session.record("pick.scan", SCAN);
    expect((await session.outcomeOf(n)).out).toBe("applied");
    const claim = await session.record("pick.claim", { run: "r1" });
    await session.outcomeOf(claim.n);
    expect(session.trouble).toBe("sign_in");
    expect(session.tray()).toMatchObject([{ code: "sign_in_needed", body: { run: "r1" } }]);
    expect(numbers()).toEqual([1, 2]);
  });

  it("keeps everything where the device has no key, and asks the server to renew the session once, not at each scan", async () => {
    const session = await signedIn();
    server.signedIn = false;
    server.instead.set("/api/sync/push", () => answer(401, { error: { code: "expired" } }));
    for (let i = 0; i < 5; i++) await session.record("pick.scan", SCAN);
    await until(session, () => session.trouble === "sign_in");
    for (let i = 0; i < 5; i++) await session.record("pick.scan", SCAN);
    expect(server.calls.filter((path) => path.endsWith("/refresh"))).toHaveLength(1);
    expect(server.calls).not.toContain("/api/sync/drop");
    server.signedIn = true;
    await session.signIn("ana", "secret");
    await until(session, () => session.status === "current");
    expect(numbers()).toHaveLength(10);
  });

  it("signs each push over the end of its chain", async () => {
    const session = await signedIn({ signer });
    await scanned(session, 1);
    const [op] = await kept();
    expect(server.frames.at(-1)).toMatchObject({ sig: `signed:tote-op-1\nd-1\n1\n${link(ZERO, op!.text)}` });
  });

  it("loses the rows of a scope in the middle of a shift, but no op, and can still look up what those speak of", async () => {
    server.change({ table: "tote", row: { id: "T-9", ver: 0, warehouse: "ROT", code: "T-9", shipment: null } });
    const session = await signedIn();
    expect(session.cited("tote", "T-9")).toBeDefined();
    server.instead.set("/api/sync/push", () => answer(503, { retry_after: 0.2 }));
    const { n } = await session.record("pick.scan", SCAN);
    server.scopes = [];
    session["puller"].behind = true;
    await until(session, () => session.replica.get("pick_task", "r1/1") === undefined);
    expect(session.cited("pick_task", "r1/1")).toMatchObject({ id: "r1/1" });
    expect(session.cited("tote", "T-9")).toBeUndefined();
    await session.outcomeOf(n);
    await vi.waitFor(() => expect(session.cited("pick_task", "r1/1")).toBeUndefined());
    expect(numbers()).toEqual([1]);
  });

  it("reads no rows with a build that is too old, and goes on sending", async () => {
    const session = await signedIn();
    server.oldestRows = 99;
    session["puller"].behind = true;
    const { n } = await session.record("pick.scan", SCAN);
    await session.outcomeOf(n);
    await until(session, () => session.trouble === "update");
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    expect(numbers()).toEqual([1, 2]);
  });

  it("has what hangs on one refusal shown as one bundle", () => {
    const item = (n: number, code: string, root?: number) => ({
      n, id: `op${n}`, kind: "order.place", author: "ana", wall: n, body: {}, out: "refused", code,
      ...(root === undefined ? {} : { params: { root } }),
    }) as const;
    const tray = [item(1, "duplicate"), item(2, "dep_refused", 1), item(3, "too_late"), item(4, "dep_refused", 2), item(6, "dep_refused", 5)];
    expect(bundles(tray).map((bundle) => bundle.map(({ n }) => n))).toEqual([[1, 2, 4], [3], [6]]);
  });
});
