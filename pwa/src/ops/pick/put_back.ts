/** pick.put_back */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { countPicked } from "../../domain/pick/cart";
import { free } from "../../domain/pick/serials";
import { heldBy } from "../../domain/pick/totes";
import { transfer } from "../../domain/stock/ledger";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { goods, labelOf } from "../goods";
import type { Rule } from "../kernel";

/** A picker has put units of a stop back to where they came from. */
export const putBack: Rule<"pick.put_back"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const { warehouse, location: place, product } = task;
  const seen = body.raw == null ? null : goods(state, body.raw, context);
  const wanted = body.units * (seen?.units ?? 1);
  const units = Math.min(wanted, task.picked);
  const draft = draftOf(state, context);
  const slot = draft.need("pick_slot", task.slot);
  const troubles: Trouble[] = [];
  for (const from of heldBy(draft, slot, product, seen?.lot || task.lot, units)) {
    const missing = transfer(draft, warehouse, product, from.lot, from.place, place, from.units);
    if (missing > 0) troubles.push(recount(warehouse, from.place, product, from.lot, missing));
  }
  const after = countPicked(draft, task, -units);
  const serial = body.raw == null ? null : labelOf(body.raw, context).serial;
  for (const unit of draft.where("picked_serial", "task", task.id)) {
    if (after.picked === 0 || unit.serial === serial) free(draft, unit);
  }
  if (wanted > units) {
    const more = wanted - units;
    troubles.unshift({
      code: "more_than_picked",
      task: physical("recount", warehouse, place, product, more, ["recount"]),
      params: { units: more, place, product, lot: task.lot },
    });
  }
  return answer(draft, troubles, { units, place });
};
