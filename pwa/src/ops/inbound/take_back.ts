/** inbound.take_back */

import { need, type Draft } from "../../domain/draft";
import { countReceived, countRejected, lineOf } from "../../domain/inbound/lines";
import { physical } from "../../domain/outcome";
import { carry, supplier } from "../../domain/stock/carry";
import type { InboundLine } from "../../generated/rows";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { belowPromised, delivered, elsewhere, isElsewhere, strange } from "../delivery";
import type { Rule } from "../kernel";

/** A receipt was none: its units are not here. With a `reason`, units that were rejected for it were not. */
export const takeBack: Rule<"inbound.take_back"> = (body, state, context) => {
  const inbound = need(state, "inbound", body.inbound);
  const place = need(state, "location", body.location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(place, seen);
  if (isElsewhere(inbound.warehouse, place)) return elsewhere(inbound, place, seen);
  const product = need(state, "product", seen.product);
  const draft = draftOf(state, context);
  const line = lineOf(draft, inbound, product.id);
  const units = Math.min(seen.units, body.reason ? Number(line.reasons[body.reason] ?? 0) : line.received);
  const more = seen.units - units;
  const count = physical("recount", inbound.warehouse, place.id, product.id, more, ["recount"]);
  const params = { more, place: place.id, product: product.id, lot: "" };
  const troubles: Trouble[] = more > 0 ? [{ code: "more_than_received", task: count, params }] : [];
  if (body.reason) countRejected(draft, line, body.reason, -units);
  else {
    const lot = product.lot_tracked ? seen.lot || (body.lot ?? "") : "";
    troubles.push(...leave(draft, line, lot, place.id, units));
  }
  return answer(draft, troubles, { units, product: product.id, place: place.id });
};

function leave(draft: Draft, line: InboundLine, lot: string, place: string, units: number): Trouble[] {
  countReceived(draft, line, -units);
  if (units === 0) return [];
  const { warehouse, product } = line;
  const { missing, grew } = carry(draft, warehouse, product, lot, place, supplier(warehouse), units);
  return [
    ...(missing > 0 ? [recount(warehouse, place, product, lot, missing)] : []),
    ...(grew > 0 ? [belowPromised(warehouse, place, product, grew)] : []),
  ];
}
