/** What is kept stays kept: an empty database, one that does not answer, and no room at all. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Disk } from "../store/disk";
import { Outbox } from "../store/outbox";
import type { Session } from "./device";
import { Rig, task, until } from "./rig";
import { answer, type FakeBrowser, type FakeServer, soon } from "./testing";
import { SCAN } from "./world";

let rig: Rig;
let server: FakeServer;
let browser: FakeBrowser;
let open: Rig["open"];
let signedIn: Rig["signedIn"];
let kept: Rig["kept"];
let numbers: Rig["numbers"];
let scanned: Rig["scanned"];
let copied: Rig["copied"];
let wipe: Rig["wipe"];

beforeEach(() => {
  rig = new Rig();
  ({ server, browser, open, signedIn, kept, numbers, scanned, copied, wipe } = rig);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rig.close();
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
    expect(await kept(), "the chain is the one that was signed").toEqual(before);
    expect([server.lost, session.tray()]).toEqual([[], []]);
    expect((await session.record("pick.scan", SCAN)).n).toBe(6);
  });

  it("says to the server and to the person what nobody has, and goes on from where the server is", async () => {
    browser.hasFiles = false;
    const first = await signedIn();
    await scanned(first, 2);
    browser.isOnline = false;
    for (let i = 0; i < 3; i++) await first.record("pick.scan", SCAN);
    await soon(() => expect(JSON.parse(browser.memory!)).toEqual({ id: "d-1", n: 5 }));
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

  it("sends what it found again, though it hears first how far a clone has gone under its name", async () => {
    const first = await signedIn();
    await scanned(first, 1);
    browser.isOnline = false;
    const { id } = await first.record("pick.scan", SCAN);
    await copied(2);
    for (const n of [2, 3]) server.log.push({ text: `{"n":${n},"id":"clone-${n}"}`, outcome: { n, out: "applied" } });
    await wipe();
    browser.isOnline = true;
    server.instead.set("/api/sync/push", () => answer(503, { retry_after: 0.05 }));
    const session = await open();
    await vi.waitFor(() => expect(server.ids()).toContain(id), 5_000);
    await until(session, () => session.status === "current" && session.pending().count === 0);
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

describe("two tabs of which one has not heard of the other", () => {
  /** A tab that nobody hears and that hears nobody: it was frozen, or is about to close. */
  const deaf = async (): Promise<Session> => {
    const { tab } = browser;
    const silence = { postMessage: () => undefined, close: () => undefined, onmessage: null };
    browser.tab = () => ({ ...tab.call(browser), channel: () => silence });
    const session = await open();
    browser.tab = tab;
    return session;
  };

  it("files what it keeps under the name that the device has by now", async () => {
    const leader = await signedIn();
    const other = await deaf();
    browser.isOnline = false;
    await other.record("pick.scan", SCAN);
    server.log.push({ text: '{"n":1,"id":"clone"}', outcome: { n: 1, out: "applied" } });
    browser.isOnline = true;
    await leader.outcomeOf((await leader.record("pick.scan", SCAN)).n);
    browser.isOnline = false;
    expect([leader["device"].id, other["device"].id]).toEqual(["d-1x", "d-1"]);
    const { id } = await other.record("pick.scan", SCAN);
    await soon(() => expect([...browser.files.values()].join("")).toContain(`"d":"d-1x","n":3,"id":"${id}"`));
    expect(JSON.parse(browser.memory!)).toMatchObject({ id: "d-1x" });
    await wipe();
    browser.isOnline = true;
    const session = await open();
    await until(session, () => session.status === "current" && session.pending().count === 0);
    expect(server.ids()).toContain(id);
  });

  it("hears what is said while it opens", async () => {
    const leader = await signedIn();
    browser.isOnline = false;
    const { n } = await leader.record("pick.scan", SCAN);
    const { journal } = Outbox.prototype;
    vi.spyOn(Outbox.prototype, "journal").mockImplementationOnce(async function (this: Outbox) {
      const before = await journal.call(this);
      browser.isOnline = true;
      browser.wake();
      await leader.outcomeOf(n);
      await until(leader, () => leader.status === "current");
      return before;
    });
    const other = await open();
    await vi.waitFor(() => expect(other.pending().count).toBe(0), 1_000); // before the next poll tells it by chance
  });

  it("has sent by the one that stays what it kept just before it closed", async () => {
    await signedIn();
    const other = await deaf();
    const { id } = await other.record("pick.scan", SCAN);
    await other.stop();
    await vi.waitFor(() => expect(server.ids()).toContain(id), 5_000);
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
    await rig.close();
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
