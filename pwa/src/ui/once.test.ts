import { afterEach, beforeEach, expect, test, vi } from "vitest";

let paint: () => void = () => undefined;
vi.mock("../sync/after-paint", () => ({ afterPaint: (work: () => void) => (paint = work) }));
const { once } = await import("./once");

const busy = { current: false };
let done = 0;
const on = (): void => void (done += 1);

beforeEach(() => {
  [busy.current, done, paint] = [false, 0, () => undefined];
});
afterEach(() => paint());

test("two taps, and each does its work", async () => {
  await once({ detail: 1 }, busy, on);
  paint();
  await once({ detail: 1 }, busy, on);
  expect(done).toBe(2);
});

test("the second of a double tap does nothing, even where another button is under the finger by then", async () => {
  await once({ detail: 1 }, busy, on);
  paint();
  await once({ detail: 2 }, { current: false }, on);
  expect(done).toBe(1);
});

test("what the first tap has begun is not begun again before it is done and shows", async () => {
  let kept: () => void = () => undefined;
  const keeping = (): Promise<void> => {
    on();
    return new Promise((resolve) => (kept = resolve));
  };
  const first = once({ detail: 1 }, busy, keeping);
  await once({ detail: 1 }, busy, keeping);
  kept();
  await first;
  await once({ detail: 1 }, busy, keeping);
  expect(done).toBe(1);
  paint();
  void once({ detail: 1 }, busy, keeping);
  expect(done).toBe(2);
});

test("an act that fails leaves the button as it was", async () => {
  await expect(once({ detail: 1 }, busy, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  paint();
  await once({ detail: 0 }, busy, on);
  expect(done).toBe(1);
});
