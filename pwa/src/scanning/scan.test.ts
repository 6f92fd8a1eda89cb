/** The cases of `tests/cases/scanning.json`; `tests/scanning/test_scan_cases.py` runs the same ones. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { read, readings } from "./resolve";
import { check, sscc } from "./sscc";

interface Container {
  extension: number;
  company_prefix: string;
  serial: number;
  then?: string;
}
interface Cases {
  read: Array<{ name: string; raw: string; year: number; then: Record<string, unknown> }>;
  readings: Array<{ name: string; raw: string; year: number; then: Array<{ raw: string; lot?: string; expiry?: string }> }>;
  sscc: Container[];
  sscc_refused: Container[];
}
const CASES = JSON.parse(
  readFileSync(new URL("../../../tests/cases/scanning.json", import.meta.url), "utf8"),
) as Cases;

describe("a scan says what its case states", () => {
  it.each(CASES.read)("$name", ({ raw, year, then }) => {
    const said = Object.entries(read(raw, year)).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    );
    expect(Object.fromEntries(said)).toEqual({ raw, ...then });
  });
});

describe("a scanner that drops separators", () => {
  it.each(CASES.readings)("may have meant: $name", ({ raw, year, then }) => {
    const said = readings(raw, year, { gs_dropped: true }).map(({ raw: spelled, lot, expiry }) => ({
      raw: spelled, ...(lot === null ? {} : { lot }), ...(expiry === null ? {} : { expiry }),
    }));
    for (const one of then) expect(said).toContainEqual(one);
    expect(said[0]).toEqual(then[0]);
    if (then.length === 1) expect(said).toHaveLength(1);
  });

  it.each(CASES.readings)("and without that habit means what it says: $name", ({ raw, year }) => {
    expect(readings(raw, year, {})).toEqual([read(raw, year)]);
  });
});

describe("container numbers", () => {
  it.each(CASES.sscc)("get their 18 digits: $then", ({ extension, company_prefix, serial, then }) => {
    const code = sscc(extension, company_prefix, serial);
    expect(code).toBe(then);
    expect(check(code)).toBe(true);
  });

  it.each(CASES.sscc_refused)("that do not fit are refused: %o", ({ extension, company_prefix, serial }) => {
    expect(() => sscc(extension, company_prefix, serial)).toThrow(RangeError);
  });
});

it("whatever is sent is read without an exception, and no number passes with a wrong check digit", () => {
  const pieces = [
    "01", "00", "17", "]C1", "]E0", "\x1d", "L-", "09521101530001", "395212340000000014", "٣", "𠀀", "\ud800", "7",
  ];
  // A small generator with a fixed seed: the same texts in every run.
  let seed = 20_261_123;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let run = 0; run < 20_000; run += 1) {
    const raw = Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join("");
    const { gtin, sscc: container } = read(raw, 2026);
    for (const number of [gtin, container]) {
      if (number === null) continue;
      const sum = [...number].reverse().reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
      expect(sum % 10, raw).toBe(0);
    }
  }
});
