/** A scope is stored in sets of pages: one counts at a time, and none is seen half. */

import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { changesIn } from "./cold";
import { Disk, got } from "./disk";
import { Pages, type Head } from "./pages";

const SCOPE = "wh:ROT";
const head = (cursor: number): Head => ({ scope: SCOPE, cursor, digest: "", base: cursor, made: cursor, epoch: "e1" });
const lines = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => JSON.stringify(["tote", `${name}-${i}`, 1, { id: `${name}-${i}`, ver: 1 }]));
let disk: Disk;
let pages: Pages;

beforeEach(() => {
  disk = new Disk(new IDBFactory());
  pages = new Pages(disk);
});

const ids = async (): Promise<string[]> => {
  const { leaves, changes } = (await pages.load(SCOPE))!;
  return [...leaves.flatMap(({ text }) => changesIn(text)), ...changes].map(([, id]) => id);
};
const named = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}-${i}`);
const keys = (): Promise<IDBValidKey[]> => disk.read(["pages"], (tx) => got(tx.objectStore("pages").getAllKeys()));
const put = (key: IDBValidKey, text: string): Promise<void> =>
  disk.cache(["pages"], async (tx) => void (await got(tx.objectStore("pages").put(text, key))));

it("shows the former set until the next one is whole", async () => {
  await pages.swap(head(1), lines("a", 600));
  const seen: string[][] = [];
  await pages.swap(head(2), lines("b", 600), async () => void seen.push(await ids()));
  expect(seen).toEqual([named("a", 600), named("a", 600), named("a", 600)]);
  expect(await ids()).toEqual(named("b", 600));
  expect(await keys()).toHaveLength(3);
});

it("takes no page of a set that was broken off for one of its own", async () => {
  await pages.swap(head(1), lines("a", 300));
  const off = new Error("the power fails");
  await expect(pages.swap(head(2), lines("b", 900), () => Promise.reject(off))).rejects.toThrow(off);
  expect(await ids()).toEqual(named("a", 300));
  await pages.swap(head(3), lines("c", 10));
  expect(await ids()).toEqual(named("c", 10));
  expect(await keys()).toHaveLength(1);
});

it("reads what an earlier build has stored, and puts sets in its place", async () => {
  await put([SCOPE, 0], lines("a", 2).join());
  await put([SCOPE, 7], lines("b", 2).join());
  await disk.cache(["heads"], async (tx) => void (await got(tx.objectStore("heads").put(head(1), SCOPE))));
  expect(await ids()).toEqual([...named("a", 2), ...named("b", 2)]);
  const stored = await pages.swap(head(2), lines("c", 2));
  expect(await ids()).toEqual(named("c", 2));
  expect(await keys()).toEqual([[SCOPE, stored.set, 0]]);
});

it("reads what an earlier build has put in the place of a set", async () => {
  const stored = await pages.swap(head(1), lines("a", 2));
  await disk.cache(["heads", "pages"], async (tx) => {
    tx.objectStore("pages").clear();
    tx.objectStore("pages").put(lines("b", 2).join(), [SCOPE, 0]);
    await got(tx.objectStore("heads").put({ ...stored, cursor: 5 }, SCOPE));
  });
  expect(await ids()).toEqual(named("b", 2));
});

it("keeps the changes that follow on a set, and the set, when its head moves", async () => {
  const stored = await pages.swap(head(1), lines("a", 2));
  const change = ["tote", "a-0", 2, { id: "a-0", ver: 2 }] as const;
  await pages.apply([{ page: { scope: SCOPE, from: 1, to: 2, changes: [change] }, head: { ...stored, cursor: 2 } }]);
  expect(await ids()).toEqual(["a-0", "a-1", "a-0"]);
  expect((await pages.heads())[0]).toMatchObject({ cursor: 2, set: stored.set });
});
