/** The chain and the digest are what Python's hashlib makes of the same texts. */

import { readFileSync } from "node:fs";
import { blake2b as noble } from "@noble/hashes/blake2.js";
import { expect, it, vi } from "vitest";
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

it.each([0, 1, 110, 127, 128, 129, 255, 256, 257, 5_000, 200_000])("hashes %i bytes as another program does, and without WebAssembly too", async (size) => {
  const text = "é".repeat(size >> 1) + "x".repeat(size & 1);
  const before = "0123456789abcdef0123456789abcdef";
  const bytes = Buffer.concat([Buffer.from(before, "hex"), Buffer.from(text, "utf8")]);
  const want = Buffer.from(noble(bytes, { dkLen: 16 })).toString("hex");
  expect(link(before, text)).toBe(want);
  expect(rowDigest(text)).toBe(BigInt(`0x${Buffer.from(noble(Buffer.from(text), { dkLen: 16 })).toString("hex")}`));
  if (size > 5_000) return;
  vi.stubGlobal("WebAssembly", undefined);
  vi.resetModules();
  const slow = await import("./hash");
  expect(slow.link(before, text)).toBe(want);
  vi.unstubAllGlobals();
});
