/** pack.take_out */

import { need, type Draft } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { sources, takeFrom } from "../../domain/pack/carton";
import { transfer } from "../../domain/stock/ledger";
import { pack } from "../../domain/stock/places";
import { answer, draftOf, type Trouble } from "../answer";
import { goods, type Goods } from "../goods";
import type { Rule } from "../kernel";

/** A packer has taken goods out of a carton again; they lie in the tote of the order, or on the cart. */
export const takeOut: Rule<"pack.take_out"> = (body, state, context) => {
  const carton = need(state, "carton", body.carton);
  const { warehouse, number } = carton;
  const seen = body.raw
    ? goods(state, body.raw, context)
    : { product: body.product ?? "", units: 1, lot: body.lot ?? "", seen: "" };
  const wanted = body.units * seen.units;
  const draft = draftOf(state, context);
  const anyLot = body.raw != null && seen.lot === "";
  const rest = carton.stage === "shipped" ? wanted : take(draft, carton.id, seen, wanted, anyLot);
  const troubles: Trouble[] = [];
  if (rest > 0) {
    const task = physical("open_and_check", warehouse, pack(warehouse), seen.product, rest, ["checked"]);
    troubles.push({ code: "more_than_packed", task, params: { units: rest, number } });
  }
  return answer(draft, troubles, { units: wanted - rest, number });
};

/**
 * Take from the items of the carton; returns the units that it did not hold. Of lots that nobody read the last one comes
 * out first: it went in last.
 */
function take(draft: Draft, id: string, seen: Goods, units: number, anyLot: boolean): number {
  let rest = units;
  const items = [...draft.where("carton_item", "carton", id)].sort((a, b) => Number(a.lot < b.lot) - Number(a.lot > b.lot));
  for (const item of items) {
    if (item.product !== seen.product || (!anyLot && item.lot !== seen.lot)) continue;
    const carton = draft.need("carton", id);
    const share = Math.min(rest, item.quantity);
    const [to] = sources(draft, carton);
    transfer(draft, carton.warehouse, item.product, item.lot, pack(carton.warehouse), to!, share);
    takeFrom(draft, carton, item, share);
    rest -= share;
  }
  return rest;
}
