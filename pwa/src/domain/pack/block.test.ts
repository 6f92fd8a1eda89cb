/** What a device may still give of the numbers that it holds. */

import { describe, expect, it } from "vitest";
import type { SsccBlock } from "../../generated/rows";
import { Rows } from "../../sync/testing";
import { held, isLow, rest } from "./block";

const block = (id: string, more: Partial<SsccBlock> = {}): SsccBlock => ({
  id, ver: 1, device: "bench-1", warehouse: "ROT", company_prefix: "8712345", extension: 0, first: 100, count: 100,
  used: 0, state: "open", open_on: "bench-1", ...more,
});

describe("what a device holds", () => {
  const rows = new Rows();
  const of = [
    block("b2"), block("b1"), block("c1", { device: "bench-2", open_on: "bench-2" }),
    block("d1", { company_prefix: "9501101" }), block("e1", { state: "closed", open_on: "" }),
  ];
  for (const row of of) rows.rows.set(`sscc_block/${row.id}`, { table: "sscc_block", row });

  it("is what is open on it under the company prefix, the first one first", () => {
    expect(held(rows, "bench-1", "8712345").map(({ id }) => id)).toEqual(["b1", "b2"]);
  });

  it("is nothing under another name, as a copy of it has", () => {
    expect(held(rows, "bench-1 (2)", "8712345")).toEqual([]);
  });
});

it("is low at five hundred", () => {
  const full = Array.from({ length: 5 }, (_, nth) => block(`b${nth}`));
  expect(rest(full)).toBe(500);
  expect(isLow(full)).toBe(true);
  expect(isLow([...full, block("b9", { used: 99 })])).toBe(false);
});
