/** Any text whatever: no crash, no hang, no number taken that is not one. `FUZZ_RUNS=1000000` looks for longer. */

import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { read, type Read } from "./grammar";
import type { Profile } from "./profile";
import { read as resolve } from "./resolve";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 5_000);
const LONG_MS = 3_600_000;
const GS = "\x1d";
const CASES = (
  JSON.parse(readFileSync(new URL("../../../tests/cases/grammar.json", import.meta.url), "utf8")) as { in: string }[]
).map((one) => one.in);

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const AIM = fc.constantFrom("", "]C1", "]d2", "]Q1", "]Q3", "]E0", "]E4", "]e0", "]C0", "]I1", "]J1", "]d1");
const IDENTIFIER = fc.constantFrom("00", "01", "02", "10", "17", "21", "37", "3103", "3922", "414", "7003", "8008", "8020");
const PIECE = fc.oneof(
  IDENTIFIER, digits(14), digits(6), fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(GS, "(01)", "(10)", "|", "{GS}", "/01/", "/10/", "?17=", "%2F", "%zz", "https://id.gs1.org", "-", "\u0000"),
);
const MIXED = fc.array(PIECE, { maxLength: 12 }).map((pieces) => pieces.join(""));
/** A code that is right, with something put in the place of a part of it. */
const DAMAGED = fc
  .tuple(fc.constantFrom(...CASES), fc.nat(), fc.nat(4), fc.string({ unit: "binary", maxLength: 3 }))
  .map(([code, at, cut, put]) => code.slice(0, at % (code.length + 1)) + put + code.slice((at % (code.length + 1)) + cut));
const TEXT = fc.oneof(MIXED, DAMAGED, fc.string({ unit: "binary", maxLength: 250 }));
const PROFILE: fc.Arbitrary<Profile> = fc.record(
  { gs_dropped: fc.boolean(), prefix: fc.constantFrom("", "*"), suffix: fc.constantFrom("", "#", "\r\n"), gs: fc.constant(["|"]) },
  { requiredKeys: [] },
);
const NUMBERS = ["00", "01", "02", "402", "410", "414"];

const sum = (number: string): number =>
  [...number].reduceRight((total, digit, at) => total + Number(digit) * ((number.length - 1 - at) % 2 ? 3 : 1), 0);

function isSound(got: Read): void {
  if (got.error !== null) expect(got.ais).toEqual([]);
  for (const [ai, value] of [got.ais, ...got.alternatives].flat()) {
    if (NUMBERS.includes(ai)) expect([ai, value, /^\d+$/.test(value) && sum(value) % 10 === 0]).toEqual([ai, value, true]);
  }
}

const check = <T extends unknown[]>(property: fc.IPropertyWithHooks<T>): void =>
  void fc.assert(property, { numRuns: RUNS });

it("whatever is sent is explained, and no number is taken with a wrong check digit", { timeout: LONG_MS }, () => {
  check(fc.property(AIM, TEXT, PROFILE, (aim, text, profile) => isSound(read(aim + text, 2026, profile))));
});

it("a scan with an error gives nothing that could enter stock", { timeout: LONG_MS }, () => {
  check(
    fc.property(AIM, TEXT, (aim, text) => {
      const { error, gtin, sscc, lot, expiry, serial, count, code } = resolve(aim + text, 2026);
      if (error !== null) expect({ gtin, sscc, lot, expiry, serial, count, code }).toEqual(NOTHING);
    }),
  );
});

const NOTHING = { gtin: null, sscc: null, lot: null, expiry: null, serial: null, count: null, code: null };

const withCheck = (body: string): string => body + String((10 - (sum(`${body}0`) % 10)) % 10);
const WRAPPED = fc.constantFrom(
  (gtin: string) => gtin, (gtin: string) => `]E0${gtin.slice(1)}`, (gtin: string) => `]C101${gtin}10LOT`,
  (gtin: string) => `(01)${gtin}`, (gtin: string) => `https://id.gs1.org/01/${gtin}/10/LOT`,
);

it("one wrong digit never passes for a GTIN", { timeout: LONG_MS }, () => {
  check(
    fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), WRAPPED, (body, place, shift, wrap) => {
      const gtin = withCheck(`0${body}`);
      const at = place + 1;
      const wrong = gtin.slice(0, at) + String((Number(gtin[at]) + shift) % 10) + gtin.slice(at + 1);
      expect(resolve(wrap(wrong), 2026).gtin).toBeNull();
    }),
  );
});

const LETTERS = fc.string({ unit: fc.constantFrom(..."ABCXYZ-"), minLength: 1, maxLength: 5 });
const PART = fc.oneof(
  fc.tuple(fc.constantFrom("10", "21", "240"), LETTERS),
  fc.tuple(fc.constant("17"), fc.constant("261231")),
  fc.tuple(fc.constant("37"), fc.integer({ min: 1, max: 99 }).map(String)),
  fc.tuple(fc.constant("3103"), fc.constant("000125")),
);

it("of all readings without separators one is what was printed", { timeout: LONG_MS }, () => {
  const parts = fc.uniqueArray(PART, { maxLength: 4, selector: ([ai]) => ai });
  check(
    fc.property(parts, (some) => {
      const printed: (readonly [string, string])[] = [["01", "09521234000013"], ...some];
      const got = read(`]C1${printed.flat().join("")}`, 2026, { gs_dropped: true });
      const readings = [got.ais, ...got.alternatives].map((one) => JSON.stringify(one));
      expect(readings).toContain(JSON.stringify(printed));
    }),
  );
});
