/**
 * How often the smallest box is named. What could be smaller is refuted by its volume, by its weight or by a piece that
 * does not go in, or else by trying every arrangement, as far as that can be done.
 *
 * `BOXES=500 vitest run src/domain/box` makes 500 orders and prints the figures of docs/packing.md.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fit, PIECES_MOST, volume, type Box, type Goods, type Sides } from "./fit";

const ORDERS = Number(process.env["BOXES"] ?? 100);
const MOST_TRIED = process.env["BOXES"] ? 5_000_000 : 100_000;

const table = (name: string): Record<string, string>[] => {
  const file = new URL(`../../../../backend/lab/world/${name}.csv`, import.meta.url);
  const [head, ...lines] = readFileSync(file, "utf8").trim().split("\n").map((line) => line.split(","));
  const plain = lines.filter((cells) => cells.length === head!.length); // names with a comma are left out
  return plain.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i]!])));
};
const sidesOf = (row: Record<string, string>): Sides => [Number(row["length_mm"]), Number(row["width_mm"]), Number(row["height_mm"])];
const ROTTERDAM: readonly Box[] = table("boxes")
  .filter((row) => row["warehouse"] === "ROT")
  .map((row) => ({ id: row["code"]!, sides: sidesOf(row), maxG: Number(row["max_g"]) }))
  .sort((a, b) => volume(a.sides) - volume(b.sides));
const PRODUCTS = table("products")
  .map((row) => ({ sides: sidesOf(row), grams: Number(row["weight_g"]) }))
  .filter(({ sides, grams }) => sides.every((side) => side > 0) && grams > 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const sorted = (sides: Sides): number[] => [...sides].sort((a, b) => a - b);
const mayHold = (box: Box, goods: readonly Goods[]): boolean =>
  sum(goods.map(({ units, sides }) => units * volume(sides))) <= volume(box.sides)
  && sum(goods.map(({ units, grams }) => units * grams)) <= box.maxG
  && goods.every(({ sides }) => sorted(sides).every((side, i) => side <= sorted(box.sides)[i]!));

/** Whether pieces go into a box at all: every piece at every sum of sides, which is all that matters. */
function everyWay(pieces: readonly Sides[], box: Sides): "yes" | "no" | "open" {
  const order = [...pieces].sort((a, b) => volume(b) - volume(a));
  const least = Math.min(...order.flat());
  const at = box.map((side) => sums(order, side - least));
  const put: { readonly at: Sides; readonly of: Sides }[] = [];
  let tried = 0;
  const free = (place: Sides, of: Sides): boolean => !put.some((one) => meet(place, of, one.at, one.of));
  const go = (n: number): boolean => {
    if (n === order.length) return true;
    // The first piece need not be tried on both sides of the middle; of equal pieces the order does not matter.
    const part = n === 0 ? 2 : 1;
    const before = order[n]!.join() === order[n - 1]?.join() ? put.at(-1)!.at : null;
    for (const of of turns(order[n]!)) {
      const along = at.map((places, i) => places.filter((place) => part * place + of[i]! <= box[i]!));
      for (const x of along[0]!) for (const y of along[1]!) for (const z of along[2]!) {
        if (before && (x - before[0] || y - before[1] || z - before[2]) < 0) continue;
        if (++tried > MOST_TRIED) return false;
        if (!free([x, y, z], of)) continue;
        put.push({ at: [x, y, z], of });
        if (go(n + 1)) return true;
        put.pop();
      }
    }
    return false;
  };
  return go(0) ? "yes" : tried > MOST_TRIED ? "open" : "no";
}

