import { afterEach, beforeEach, expect, test, vi } from "vitest";

const heard: string[] = [];
const sounded = { at: -Infinity };
vi.mock("../devices/sound", () => ({
  play: (tone: string) => heard.push(tone),
  get soundedAt() {
    return sounded.at;
  },
}));
const { Accepted } = await import("./accepted");

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
  sounded.at = -Infinity;
});
afterEach(() => void vi.useRealTimers());

const follow = (...unsent: number[]): void => {
  const accepted = new Accepted();
  for (const n of unsent) accepted.follow({ unsent: n, needing: 0 });
};

test("it is heard once that the server has taken an act", () => {
  follow(0, 1, 0);
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["accepted"]);
});

test("a queue of 300 that drains in parts is heard once", () => {
  follow(300, ...Array.from({ length: 300 }, (_, n) => 299 - n));
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["accepted"]);
});

test("between the scans of a burst nothing is heard, and after it once", () => {
  const accepted = new Accepted();
  for (let n = 0; n < 10; n++) {
    for (const unsent of [1, 0]) accepted.follow({ unsent, needing: 0 });
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["accepted"]);
});

test("as long as something waits, and when the app is opened, nothing is heard", () => {
  follow(2, 1);
  follow(0, 0);
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual([]);
});

test("an answer that wants a decision is heard as that", () => {
  const accepted = new Accepted();
  accepted.follow({ unsent: 0, needing: 0 });
  accepted.follow({ unsent: 1, needing: 0 });
  accepted.follow({ unsent: 0, needing: 1 });
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["decide"]);
});

test("one that wants a decision among others is heard as that alone, whichever of the two is told first", () => {
  const accepted = new Accepted();
  const stood = [[0, 0], [2, 0], [1, 0], [1, 1], [0, 1]] as const;
  for (const [unsent, needing] of stood) accepted.follow({ unsent, needing });
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["decide"]);
});

test("what wants a decision is heard though the next scan comes at once", () => {
  const accepted = new Accepted();
  const stood = [[0, 0], [1, 0], [0, 0], [0, 1], [1, 1], [0, 1]] as const;
  for (const [unsent, needing] of stood) {
    accepted.follow({ unsent, needing });
    vi.advanceTimersByTime(20);
  }
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["decide"]);
});

test("it waits until what sounds has been heard", () => {
  sounded.at = performance.now() + 100;
  follow(0, 1, 0);
  vi.advanceTimersByTime(300);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(["accepted"]);
});
