/** order.place, as far as a device can tell: what its leases make firm. The review, and all else, is the server's. */

import { need, type Draft, type State } from "../../domain/draft";
import { applied, refused } from "../../domain/outcome";
import { draw, faultOf, type Holder } from "../../domain/stock/lease";
import type { Ops } from "../../generated/ops";
import type { Order, OrderLine } from "../../generated/rows";
import { draftOf } from "../answer";
import type { Context, Rule } from "../kernel";

type Body = Ops["order.place"];

/** What leases make of an order. */
export interface Promised {
  /** Units that are firm if the server hears of them in time, of `units` in all. */
  readonly firm: number;
  readonly units: number;
  /** Until when to be in touch: the first moment (UTC milliseconds) at which a lease in use ends; 0 with nothing firm. */
  readonly by: number;
  /** Why something that was drawn on a lease is not firm; empty if all of it is. */
  readonly why: string;
}

/**
 * Somebody orders goods. Applied, with what `promised` says as parameters: firm if synced by a time, or to be confirmed.
 * The order shows in review until the server has answered.
 */
export const place: Rule<"order.place"> = (body, state, context) => {
  need(state, "warehouse", body.warehouse);
  for (const line of body.lines) need(state, "product", line.product);
  if (isThere(body, state)) return refused("already_there", { number: body.number }, ["keep_theirs"]);
  const draft = draftOf(state, context);
  const customer = body.customer ? state.get("customer", body.customer) : undefined;
  draft.put("sales_order", { ...order(body, context), customer: customer?.id ?? null });
  const promised = promise(draft, body, context);
  return applied(draft.rows(), { number: body.number, stage: "review", ...promised });
};

function isThere({ order: id, number, channel = "desk" }: Body, state: State): boolean {
  if (state.get("sales_order", id) !== undefined) return true;
  return state.where("sales_order", "number", number).some((one) => one.channel === channel);
}

function promise(draft: Draft, body: Body, context: Context): Promised {
  const holder: Holder = { device: context.device, person: context.author, at: context.receivedAt };
  const ends: number[] = [];
  let [firm, units, why] = [0, 0, ""];
  for (const [i, placed] of body.lines.entries()) {
    let reserved = 0;
    for (const { lease: id, quantity } of placed.leases ?? []) {
      const lease = draft.get("lease", id);
      const wanted = { warehouse: body.warehouse, product: placed.product, units: quantity };
      const over = reserved + quantity > placed.quantity ? "lease_overdrawn" : "";
      const fault = faultOf(lease, wanted, holder) || over;
      why ||= fault;
      if (fault !== "" || lease === undefined) continue;
      draw(draft, lease, quantity);
      ends.push(lease.use_by);
      reserved += quantity;
    }
    draft.put("order_line", line(body, i + 1, reserved));
    firm += reserved;
    units += placed.quantity;
  }
  return { firm, units, by: firm > 0 ? Math.min(...ends) : 0, why };
}

function line({ order: of, rep = null, lines }: Body, n: number, reserved: number): OrderLine {
  const { product, quantity, unit_price = 0 } = lines[n - 1]!;
  return {
    id: `${of}/${n}`, ver: 0, order: of, n, rep, product, ordered: quantity, unit_price, reserved, backordered: 0,
    picked: 0, short: 0, packed: 0, shipped: 0, instead_of: null, replaced: null,
  };
}

function order(body: Body, context: Context): Order {
  const { order: id, lines, rep = null, due_at = null, ...rest } = body;
  return {
    channel: "desk", external_id: "", currency: "EUR", ship_name: "", ship_street: "", ship_city: "", ship_zip: "",
    ship_country: "", ship_phone: "", payment: "", notes: "", ...rest, id, ver: 0, customer: null, rep, due_at,
    stage: "review", held: "", lines: lines.length, placed_by: context.author, decided_by: null, decided_why: "",
    unkept: "", substitutes: null, consent_by: null,
  };
}
