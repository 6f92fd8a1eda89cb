/** pick.found */

import { need } from "../../domain/draft";
import { foundAgain } from "../../domain/pick/elsewhere";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker has found units after all that were reported short: they are to be picked again. */
export const found: Rule<"pick.found"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const units = Math.min(body.units, task.short);
  const draft = draftOf(state, context);
  foundAgain(draft, task, units);
  return answer(draft, [], { units, place: task.location });
};