function sums(pieces: readonly Sides[], most: number): readonly number[] {
  let found = new Set([0]);
  for (const piece of pieces) found = new Set([...found].flatMap((n) => [n, ...piece.map((side) => n + side)]).filter((n) => n <= most));
  return [...found].sort((a, b) => a - b);
}
const turns = ([a, b, c]: Sides): readonly Sides[] => {
  const all: Sides[] = [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
  return all.filter((one, i) => all.findIndex((other) => other.join() === one.join()) === i);
};
const meet = (a: Sides, as: Sides, b: Sides, bs: Sides): boolean => [0, 1, 2].every((i) => a[i]! < b[i]! + bs[i]! && b[i]! < a[i]! + as[i]!);

/** One to four products, a few of each: what web shops send. */
function* orders(count: number): Generator<Goods[]> {
  let state = 7;
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (let i = 0; i < count; i++) {
    const lines = 1 + Math.floor(random() * 4);
    yield Array.from({ length: lines }, () => {
      const product = PRODUCTS[Math.floor(random() * PRODUCTS.length)]!;
      return { ...product, units: 1 + Math.floor(random() * random() * 12) };
    });
  }
}

/** What a suggestion is worth: the smallest, a smaller one would do, or nobody can say. */
function worth(goods: readonly Goods[], found: readonly Box[] | null): "smallest" | "larger" | "open" | "several" {
  const size = found?.length === 1 ? volume(found[0]!.sides) : Infinity;
  const smaller = ROTTERDAM.filter((box) => volume(box.sides) < size && mayHold(box, goods));
  if (smaller.length === 0) return found?.length === 1 ? "smallest" : "several";
  const pieces = goods.flatMap(({ units, sides }) => Array.from({ length: units }, () => sides));
  const said = smaller.map((box) => everyWay(pieces, box.sides));
  if (said.includes("yes")) return "larger";
  return said.includes("open") ? "open" : found?.length === 1 ? "smallest" : "several";
}

const cube = (units: number, side: number, grams = 100): Goods => ({ units, sides: [side, side, side], grams });
const box = (id: string, sides: Sides, maxG = 10_000): Box => ({ id, sides, maxG });
const S = box("S", [100, 100, 100]);
const M = box("M", [200, 100, 100]);
const said = (goods: readonly Goods[], boxes: readonly Box[]): string | undefined => fit(goods, boxes)?.map(({ id }) => id).join("+");

describe("the box for some goods", () => {
  it("is the smallest that holds all, whichever way it is turned", () => {
    expect(said([cube(1, 100)], [M, S])).toBe("S");
    expect(said([cube(2, 100)], [S, M])).toBe("M");
    expect(said([{ units: 1, sides: [10, 10, 180], grams: 1 }], [S, M])).toBe("M");
  });

  it("bears the weight", () => {
    expect(said([cube(1, 50, 500)], [box("weak", [60, 60, 60], 499), S])).toBe("S");
  });

  it("holds pieces side by side, not only their volume", () => {
    expect(said([cube(2, 60)], [S, M])).toBe("M");
  });

  it("is tried in each of its turns", () => {
    const goods: Goods[] = [{ units: 1, sides: [10, 20, 30], grams: 1 }, { units: 1, sides: [10, 10, 40], grams: 1 }];
    expect(said(goods, [box("S", [40, 20, 30])])).toBe("S");
    expect(said(goods, [box("S", [20, 40, 30])])).toBe("S");
  });

  it("lets stand what has to stand, and lie what may", () => {
    const bottle = { units: 2, sides: [80, 80, 300], grams: 1_300 } as const;
    const [flat, tall] = [box("flat", [320, 200, 100]), box("tall", [200, 100, 310], 20_000)];
    expect(said([bottle], [flat, tall])).toBe("tall"); // the smaller one
    expect(said([{ ...bottle, upright: true }], [flat])).toBeUndefined();
    expect(said([bottle], [flat])).toBe("flat");
    expect(said([{ ...bottle, upright: true }], [flat, tall])).toBe("tall");
    expect(said([{ ...bottle, units: 3, upright: true }], [flat, tall])).toBe("tall+tall");
    expect(said([{ ...bottle, sides: [80, 300, 80], upright: true }], [flat, tall])).toBe("flat");
  });

  it("is high enough for what has to stand, whichever way it is looked for", () => {
    const two: Goods = { units: 2, sides: [60, 100, 200], grams: 1, upright: true };
    const fits = ([length, width, height]: Sides): boolean => height >= 200 && Math.min(length, width) >= 100;
    for (const sides of turns([130, 110, 210])) expect(said([two], [box("B", sides)]), sides.join()).toBe(fits(sides) ? "B" : undefined);
  });

  it("is several where one is too small", () => {
    expect(said([cube(5, 100)], [S, M])).toBe("M+M+S");
    expect(said([cube(2, 50, 9_000)], [S])).toBe("S+S");
  });

  it("is none for what goes in nowhere, and for more than can be tried in time", () => {
    expect(fit([cube(1, 300)], [S, M])).toBeNull();
    expect(fit([cube(1, 50, 20_000)], [S, M])).toBeNull();
    expect(fit([cube(PIECES_MOST + 1, 1)], [S, M])).toBeNull();
    expect(fit([], [S])).toBeNull();
  });

  it("is the smallest of the demo's for most orders, at once", { timeout: 120_000 }, () => {
    const count = { smallest: 0, larger: 0, open: 0, several: 0 };
    const took: number[] = [];
    for (const goods of orders(ORDERS)) {
      const begin = performance.now();
      const found = fit(goods, ROTTERDAM);
      took.push(performance.now() - begin);
      expect(found).not.toBeNull();
      count[worth(goods, found)]++;
    }
    took.sort((a, b) => a - b);
    const ms = (part: number): string => took[Math.floor((took.length - 1) * part)]!.toFixed(2);
    if (process.env["BOXES"]) console.log({ ...count, p50: ms(0.5), p95: ms(0.95), most: ms(1) });
    expect(count.smallest).toBeGreaterThan((ORDERS - count.several) * 0.75);
    expect(count.larger).toBeLessThan(ORDERS * 0.03);
  });
});
