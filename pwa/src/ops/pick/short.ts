/** pick.short */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { countShort, left } from "../../domain/pick/cart";
import { goOn } from "../../domain/pick/elsewhere";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker could not take units that the books hold at a place, and says why. Somebody will count the place. */
export const short: Rule<"pick.short"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const { warehouse, location: place, product, lot } = task;
  const units = Math.min(body.units, left(task));
  const draft = draftOf(state, context);
  if (units > 0) countShort(draft, task, units, body.reason);
  const rests = (body.instead ?? []).map(({ location, units: n, lot: of }) => {
    const at = need(state, "location", location);
    return { location, lot: of ?? "", units: n, counts: at.kind === "bin" && at.warehouse === warehouse };
  });
  goOn(draft, draft.need("pick_task", task.id), units, rests);
  const count = physical("recount", warehouse, place, product, units, ["recount", "found"]);
  const params = { units, place, product, lot, reason: body.reason, task: task.id };
  return answer(draft, [{ code: "short", task: count, params }]);
};
