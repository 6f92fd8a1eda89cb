/** pick.claim */

import { need } from "../../domain/draft";
import { moveOn } from "../../domain/order/progress";
import { refused } from "../../domain/outcome";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker takes a cart and says which run they will walk. */
export const claim: Rule<"pick.claim"> = (body, state, context) => {
  const run = need(state, "pick_run", body.run);
  const { number, picker, stage } = run;
  if (stage === "done" || stage === "cancelled") return refused("run_over", { number, stage }, ["other_run"]);
  if (picker !== null && picker !== context.author && !body.take_over) {
    return refused("run_held", { number, picker }, ["take_over", "other_run"]);
  }
  const draft = draftOf(state, context);
  draft.set("pick_run", run, { stage: "picking", picker: context.author });
  for (const slot of draft.where("pick_slot", "run", run.id)) {
    moveOn(draft, draft.need("shipment", slot.shipment), "pick.claim");
  }
  return answer(draft, [], { number });
};
