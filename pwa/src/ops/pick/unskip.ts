/** pick.unskip */

import { need } from "../../domain/draft";
import { left } from "../../domain/pick/cart";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker does not walk past a stop after all: of those that are left it comes first. */
export const unskip: Rule<"pick.unskip"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const draft = draftOf(state, context);
  const others = draft.where("pick_task", "run", task.run).filter((t) => t.id !== task.id && left(t) > 0);
  const first = Math.min(...others.map((t) => t.sequence));
  if (left(task) > 0 && first <= task.sequence) draft.set("pick_task", task, { sequence: first - 1 });
  return answer(draft, [], { place: task.location });
};
