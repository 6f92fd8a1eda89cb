/** The chain and the digest are what Python's hashlib makes of the same texts. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { add, link, rowDigest, ZERO } from "./hash";

const CASES = JSON.parse(readFileSync(new URL("../../../tests/cases/chain.json", import.meta.url), "utf8")) as {
  chain: { text: string; h: string }[];
  digest: { rows: string[]; all: string; without_second: string };
};

it("chains texts as the server does", () => {
  let h = ZERO;
  for (const step of CASES.chain) {
    h = link(h, step.text);
    expect(h).toBe(step.h);
  }
});

it("sums rows in any order, and takes one away again", () => {
  const { rows, all, without_second } = CASES.digest;
  const sum = rows.reduceRight((digest, row) => add(digest, rowDigest(row)), ZERO);
  expect(sum).toBe(all);
  expect(add(sum, -rowDigest(rows[1]!))).toBe(without_second);
  expect(add(ZERO, -1n)).toBe("f".repeat(32));
});
