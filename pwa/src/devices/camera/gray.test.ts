import { describe, expect, test } from "vitest";
import { blank, crop, median, sharpen, soften, turn, twice, type Gray } from "./gray";

const from = (rows: readonly (readonly number[])[]): Gray => ({
  data: Uint8Array.from(rows.flat()),
  width: rows[0]?.length ?? 0,
  height: rows.length,
});
const dot = (picture: Gray, x: number, y: number): number => picture.data[y * picture.width + x] ?? -1;

/** Even noise from a fixed seed. */
function noise(width: number, height: number): Gray {
  let seed = 42;
  const data = Uint8Array.from({ length: width * height }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed >> 16;
  });
  return { data, width, height };
}

/** Noise that no curve through it leaves the scale. */
const soft = (width: number, height: number): Gray => {
  const { data } = noise(width, height);
  return { data: data.map((level) => 70 + level / 3), width, height };
};

/** Keys' kernel for cubic convolution with a = -1/2. */
function keys(x: number): number {
  if (x <= 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1;
  return x < 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0;
}

test("a part of a picture is the dots of its box", () => {
  const whole = from([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]);
  expect(crop(whole, { x: 1, y: 1, width: 2, height: 2 })).toEqual(from([[6, 7], [10, 11]]));
});

describe("twice as fine", () => {
  test("an even grey stays as it is, to the edges", () => {
    expect(twice(blank(5, 4, 200))).toEqual(blank(10, 8, 200));
  });

  test("dots lie a quarter before and behind the old ones, on Keys' cubic curve", () => {
    const row = soft(16, 1);
    const fine = twice(row);
    for (let x = 4; x < 28; x += 1) {
      const place = (x - 0.5) / 2;
      let sum = 0;
      for (let at = 0; at < 16; at += 1) sum += dot(row, at, 0) * keys(Math.abs(place - at));
      expect(Math.abs(dot(fine, x, 0) - sum)).toBeLessThanOrEqual(1);
    }
  });

  test("both directions are treated alike", () => {
    const picture = soft(9, 9);
    const flipped: Gray = { ...picture, data: Uint8Array.from({ length: 81 }, (_, at) => dot(picture, Math.floor(at / 9), at % 9)) };
    const [a, b] = [twice(picture), twice(flipped)];
    for (let x = 0; x < 18; x += 1) for (let y = 0; y < 18; y += 1) expect(Math.abs(dot(a, x, y) - dot(b, y, x))).toBeLessThan(3);
  });
});

describe("the middle of nine", () => {
  test("is that of a sorted list, for any picture", () => {
    const picture = noise(12, 12);
    const calm = median(picture);
    for (let y = 1; y < 11; y += 1) {
      for (let x = 1; x < 11; x += 1) {
        const nine = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => dot(picture, x + dx, y + dy)));
        expect(dot(calm, x, y)).toBe(nine.sort((a, b) => a - b)[4]);
      }
    }
  });

  test("takes a single wrong dot away and leaves a bar of two", () => {
    const rows = Array.from({ length: 7 }, () => [255, 255, 255, 0, 0, 255, 255, 255]);
    const salted = from(rows.map((row, y) => row.map((v, x) => (x === 6 && y === 3 ? 0 : v))));
    expect(median(salted)).toEqual(from(rows));
  });
});

test("softening is the mean of a square, with the edge going on outside", () => {
  const picture = noise(8, 6);
  const soft = soften(picture, 1);
  const at = (x: number, y: number): number => dot(picture, Math.min(7, Math.max(0, x)), Math.min(5, Math.max(0, y)));
  for (let y = 0; y < 6; y += 1) {
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) sum += at(x + dx, y + dy);
      expect(Math.abs(dot(soft, x, y) - sum / 9)).toBeLessThanOrEqual(1);
    }
  }
});

test("sharpening makes an edge steeper and an even grey no different", () => {
  const edge = from(Array.from({ length: 5 }, () => [80, 80, 80, 110, 140, 140, 140]));
  const sharp = sharpen(edge, 2, 2);
  expect(dot(sharp, 4, 2) - dot(sharp, 2, 2)).toBeGreaterThan(dot(edge, 4, 2) - dot(edge, 2, 2) + 20);
  expect(sharpen(blank(6, 6, 90), 2, 2)).toEqual(blank(6, 6, 90));
});

describe("turning", () => {
  test("by 90 degrees clockwise moves each dot to its place", () => {
    const picture = noise(9, 9);
    const turned = turn(picture, 90);
    for (let y = 1; y < 8; y += 1) for (let x = 1; x < 8; x += 1) expect(Math.abs(dot(turned, x, y) - dot(picture, y, 8 - x))).toBeLessThan(2);
  });

  test("and back gives the picture again, but for what came in at the corners", () => {
    const smooth = soften(soften(noise(60, 60), 3), 3);
    const back = turn(turn(smooth, 30), -30);
    for (let y = 22; y < 38; y += 1) for (let x = 22; x < 38; x += 1) expect(Math.abs(dot(back, x, y) - dot(smooth, x, y))).toBeLessThan(12);
  });
});
