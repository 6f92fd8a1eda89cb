/** A number that this device counts by itself is given once: by no second tab, and not again after the page has gone. */

import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { Disk } from "./disk";
import { Outbox } from "./outbox";

const tab = (): Outbox => new Outbox(new Disk(indexedDB, "series"));

it("is given once, whichever of two tabs asks", async () => {
  const [one, two] = [tab(), tab()];
  const given = await Promise.all(Array.from({ length: 40 }, (_, nth) => (nth % 2 ? one : two).count("s", 3)));
  expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, nth) => nth + 3));
  expect(await tab().count("s", 0)).toBe(43);
});

it("goes on behind what the rows know of, and never back", async () => {
  const one = tab();
  expect([await one.count("t", 5), await one.count("t", 20), await one.count("t", 7)]).toEqual([5, 20, 21]);
  expect(await one.count("u", 0)).toBe(0);
});
