import { expect, test } from "vitest";
import { render, type Tone } from "./sound";

const lengths: [Tone, number][] = [
  ["right", 80],
  ["done", 180],
  ["wrong", 420],
  ["decide", 270],
  ["repeated", 80],
];

test.each(lengths)("the tone %s lasts %i ms and stays within the speaker's range", (tone, ms) => {
  const samples = render(tone, 44_100);
  expect(samples.length / 44.1).toBeCloseTo(ms, 0);
  expect(samples.every((s) => Math.abs(s) <= 0.31)).toBe(true);
  expect(samples.some((s) => Math.abs(s) > 0.1)).toBe(true);
});

/** Rising zero crossings a second: a rough pitch. */
const pitch = (samples: Float32Array) =>
  samples.filter((s, i) => i > 0 && (samples[i - 1] ?? 0) <= 0 && s > 0).length / (samples.length / 44_100);

test("right rises, and a repeated scan does not", () => {
  const rises = (tone: Tone) => {
    const samples = render(tone, 44_100);
    return pitch(samples.slice(samples.length / 2)) - pitch(samples.slice(0, samples.length / 2));
  };
  expect(rises("right")).toBeGreaterThan(500);
  expect(Math.abs(rises("repeated"))).toBeLessThan(60);
});
