/** What a sales person may promise with no network. */

import { describe, expect, it } from "vitest";
import type { Changed } from "../draft";
import { DEFAULTS, type Lease } from "../../generated/rows";
import { Rows } from "../../sync/testing";
import { isLow, pledge } from "./lease";

const NOON = 1_795_400_000_000;
const HOUR = 3_600_000;
const ME = { device: "phone-1", person: "luc", at: NOON };

function world(...leases: Partial<Lease>[]): Rows {
  const state = new Rows();
  for (const [i, given] of leases.entries()) {
    const row = {
      ...DEFAULTS.lease, id: `l${i + 1}`, device: "phone-1", person: "luc", warehouse: "ROT", product: "PEN",
      quantity: 10, use_by: NOON + HOUR, reclaim_at: NOON + 13 * HOUR, open_on: "phone-1", ver: 1, ...given,
    } as Lease;
    state.rows.set(`lease/${row.id}`, { table: "lease", row } as Changed);
  }
  return state;
}

const wanted = { warehouse: "ROT", product: "PEN", units: 6 };

describe("what a line draws on", () => {
  it("is the lease that ends first, and then the next", () => {
    const state = world({ use_by: NOON + 2 * HOUR }, { used: 8 });
    expect(pledge(state, ME, wanted)).toEqual([{ lease: "l2", quantity: 2 }, { lease: "l1", quantity: 4 }]);
  });

  it("is no more than there is: the rest is to be confirmed", () => {
    expect(pledge(world({ used: 7 }), ME, wanted)).toEqual([{ lease: "l1", quantity: 3 }]);
  });

  it.each([
    ["of a colleague", { person: "mei" }],
    ["of another device", { open_on: "phone-2", device: "phone-2" }],
    ["of another product", { product: "MILK" }],
    ["of another warehouse", { warehouse: "SZX" }],
    ["past its time", { use_by: NOON }],
    ["all spent", { used: 10, state: "spent" as const, open_on: "" }],
  ])("is never a lease %s", (_, given) => expect(pledge(world(given), ME, wanted)).toEqual([]));
});

it("asks for more below two fifths", () => {
  expect(isLow(4, 10)).toBe(false);
  expect(isLow(3, 10)).toBe(true);
});
