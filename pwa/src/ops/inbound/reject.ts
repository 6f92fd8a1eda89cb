/** inbound.reject */

import { need } from "../../domain/draft";
import { countRejected, lineOf } from "../../domain/inbound/lines";
import { answer, draftOf } from "../answer";
import { delivered, strange } from "../delivery";
import type { Rule } from "../kernel";

/** Goods were turned away at the door, for a reason. They never become stock. */
export const reject: Rule<"inbound.reject"> = (body, state, context) => {
  const inbound = need(state, "inbound", body.inbound);
  const place = need(state, "location", body.location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(place, seen);
  const draft = draftOf(state, context);
  countRejected(draft, lineOf(draft, inbound, seen.product), body.reason, seen.units);
  return answer(draft, [], { units: seen.units, product: seen.product, reason: body.reason });
};
