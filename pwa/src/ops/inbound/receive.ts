/** inbound.receive */

import { need } from "../../domain/draft";
import { countReceived, lackingOf, lineOf, overOf } from "../../domain/inbound/lines";
import { physical, type Params } from "../../domain/outcome";
import { carry, supplier } from "../../domain/stock/carry";
import type { Inbound, InboundLine } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import { delivered, elsewhere, isElsewhere, strange } from "../delivery";
import type { Rule } from "../kernel";
import { learnLot } from "../lots";

/** Goods were taken in and scanned. They are here already, so what is over is booked and told. */
export const receive: Rule<"inbound.receive"> = (body, state, context) => {
  const inbound = need(state, "inbound", body.inbound);
  const place = need(state, "location", body.location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(place, seen);
  if (isElsewhere(inbound.warehouse, place)) return elsewhere(inbound, place, seen);
  const product = need(state, "product", seen.product);
  const draft = draftOf(state, context);
  const before = lineOf(draft, inbound, product.id);
  const after = countReceived(draft, before, seen.units);
  const lot = product.lot_tracked ? seen.lot || (body.lot ?? "") : "";
  const { warehouse } = inbound;
  const told = { units: seen.units, product: product.id, place: place.id, lot, lacking: lackingOf(after) };
  const label = { warehouse, place: place.id, lot, expiry: seen.expiry ?? body.expiry ?? null, units: seen.units };
  const troubles = [...tell(inbound, before, after, told), ...learnLot(draft, product, label, told)];
  carry(draft, warehouse, product.id, lot, supplier(warehouse), place.id, seen.units);
  return answer(draft, troubles, told);
};

function tell(inbound: Inbound, before: InboundLine, after: InboundLine, told: Params): Trouble[] {
  const check = (units: number) =>
    physical("check_delivery", inbound.warehouse, String(told["place"]), after.product, units);
  const over = overOf(after) - overOf(before);
  const closed = { code: "closed_before", task: check(Number(told["units"])), params: { ...told, inbound: inbound.id } };
  const code = after.expected > 0 ? "over" : "not_expected";
  const much = { code, task: check(over), params: { ...told, over, inbound: inbound.id } };
  return [...(inbound.stage === "closed" ? [closed] : []), ...(inbound.announced && over > 0 ? [much] : [])];
}
