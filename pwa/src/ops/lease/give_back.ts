/** lease.give_back */

import { need } from "../../domain/draft";
import { refused } from "../../domain/outcome";
import { rest } from "../../domain/stock/lease";
import { positionId } from "../../domain/stock/places";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A sales person needs no more of what was set aside: from now on the device promises nothing of it. */
export const giveBack: Rule<"lease.give_back"> = (body, state, context) => {
  const lease = need(state, "lease", body.lease);
  if (lease.device !== context.device) return refused("other_device", {}, ["ask_lead", "discard"]);
  if (lease.state !== "open") return refused("already_closed", { state: lease.state }, ["keep_theirs"]);
  const draft = draftOf(state, context);
  const units = rest(lease);
  const position = state.get("stock_position", positionId(lease.warehouse, lease.product)); // not on a sales phone
  if (position !== undefined) {
    const leased = position.leased - units;
    const lacking = Math.max(0, position.reserved + leased - position.on_hand);
    draft.set("stock_position", position, { leased, short_open: Math.min(position.short_open, lacking) });
  }
  draft.set("lease", lease, { state: "returned", open_on: "" });
  return answer(draft, [], { rest: units, product: lease.product });
};
