/** Who gets a scan, and when: one after the other, each once, and none by a screen that it is not for. */

import { expect, test, vi } from "vitest";
import { loadReader } from "../scanning/reader";
import { holdScans, onScan, scanned } from "./wedge";

await loadReader();
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

/** A screen that is as slow as it is told to be, and what it was given. */
function screen(busy: Promise<void> = Promise.resolve()): { readonly got: string[]; readonly leave: () => void } {
  const got: string[] = [];
  const leave = onScan(async (raw) => {
    got.push(raw);
    await busy;
  });
  return { got, leave };
}

test("what is scanned while a screen is busy waits for its turn, in order", async () => {
  let rest = (): void => undefined;
  const { got, leave } = screen(new Promise((done) => (rest = done)));
  for (const raw of ["one", "two", "three"]) scanned(raw, "keys");
  await settled();
  expect(got).toEqual(["one"]);
  rest();
  await settled();
  expect(got).toEqual(["one", "two", "three"]);
  leave();
});

test("the same code again is a scan of its own; by two channels at once it is one", async () => {
  const { got, leave } = screen();
  for (const source of ["keys", "keys", "keys", "text"] as const) scanned("thrice", source);
  for (const source of ["keys", "text", "text"] as const) scanned("twice", source);
  await settled();
  expect(got).toEqual(["thrice", "thrice", "thrice", "twice", "twice"]);
  leave();
});

test("what is scanned while a screen is on its way is for that one", async () => {
  const below = screen();
  const release = holdScans();
  scanned("early", "keys");
  await settled();
  release();
  const above = screen();
  await settled();
  expect([below.got, above.got]).toEqual([[], ["early"]]);
  above.leave();
  scanned("late", "keys");
  await settled();
  expect(below.got).toEqual(["late"]);
  below.leave();
});

test("a screen that fails at a scan gets the next one", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const got: string[] = [];
  const leave = onScan((raw) => {
    got.push(raw);
    return Promise.reject(new Error("broken"));
  });
  for (const raw of ["first", "second"]) scanned(raw, "keys");
  await settled();
  expect(got).toEqual(["first", "second"]);
  expect(told).toHaveBeenCalledTimes(2);
  told.mockRestore();
  leave();
});
