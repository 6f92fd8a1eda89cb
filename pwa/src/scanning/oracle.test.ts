/** Our reading of the GS1 standards against another one, that of BWIPP, which draws symbols and refuses wrong data. */

import bwip from "bwip-js/node";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkDigit } from "./checkdigit";
import { wrong } from "./gs1/elements";
import { TABLE, type Identifier, type Part } from "./gs1/shape";

/** What it says against a text; null if it takes it. What an identifier needs beside it is a warning to us. */
function refused(text: string, symbol: "gs1datamatrix" | "gs1dldatamatrix"): string | null {
  try {
    bwip.raw({ bcid: symbol, text, lintreqs: false } as unknown as Parameters<typeof bwip.raw>[0]);
    return null;
  } catch (error) {
    return String(error);
  }
}

let state = 20_261_123;
function below(sides: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % sides;
}
const OF_SET: Readonly<Record<string, string>> = { "[0-9]": "0123456789" };
const OTHERS = "ABCXYZ0123456789-";

/** A part that is right more often than chance would have it. */
function sample({ set, low, high, tests }: Part): string {
  const signs = OF_SET[set] ?? OTHERS;
  let text = Array.from({ length: low + below(high - low + 1) }, () => signs.charAt(below(signs.length))).join("");
  const faults = tests.map(({ fault }) => fault);
  if (faults.includes("DATE") && text.length === 6) {
    text = `2${below(10)}${String(below(14)).padStart(2, "0")}${String(below(33)).padStart(2, "0")}`;
  }
  if (set === "[0-9]" && faults.includes("CHECK_DIGIT") && below(4) > 0) text = text.slice(0, -1) + checkDigit(text.slice(0, -1));
  if (faults.includes("CURRENCY")) text = ["978", "840", "156", "000"][below(4)] ?? "";
  return text;
}

function value({ parts }: Identifier): string {
  const whole = parts.filter(({ isOptional }) => !isOptional || below(2) === 0).map(sample).join("");
  return below(8) === 0 ? whole.slice(0, -1) : whole;
}

/**
 * Where it reads the standard otherwise: it knows the types of packages, does not know how base64 is filled up, and asks
 * for no company prefix.
 */
const APART = new Set(["7041", "8030", "401", "7023", "8004", "8010"]);

it("of every identifier the same values are right", () => {
  const apart: string[] = [];
  let right = 0;
  for (const row of TABLE.values()) {
    for (let n = 0; n < 2 && !APART.has(row.ai); n += 1) {
      const said = value(row);
      const isRight = wrong(row, said, 2026) === null;
      right += isRight ? 1 : 0;
      const why = refused(`(${row.ai})${said}`, "gs1datamatrix");
      if (isRight !== (why === null)) apart.push(`(${row.ai})${said}: ${why ?? "it takes it"}`);
    }
  }
  expect(apart).toEqual([]);
  expect(right).toBeGreaterThan(300);
});

interface Case {
  readonly name: string;
  readonly in: string;
  readonly then: { ok: boolean; form?: string; error?: string };
}
const CASES = (JSON.parse(readFileSync(new URL("../../../tests/cases/grammar.json", import.meta.url), "utf8")) as Case[])
  .map((each) => ({ ...each, link: each.in.replace(/^\](?:Q1|d1|z0|C0)/, "") }))
  .filter(({ link }) => /^https?:\/\/[a-z.]+\//i.test(link));
/** It knows no semicolons, wants no slash at the end, and lets no percent sign stand for itself. */
const LINKS_APART = new Set([
  "a slash at the end", "attributes with semicolons", "a percent sign that encodes nothing in a link",
]);

describe("links are taken or refused alike", () => {
  it.each(CASES)("$name", ({ name, link, then }) => {
    const isLink = then.ok && then.form === "digital-link";
    const why = refused(link, "gs1dldatamatrix");
    if (LINKS_APART.has(name)) expect(isLink).not.toBe(why === null);
    else expect(`${why === null}`, why ?? "").toBe(`${isLink}`);
  });
});
