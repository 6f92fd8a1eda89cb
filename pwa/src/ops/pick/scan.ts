/** pick.scan */

import { need, type State } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { countPicked, left, placeOf, surplus } from "../../domain/pick/cart";
import { transfer } from "../../domain/stock/ledger";
import type { PickTask } from "../../generated/rows";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { goods, isPlace, labelOf } from "../goods";
import type { Context, Rule } from "../kernel";
import { holdAgainst, learn, unitOf } from "../picked";

/** A picker has taken goods at a place and scanned them; `units` counts what was scanned, packs as one each. */
export const scan: Rule<"pick.scan"> = (body, state, context) => {
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
  const lot = read || task.lot;
  const draft = draftOf(state, context);
  const to = placeOf(draft, draft.need("pick_slot", task.slot));
  const missing = transfer(draft, warehouse, product, lot, location, to, units);
  const after = countPicked(draft, task, units);
  const { serial, expiry } = labelOf(body.raw, context);
  const troubles = tooMany(state, context, task, after, to, lot, serial);
  const kept = units - troubles.reduce((all, one) => all + one.task.quantity, 0);
  const taken = { lot: read, serial, expiry, units: kept, byPlace };
  if (kept > 0) troubles.push(...holdAgainst(state, task, taken, context, to, lot));
  learn(draft, task, taken, lot);
  if (missing > 0) troubles.push(recount(warehouse, location, product, lot, missing));
  return answer(draft, troubles, { units, left: left(after), product });
};

function tooMany(
  state: State, context: Context, before: PickTask, after: PickTask, from: string, lot: string, serial: string,
): Trouble[] {
  const shipment = need(state, "shipment", before.shipment);
  const units = surplus(after, shipment) - surplus(before, shipment);
  if (units <= 0) return [];
  const mine = need(state, "pick_run", before.run).picker === context.author;
  const full = left(before) === 0 && !before.cancelled;
  const place = before.location;
  return [{
    code: full && !mine ? "picked_twice" : "over_pick",
    task: physical("put_back", before.warehouse, place, before.product, units, ["put_back_done"]),
    params: { units, place, task: before.id, from, to: place, lot, ...unitOf(serial) },
  }];
}
