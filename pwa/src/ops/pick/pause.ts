/** pick.pause */

import { need } from "../../domain/draft";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker has left the cart where it is. Whoever takes the run goes on at the same line. */
export const pause: Rule<"pick.pause"> = (body, state, context) => {
  const run = need(state, "pick_run", body.run);
  const draft = draftOf(state, context);
  if (run.stage === "picking" && run.picker === context.author) draft.set("pick_run", run, { picker: null });
  return answer(draft, [], { number: run.number });
};
