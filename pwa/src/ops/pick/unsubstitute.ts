/** pick.unsubstitute */

import { need } from "../../domain/draft";
import { giveUpAll } from "../../domain/pick/give-up";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker does not take the other product after all: what it stood for is short again. */
export const unsubstitute: Rule<"pick.unsubstitute"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const line = need(state, "shipment_line", body.line);
  const draft = draftOf(state, context);
  const [units, given] = giveUpAll(draft, task, line);
  return answer(draft, [], { product: line.product, given, wanted: task.product, units });
};
