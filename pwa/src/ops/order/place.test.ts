/** Orders that wait on a phone: what they have drawn is gone, until the server says otherwise. */

import { beforeAll, beforeEach, expect, it } from "vitest";
import { pledge } from "../../domain/stock/lease";
import type { Ops } from "../../generated/ops";
import { DEFAULTS, type Lease } from "../../generated/rows";
import type { KeptOp } from "../../store/outbox";
import { Replica } from "../../store/replica";
import { REST } from "../rest";
import { decide, know } from "../twins";

const NOON = 1_795_400_000_000;
const HOUR = 3_600_000;
const ME = { device: "phone-1", person: "luc", at: NOON };
const PENS = { warehouse: "ROT", product: "PEN" };
const head = (scope: string, cursor: number) => ({ scope, cursor, digest: "", base: 0, made: 1, epoch: "e1" });
const LEASE: Lease = {
  id: "l1", ver: 1, device: "phone-1", person: "luc", ...PENS, quantity: 10, used: 0, use_by: NOON + HOUR,
  reclaim_at: NOON + 13 * HOUR, state: "open", open_on: "phone-1",
};

let replica: Replica;

beforeAll(() => know(REST));

/** An order over `units` pens that draws on whatever this phone may still promise. */
function order(n: number, units: number): { op: KeptOp; said: object } {
  const leases = pledge(replica, ME, { ...PENS, units });
  const body: Ops["order.place"] = {
    order: `o${n}`, number: `${n}`, warehouse: "ROT", rep: "luc", total: 1, placed_at: NOON,
    lines: [{ product: "PEN", quantity: units, leases }],
  };
  const op: KeptOp = { n, id: `op${n}`, kind: "order.place", author: "luc", wall: NOON, text: JSON.stringify(body), h: "" };
  const said = replayed(op).params;
  replica.add(op);
  return { op, said };
}

const replayed = ({ id, n, author, wall, text }: KeptOp) =>
  decide("order.place", JSON.parse(text) as Ops["order.place"], replica,
    { id, n, author, wall, device: "phone-1", receivedAt: wall });

beforeEach(() => {
  replica = new Replica(replayed);
  replica.apply(head("catalog", 1), [
    ["warehouse", "ROT", 1, { ...DEFAULTS.warehouse, id: "ROT", ver: 1, name_en: "R", name_zh: "R", company_prefix: "8712345" }],
    ["product", "PEN", 1, { ...DEFAULTS.product, id: "PEN", ver: 1, name_en: "Pen", name_zh: "笔" }],
  ] as never);
  replica.apply(head("rep:luc", 1), [["lease", "l1", 1, LEASE]] as never);
});

it("says until when to be in touch, and what is only to be confirmed", () => {
  expect(order(1, 6).said).toMatchObject({ firm: 6, units: 6, by: NOON + HOUR, why: "" });
  expect(order(2, 6).said).toMatchObject({ firm: 4, units: 6, by: NOON + HOUR, why: "" });
  expect(order(3, 6).said).toMatchObject({ firm: 0, units: 6, by: 0, why: "" });
  expect(replica.get("lease", "l1")).toMatchObject({ used: 10, state: "spent" });
  expect(replica.get("order_line", "o2/1")).toMatchObject({ ordered: 6, reserved: 4 });
});

it("has the units again when the server refuses the order", () => {
  const { op } = order(1, 6);
  replica.pend([op], new Map([[1, { n: 1, out: "refused", code: "already_there" } as never]]));
  expect(order(2, 10).said).toMatchObject({ firm: 10 });
});

it("shows an order as to be confirmed once its lease was taken back", () => {
  order(1, 6);
  replica.apply(head("rep:luc", 2), [["lease", "l1", 2, null]] as never);
  expect(replica.get("order_line", "o1/1")).toMatchObject({ ordered: 6, reserved: 0 });
});
