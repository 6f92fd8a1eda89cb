/** What the device does when the server, or its own standing, is not what it was. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { link, ZERO } from "../store/hash";
import { Rig, signer, task, until } from "./rig";
import { answer, FakeServer, type FakeBrowser, soon } from "./testing";
import { bundles } from "./tray";
import { FLOOR, SCAN } from "./world";

let rig: Rig;
let server: FakeServer;
let browser: FakeBrowser;
let open: Rig["open"];
let signedIn: Rig["signedIn"];
let kept: Rig["kept"];
let numbers: Rig["numbers"];
let scanned: Rig["scanned"];

beforeEach(() => {
  rig = new Rig();
  ({ server, browser, open, signedIn, kept, numbers, scanned } = rig);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rig.close();
});

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

  it("is asked about all again: put back twice, it may have decided otherwise than was told last", async () => {
    const session = await signedIn();
    await scanned(session, 2);
    const newer = [...server.log];
    server.log.splice(1);
    server.judge = () => ({ n: server.log.length + 1, out: "exception", code: "over_pick" });
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    await until(session, () => session.status === "current");
    expect(session.tray()).toMatchObject([{ n: 2, out: "exception" }, { n: 3 }]);
    server.log.splice(0, Infinity, ...newer); // the wrong backup: the right one is put back now
    server.epoch = "e3";
    server.judge = () => undefined;
    await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    await until(session, () => session.status === "current");
    expect((await session.outcomeOf(2)).out).toBe("applied");
    expect(numbers()).toEqual([1, 2, 3, 4]);
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

describe("a backup of what a clone has sent", () => {
  const taken = (n: number) => ({ text: JSON.stringify({ n, id: `clone-${n}` }), outcome: { n, out: "applied" } as const });

  it.each(["pull", "push"])("lets nothing be forgotten, said in the answer to a %s", async (way) => {
    const session = await signedIn();
    await scanned(session, 4);
    server.log.splice(0, 4, ...[1, 2, 3, 4, 5].map(taken));
    server.durable = 5;
    if (way === "pull") {
      await session.stop();
      const again = await open();
      await until(again, () => again.status === "current");
    } else {
      const stand = { epoch: server.epoch, last_n: 5, h: server.hash(server.device), durable_n: 5 };
      server.instead.set("/api/sync/push", () => answer(200, { ...stand, outcomes: [taken(5).outcome] }));
      await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    }
    expect((await kept()).map(({ n }) => n).slice(0, 4)).toEqual([1, 2, 3, 4]);
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
    await soon(() => expect(JSON.parse(browser.memory!)).toEqual({ id: "d-1", n: 3 }));
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

  it("asks for a sign-in when its key is gone, and does not try the lock again and again", async () => {
    const session = await signedIn({ signer });
    const barred = () => answer(403, { error: { code: "bad_signature" } });
    server.instead.set("/api/sync/push", barred);
    server.instead.set("/api/sync/drop", barred);
    server.signedIn = false;
    await session.record("pick.scan", SCAN);
    await until(session, () => session.trouble === "sign_in");
    for (let i = 0; i < 5; i++) await session.record("pick.scan", SCAN);
    expect(session.trouble).toBe("sign_in");
    const tries = server.calls.filter((path) => ["/api/sync/push", "/api/sync/drop"].includes(path));
    expect(tries).toEqual(["/api/sync/push", "/api/sync/drop"]);
    server.instead.clear();
    server.signedIn = true;
    await session.signIn("ana", "secret");
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(numbers()).toHaveLength(6);
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
    await soon(() => expect(session.cited("pick_task", "r1/1")).toBeUndefined());
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
