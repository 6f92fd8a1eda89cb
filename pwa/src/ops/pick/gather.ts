/** pick.gather */

import { need, type Draft, type State } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { spread, together } from "../../domain/pick/batch";
import { countPicked, left, placeOf, surplus } from "../../domain/pick/cart";
import type { Taken } from "../../domain/pick/held-to";
import { transfer } from "../../domain/stock/ledger";
import { sum } from "../../domain/sum";
import type { PickTask } from "../../generated/rows";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { goods, isPlace, labelOf } from "../goods";
import type { Context, Rule } from "../kernel";
import { holdAgainst, learn, unitOf } from "../picked";

/** A picker has taken goods at a place for all orders of the run that want them there, and scanned them. */
export const gather: Rule<"pick.gather"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const { warehouse, location, product } = task;
  const seen = goods(state, body.raw, context);
  const units = (body.units ?? 1) * seen.units;
  const byPlace = !seen.product && isPlace(body.raw, location, context);
  if (seen.product !== product && !byPlace) {
    const back = physical("put_back", warehouse, location, seen.product, units, ["put_back_done"]);
    return contradicted("wrong_item", back, [], { seen: seen.seen, place: location, units });
  }
  const read = need(state, "product", product).lot_tracked && !byPlace ? seen.lot : "";
  const label = { ...labelOf(body.raw, context), lot: read, byPlace };
  const draft = draftOf(state, context);
  const shares = spread(together(draft, task), task, units);
  const troubles: Trouble[] = [];
  const missing = sum(shares.map(([stop, n]) => take(state, context, draft, stop, { ...label, units: n }, troubles)));
  if (missing > 0) troubles.push(recount(warehouse, location, product, read || task.lot, missing));
  const orders = new Set(shares.map(([stop]) => stop.shipment)).size;
  return answer(draft, troubles, { units, orders, left: sum(together(draft, task).map(left)), product });
};

/** Book the units of one stop; returns how many the books did not hold. */
function take(state: State, context: Context, draft: Draft, stop: PickTask, goods: Taken, troubles: Trouble[]): number {
  const { warehouse, product, location: place } = stop;
  const lot = goods.lot || stop.lot;
  const to = placeOf(draft, draft.need("pick_slot", stop.slot));
  const missing = transfer(draft, warehouse, product, lot, place, to, goods.units);
  const after = countPicked(draft, stop, goods.units);
  const shipment = draft.need("shipment", stop.shipment);
  const more = Math.max(0, surplus(after, shipment) - surplus(stop, shipment));
  if (more > 0) {
    troubles.push({
      code: "over_pick",
      task: physical("put_back", warehouse, place, product, more, ["put_back_done"]),
      params: { units: more, place, task: stop.id, from: to, to: place, lot, ...unitOf(goods.serial) },
    });
  }
  const kept = { ...goods, units: goods.units - more };
  if (kept.units > 0) troubles.push(...holdAgainst(state, stop, kept, context, to, lot));
  learn(draft, stop, kept, lot);
  return missing;
}
