/** pick.skip */

import { need } from "../../domain/draft";
import { left } from "../../domain/pick/cart";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker walks past a stop for now: it comes last on the walk, on any device. */
export const skip: Rule<"pick.skip"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const draft = draftOf(state, context);
  const last = Math.max(...draft.where("pick_task", "run", task.run).map((t) => t.sequence));
  if (left(task) > 0 && task.sequence < last) draft.set("pick_task", task, { sequence: last + 1 });
  return answer(draft, [], { place: task.location });
};
