import { expect, test } from "vitest";
import { render, TOUCH, type Tone } from "./sound";

const lengths: [Tone, number][] = [
  ["right", 80],
  ["done", 180],
  ["wrong", 420],
  ["decide", 270],
  ["repeated", 200],
  ["accepted", 120],
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

test("taken rises, accepted falls", () => {
  const half = (tone: Tone, nth: 0 | 1) => {
    const samples = render(tone, 44_100);
    return pitch(samples.slice((samples.length / 2) * nth, (samples.length / 2) * (nth + 1)));
  };
  expect(half("accepted", 0) - half("accepted", 1)).toBeGreaterThan(200);
});

const TONES = lengths.map(([tone]) => tone);

/** A hall's noise, the same on every run. */
function noise(length: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** How much of a tone is in what is heard, wherever it begins within 10 ms. */
function likeness(heard: Float32Array, tone: Float32Array): number {
  let best = 0;
  for (let shift = 0; shift < 80; shift += 1) {
    let [sum, mine] = [0, 0];
    for (let i = 0; i < tone.length; i++) {
      sum += (heard[i + shift] ?? 0) * tone[i]!;
      mine += tone[i]! ** 2;
    }
    best = Math.max(best, sum / Math.sqrt(mine));
  }
  return best;
}

test.each(TONES)("the tone %s is told from all others in noise that is twice as strong", (tone) => {
  const rate = 8_000;
  const rendered = TONES.map((one) => [one, render(one, rate)] as const);
  const mine = render(tone, rate);
  const power = Math.sqrt(mine.reduce((sum, s) => sum + s * s, 0) / mine.length);
  for (let seed = 1; seed <= 10; seed++) {
    const around = noise(rate, seed);
    const level = (2 * power) / Math.sqrt(1 / 3);
    const heard = around.map((s, i) => s * level + (mine[i - 40] ?? 0));
    const [most] = rendered.map(([one, of]) => [one, likeness(heard, of)] as const).sort((a, b) => b[1] - a[1]);
    expect(most?.[0], `seed ${seed}`).toBe(tone);
  }
});

test("each can be told by touch", () => {
  expect(new Set(Object.values(TOUCH).map(String)).size).toBe(TONES.length);
});
