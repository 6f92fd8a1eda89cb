/** Exception tasks that come besides the one that an outcome names. */

import type { Draft } from "../draft";
import type { Params, PhysicalTask } from "../outcome";

/** One more task of the op that is being decided. Ids `<op>/x/1`, `<op>/x/2` … leave `<op>/x` to the outcome. Returns the id. */
export function openTask(draft: Draft, code: string, task: PhysicalTask, params: Params): string {
  return draft.put("exception_task", {
    id: `${draft.op}/x/${draft.nextNumber("exception_task")}`,
    ver: 0,
    scope: `wh:${task.warehouse}`,
    code,
    ...task,
    params,
    stage: "open",
    op: draft.op,
    raised_by: draft.author,
    raised_at: draft.at,
    settled_by: null,
    settled_as: "",
    owner: null,
    due_at: null,
    settled_units: null,
  }).id;
}
