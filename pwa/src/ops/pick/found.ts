/** pick.found */

import { need, type Draft } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { GONE, left } from "../../domain/pick/cart";
import { foundAgain } from "../../domain/pick/found";
import { linesInstead, standsFor } from "../../domain/pick/stands-for";
import type { PickTask } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import type { Rule } from "../kernel";

/** A picker has found units after all that were reported short: they are to be picked again. */
export const found: Rule<"pick.found"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const units = Math.min(body.units, task.short);
  const draft = draftOf(state, context);
  const stay = foundAgain(draft, task, units);
  return answer(draft, [...notWanted(draft, task, stay), ...nobodyComes(draft, task)], { units, place: task.location });
};

/** What goes as another product already stays where it is. */
function notWanted(draft: Draft, task: PickTask, stay: number): Trouble[] {
  if (stay === 0) return [];
  const { warehouse, location: place, product } = task;
  const other = linesInstead(draft, task).find((line) => standsFor(line) > 0)?.product ?? "";
  const leave = physical("leave_there", warehouse, place, product, stay, ["seen"]);
  return [{ code: "picked_instead", task: leave, params: { other, stay, place, task: task.id } }];
}

/** The walk is over, and the order wants them. */
function nobodyComes(draft: Draft, task: PickTask): Trouble[] {
  const run = draft.get("pick_run", task.run);
  const units = left(draft.need("pick_task", task.id));
  const stage = draft.get("shipment", task.shipment)?.stage ?? "cancelled";
  if (run?.stage !== "done" || units === 0 || stage === "cancelled" || GONE.includes(stage)) return [];
  const rest = physical("pick_rest", task.warehouse, task.location, task.product, units);
  return [{ code: "unfinished", task: rest, params: { units, stops: 1, number: run.number, task: task.id } }];
}
