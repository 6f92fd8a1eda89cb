/** pick.put_back */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { countPicked } from "../../domain/pick/cart";
import { free } from "../../domain/pick/serials";
import { holderOf } from "../../domain/pick/totes";
import { lotAt, transfer } from "../../domain/stock/ledger";
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
  const from = holderOf(draft, draft.need("pick_slot", task.slot), product, units);
  const lot = lotAt(draft.where("stock", "location", from), product, seen?.lot || task.lot);
  const missing = transfer(draft, warehouse, product, lot, from, place, units);
  const after = countPicked(draft, task, -units);
  const serial = body.raw == null ? null : labelOf(body.raw, context).serial;
  for (const unit of draft.where("picked_serial", "task", task.id)) {
    if (after.picked === 0 || unit.serial === serial) free(draft, unit);
  }
  const troubles: Trouble[] = [];
  if (wanted > units) {
    const more = wanted - units;
    troubles.push({
      code: "more_than_picked",
      task: physical("recount", warehouse, place, product, more, ["recount"]),
      params: { units: more, place, product, lot: task.lot },
    });
  }
  if (missing > 0) troubles.push(recount(warehouse, from, product, lot, missing));
  return answer(draft, troubles, { units, place });
};
