/** pick.hand_over */

import { need, type Draft } from "../../domain/draft";
import { moveOn } from "../../domain/order/progress";
import { physical } from "../../domain/outcome";
import { sum } from "../../domain/sum";
import { left } from "../../domain/pick/cart";
import type { PickRun } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import type { Rule } from "../kernel";

/** A picker has brought the cart to the packers. What is left open on it becomes a task; the orders go on. */
export const handOver: Rule<"pick.hand_over"> = (body, state, context) => {
  const run = need(state, "pick_run", body.run);
  const draft = draftOf(state, context);
  draft.set("pick_run", run, { stage: run.stage === "cancelled" ? "cancelled" : "done" });
  for (const slot of draft.where("pick_slot", "run", run.id)) {
    moveOn(draft, draft.need("shipment", slot.shipment), "pick.hand_over");
  }
  return answer(draft, rest(draft, run), { number: run.number });
};

function rest(draft: Draft, run: PickRun): Trouble[] {
  const open = draft.where("pick_task", "run", run.id).filter((t) => left(t) > 0);
  const [first] = open.sort((a, b) => a.sequence - b.sequence);
  if (first === undefined) return [];
  const units = sum(open.map(left));
  const task = physical("pick_rest", run.warehouse, first.location, first.product, units);
  return [{ code: "unfinished", task, params: { units, stops: open.length, number: run.number } }];
}
