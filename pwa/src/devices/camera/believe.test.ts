import { expect, test } from "vitest";
import { believed, isStrong, overlap } from "./believe";
import type { Code } from "./reader";

const box = (x: number, y: number, width = 100, height = 40) => [
  { x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height },
];
const code = (raw: string, format: string, lines: number, corners = box(0, 0)): Code => ({ raw, format, lines, corners });

test("a retail code that few lines say is not there; the more lines were looked at, the more must say it", () => {
  const ean = (lines: number) => [code("]E09521234000013", "EAN13", lines)];
  expect([believed(ean(2), "few"), believed(ean(3), "all"), believed(ean(7), "aslant")]).toEqual([[], [], []]);
  expect([believed(ean(3), "few"), believed(ean(4), "all"), believed(ean(10), "aslant")]).toEqual([ean(3), ean(4), ean(10)]);
});

test("half an EAN-13 that is crossed aslant is no UPC-E", () => {
  const half = [code("]E00152800000169", "UPCE", 60)];
  expect(believed(half, "aslant")).toEqual([]);
  expect(believed(half, "all")).toEqual(half);
});

test("of two retail codes at one place the one with more lines is there; if as many say either, none is", () => {
  const [right, phantom] = [code("]E09528889614787", "EAN13", 12), code("]E04520822614781", "EAN13", 3)];
  expect(believed([phantom, right], "few")).toEqual([right]);
  expect(believed([right, { ...phantom, lines: 12 }], "few")).toEqual([]);
  expect(believed([right, { ...phantom, corners: box(300, 0) }], "few")).toHaveLength(2);
});

test("an ITF is a case code of 14 digits with its check digit, or the middle of something else", () => {
  expect(believed([code("]I119521234000010", "ITF", 9)], "few")).toHaveLength(1);
  expect(believed([code("]I119521234000011", "ITF", 9)], "few")).toEqual([]);
  expect(believed([code("]I195200002", "ITF", 9)], "few")).toEqual([]);
});

test("a location and an item beside it are both there", () => {
  expect(believed([code("]C0L-A-12-04", "Code128", 2), code("]E09521234000013", "EAN13", 5)], "few")).toHaveLength(2);
});

test("what corrects its errors or checks each element may be taken at once, the rest not", () => {
  const strong = [["]Q1x", "QRCode"], ["]d2x", "DataMatrix"], ["]C101x", "Code128"], ["]e001x", "DataBarExp"]] as const;
  const weak = [["]C0x", "Code128"], ["]E0x", "EAN13"], ["]E4x", "EAN8"], ["]I1x", "ITF"]] as const;
  expect(strong.every(([raw, format]) => isStrong(code(raw, format, 9)))).toBe(true);
  expect(weak.some(([raw, format]) => isStrong(code(raw, format, 9)))).toBe(false);
});

test("places overlap when they share a part, also for a line without height", () => {
  expect(overlap(code("a", "EAN13", 3, box(0, 5, 100, 0)), code("b", "EAN13", 3, box(50, 5, 100, 0)))).toBe(true);
  expect(overlap(code("a", "EAN13", 3, box(0, 0)), code("b", "EAN13", 3, box(101, 0)))).toBe(false);
});
