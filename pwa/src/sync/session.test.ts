/** What a device promises: kept means kept, sent once, answered, and never counted twice. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PickTask } from "../generated/rows";
import { link, ZERO } from "../store/hash";
import { Outbox, type KeptOp } from "../store/outbox";
import { Disk } from "../store/disk";
import { Session } from "./device";
import { answer, FakeBrowser, FakeServer } from "./testing";
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
afterEach(() => Promise.all(sessions.map((session) => session.stop())));

async function open(): Promise<Session> {
  const session = new Session(browser.tab());
  sessions.push(session);
  await session.start();
  return session;
}

async function signedIn(): Promise<Session> {
  const session = await open();
  await session.signIn("ana", "secret");
  await until(session, () => session.status === "current");
  return session;
}

/** Wait for the moment at which something holds; every change of session or rows is looked at. */
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
const numbers = (device = server.device): number[] =>
  server.logOf(device).map(({ text }) => (JSON.parse(text) as { n: number }).n);
const kept = (): Promise<KeptOp[]> => new Outbox(new Disk(browser.databases)).after(0);

describe("numbers", () => {
  it("are dense and chained when two tabs record at once", async () => {
    const tabs = [await signedIn(), await open()];
    browser.isOnline = false;
    await Promise.all(Array.from({ length: 40 }, (_, i) => tabs[i % 2]!.record("pick.scan", SCAN)));
    const ops = await kept();
    expect(ops.map(({ n }) => n)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    let h = ZERO;
    for (const op of ops) {
      expect((JSON.parse(op.text) as { n: number }).n).toBe(op.n);
      expect(op.h).toBe((h = link(h, op.text)));
    }
  });

  it("go on after the app was closed, with its person, rows and unsent ops", async () => {
    const first = await signedIn();
    browser.isOnline = false;
    await first.record("pick.scan", SCAN);
    await first.stop();
    const second = await open();
    expect(second.me?.person.id).toBe("ana");
    expect(second.pending().count).toBe(1);
    expect(task(second).picked).toBe(1);
    expect((await second.record("pick.scan", SCAN)).n).toBe(2);
    expect(task(second).picked).toBe(2);
  });
});

describe("sending", () => {
  it("says under which roles a thing was done, not under which it is sent", async () => {
    const session = await signedIn();
    browser.isOnline = false;
    await session.record("pick.scan", SCAN);
    server.grantV = 2;
    session.me = { ...session.me!, grant_v: 2 }; // as a stream tells it before anything is sent
    browser.isOnline = true;
    browser.wake();
    await until(session, () => session.pending().count === 0);
    await session.record("pick.scan", SCAN);
    await until(session, () => session.pending().count === 0);
    expect(server.frames.map(({ grant_v }) => grant_v)).toEqual([1, 2]);
  });

  it("repeats the same bytes when the answer was lost, and the op counts once", async () => {
    const session = await signedIn();
    const bodies: string[] = [];
    server.instead.set("/api/sync/push", (_path, init) => {
      bodies.push(String(init.body));
      server.push(String(init.body));
      throw new TypeError("cable pulled");
    });
    const { n } = await session.record("pick.scan", SCAN);
    await until(session, () => session.status === "offline");
    await session.outcomeOf(n);
    await until(session, () => session.status === "current");
    expect(server.log.map(({ text }) => text)).toEqual((await kept()).map(({ text }) => text));
    expect(bodies[0]).toContain((await kept())[0]!.text);
    expect(server.state.get("pick_task", "r1/1")?.picked).toBe(1);
    expect(task(session).picked).toBe(1);
  });

  it("learns from a pull what became of an op whose answer was lost", async () => {
    const session = await signedIn();
    const busy = (): Response => answer(503, { retry_after: 3_600 });
    server.instead.set("/api/sync/push", (_path, init) => {
      server.push(String(init.body));
      server.instead.set("/api/sync/push", busy);
      throw new TypeError("cable pulled");
    });
    const seen = new Set<number>();
    const { n } = await session.record("pick.scan", SCAN);
    session.replica.onChange(() => seen.add(task(session).picked));
    await session.outcomeOf(n);
    await until(session, () => task(session).ver === 2);
    expect([...seen]).toEqual([1]);
  });

  it("goes back to where a gap answer asks it to", async () => {
    const session = await signedIn();
    for (let i = 0; i < 3; i++) await session.record("pick.scan", SCAN);
    await until(session, () => session.pending().count === 0);
    const lost = server.log.splice(1);
    const { n } = await session.record("pick.scan", SCAN);
    await session.outcomeOf(n);
    expect(server.log.map(({ text }) => (JSON.parse(text) as { n: number }).n)).toEqual([1, 2, 3, 4]);
    expect(server.log[1]!.text).toBe(lost[0]!.text);
  });

  it("keeps the queue when the session is over, and goes on after the next sign-in", async () => {
    const session = await signedIn();
    server.signedIn = false;
    server.instead.set("/api/sync/push", () => answer(401, { error: { code: "expired" } }));
    await session.record("pick.scan", SCAN);
    await until(session, () => session.trouble === "sign_in");
    expect(session.pending().count).toBe(1);
    server.signedIn = true;
    await session.signIn("ana", "secret");
    await until(session, () => session.status === "current");
    expect(server.log).toHaveLength(1);
  });

  it("waits for a busy server and loses nothing", async () => {
    const session = await signedIn();
    server.instead.set("/api/sync/push", () => answer(503, { retry_after: 0.01 }));
    const { n } = await session.record("pick.scan", SCAN);
    expect((await session.outcomeOf(n)).out).toBe("applied");
  });

  it("goes on at once under the name it is given when the device was cloned, and nobody has to sign in", async () => {
    const session = await signedIn();
    const { n } = await session.record("pick.scan", SCAN);
    await session.outcomeOf(n);
    await until(session, () => session.status === "current");
    server.log.push({ text: '{"n":2,"id":"clone"}', outcome: { n: 2, out: "applied" } });
    const troubles = new Set<string | null>();
    session.onChange(() => troubles.add(session.trouble));
    browser.isOnline = false;
    const { id } = await session.record("pick.scan", SCAN);
    await session.record("pick.scan", SCAN, { deps: [2] });
    browser.isOnline = true;
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(session.me?.device).toBe("d-1x");
    expect(numbers("d-1x")).toEqual([1, 2]);
    const texts = server.logOf("d-1x").map(({ text }) => JSON.parse(text) as { id: string; deps?: number[] });
    expect([texts[0]!.id, texts[1]!.deps]).toEqual([id, [1]]);
    expect((await kept()).map(({ n: number }) => number)).toEqual([1, 2]);
    expect([...troubles]).toEqual([null]);
  });
});

describe("a server that was set back", () => {
  it.each([
    ["says so", () => answer(409, { epoch: { now: "e2", last_n: 0, h: ZERO } })],
    ["asks for what comes before", undefined],
  ])("gets again what it has lost, and its rows take the place of ours, if it %s", async (_how, reply) => {
    const session = await signedIn();
    for (let i = 0; i < 3; i++) await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    await until(session, () => session.status === "current");
    const older = new FakeServer();
    older.epoch = "e2";
    older.change(...FLOOR);
    browser.handler = older.handle;
    if (reply) older.instead.set("/api/sync/push", reply);
    const { n } = await session.record("pick.scan", SCAN);
    expect(await session.outcomeOf(n)).toMatchObject({ n: 4, out: "applied" });
    await until(session, () => session.status === "current" && task(session).picked === 4);
    expect(older.log).toHaveLength(4);
    expect(task(session)).toEqual(older.state.get("pick_task", "r1/1"));
  });
});

describe("what a person sees", () => {
  it("is the same before and after the answer: no scan flickers or counts twice", async () => {
    const session = await signedIn();
    const seen: number[] = [];
    session.replica.onChange(() => seen.push(task(session).picked));
    for (let i = 1; i <= 5; i++) {
      const { outcome, n } = await session.record("pick.scan", SCAN);
      expect(outcome).toMatchObject({ out: "applied", params: { units: 1, left: 6 - i } });
      await session.outcomeOf(n);
    }
    await until(session, () => session.status === "current" && task(session).ver > 1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(task(session)).toEqual(server.state.get("pick_task", "r1/1"));
    expect(session.replica.get("stock", "ROT/CART/PEN/")).toEqual(server.state.get("stock", "ROT/CART/PEN/"));
    expect(session.pending().count).toBe(0);
  });

  it("is the same after the app was closed between the answer and its rows", async () => {
    const session = await signedIn();
    server.instead.set("/api/sync/pull", () => Promise.reject(new TypeError("cable pulled")));
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    browser.isOnline = false;
    await session.stop();
    const again = await open();
    expect(again.pending().count).toBe(0);
    expect(task(again).picked).toBe(1);
    browser.isOnline = true;
    browser.wake();
    await until(again, () => again.status === "current" && task(again).ver > 1);
    expect(server.calls.filter((path) => path.includes("snapshot"))).toHaveLength(1); // the first one
  });

  it("keeps a refused op in the tray with what was sent, across a restart, until it is settled", async () => {
    const session = await signedIn();
    server.judge = () => ({ n: 1, out: "refused", code: "run_held", params: { picker: "Ben" }, choices: ["take_over"] });
    await session.record("pick.claim", { run: "r1" });
    await session.outcomeOf(1);
    await session.stop();
    const again = await open();
    expect(again.tray()).toMatchObject([{ n: 1, kind: "pick.claim", code: "run_held", body: { run: "r1" } }]);
    expect(again.replica.get("pick_run", "r1")?.picker).toBeNull();
    await again.settle(1, "discard");
    expect(again.tray()).toEqual([]);
  });

  it("hides at once what the next person may not see, and forgets nothing unsent", async () => {
    const session = await signedIn();
    const head = { scope: "desk", cursor: 1, digest: "", base: 1, made: 1, epoch: "e1" };
    session.replica.apply(head, [["customer", "c1", 1, { id: "c1", ver: 1 } as never]]);
    browser.isOnline = false;
    await session.record("pick.scan", SCAN);
    await session.signOut();
    expect(session.replica.get("customer", "c1")).toBeUndefined();
    expect(session.me).toBeNull();
    await expect(session.record("pick.scan", SCAN)).rejects.toThrow();
    browser.isOnline = true;
    await session.signIn("ana", "secret");
    await until(session, () => session.status === "current");
    expect(server.log).toHaveLength(1);
  });

  it("is sent by the leading tab, wherever it was done", async () => {
    const [one, two] = [await signedIn(), await open()];
    const { n } = await two.record("pick.scan", SCAN);
    expect((await two.outcomeOf(n)).out).toBe("applied");
    expect((await one.outcomeOf(n)).out).toBe("applied");
    expect(server.log).toHaveLength(1);
  });

  it("comes to the other tab too", async () => {
    const [one, two] = [await signedIn(), await open()];
    await one.record("pick.scan", SCAN);
    await until(two, () => task(two)?.picked === 1);
    await until(two, () => two.pending().count === 0 && task(two).ver === 2);
    expect(task(two)).toEqual(server.state.get("pick_task", "r1/1"));
  });
});
