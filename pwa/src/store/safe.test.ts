/** What stands on the disk of a device that several people share. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, it } from "vitest";
import { changesIn } from "./cold";
import { Disk, got, STORES } from "./disk";
import { Pages, type Change, type Head, type Page } from "./pages";
import type { Safe, Sealed } from "./safe";

/** Seals by turning every bit: enough to see what is sealed, by whom, and what is not. */
class FakeSafe implements Safe {
  owner = "";
  isPrivate = (scope: string): boolean => scope.startsWith("user:");
  seal = (text: string): Promise<Sealed> =>
    Promise.resolve(new TextEncoder().encode(`${this.owner}|${text}`).map((byte) => byte ^ 0xff));

  open = (sealed: Sealed): Promise<string> => {
    const [owner, ...rest] = new TextDecoder().decode(sealed.map((byte) => byte ^ 0xff)).split("|");
    return owner === this.owner ? Promise.resolve(rest.join("|")) : Promise.reject(new Error("another's seal"));
  };
}

const row = (id: string): Change => ["role_grant", id, 1, { id }];
const head = (scope: string, cursor: number): Head => ({ scope, cursor, digest: "", base: 1, made: 1, epoch: "e1" });
const page = (scope: string, id: string): Page => ({ scope, from: 1, to: 2, changes: [row(id)] });

let disk: Disk;
let safe: FakeSafe;
let pages: Pages;

beforeEach(async () => {
  disk = new Disk(new IDBFactory());
  safe = new FakeSafe();
  pages = new Pages(disk, safe);
  safe.owner = "ana";
  for (const scope of ["wh:ROT", "user:ana"]) {
    await pages.swap(head(scope, 1), [JSON.stringify(row(`${scope} old`))]);
    await pages.apply([{ page: page(scope, `${scope} new`), head: head(scope, 2) }]);
  }
});

const scopes = async (): Promise<string[]> => (await pages.heads()).map(({ scope }) => scope);
const rowsOf = async (scope: string) => {
  const { leaves, changes } = (await pages.load(scope))!;
  return [...leaves.flatMap(({ text }) => changesIn(text)), ...changes].map(([, id]) => id);
};

it("is unreadable where it is private, and as it came where it is the floor's", async () => {
  const all = await disk.read([...STORES], async (tx) =>
    Promise.all([...STORES].map((store) => got<unknown[]>(tx.objectStore(store).getAll()))));
  const text = JSON.stringify(all.flat().map((one) => (one instanceof Uint8Array ? "sealed" : one)));
  expect(text).toContain("wh:ROT old");
  expect(text).toContain("wh:ROT new");
  expect(text).not.toContain("user:ana old");
  expect(text).not.toContain("user:ana new");
});

it("comes back for its owner, and is not there for anybody else or while nobody's seal is open", async () => {
  expect(await rowsOf("user:ana")).toEqual(["user:ana old", "user:ana new"]);
  expect(await pages.since("user:ana", 1)).toEqual([row("user:ana new")]);
  for (const owner of ["ben", ""]) {
    safe.owner = owner;
    expect(await scopes()).toEqual(["wh:ROT"]);
    await expect(pages.load("user:ana")).rejects.toThrow();
  }
  expect(await rowsOf("wh:ROT")).toEqual(["wh:ROT old", "wh:ROT new"]);
});

it("takes no private rows while nobody's seal is open", async () => {
  safe.owner = "";
  expect([pages.takes("user:ana"), pages.takes("wh:ROT")]).toEqual([false, true]);
  await pages.swap(head("user:ana", 9), [JSON.stringify(row("in the clear"))]);
  await pages.apply([{ page: page("user:ana", "in the clear"), head: head("user:ana", 9) }]);
  safe.owner = "ana";
  expect(await rowsOf("user:ana")).toEqual(["user:ana old", "user:ana new"]);
});

it("forgets what nobody can open any more", async () => {
  await pages.sweep(new Set(["ana"]));
  expect(await scopes()).toEqual(["user:ana", "wh:ROT"]);
  await pages.sweep(new Set(["ben"]));
  expect(await scopes()).toEqual(["wh:ROT"]);
});
