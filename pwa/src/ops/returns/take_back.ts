/** returns.take_back */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { notBack } from "../../domain/pick/serials";
import { count, counted, customer, lineOf, madeOf, placeOf } from "../../domain/returns/lines";
import { carry } from "../../domain/stock/carry";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { belowPromised, delivered, strange } from "../delivery";
import { labelOf } from "../goods";
import type { Rule } from "../kernel";
import { astray } from "../sent-back";

/** What was said of goods that came back was wrong: its units are in somebody's hands. */
export const takeBack: Rule<"returns.take_back"> = (body, state, context) => {
  const receipt = need(state, "return_receipt", body.receipt);
  const place = need(state, "location", body.location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(place, seen);
  const nowhere = astray(receipt, place, body.disposition, seen);
  if (nowhere !== null) return nowhere;
  const product = need(state, "product", seen.product);
  const { warehouse } = receipt;
  const draft = draftOf(state, context);
  const line = lineOf(draft, receipt, product.id);
  const made = madeOf(place.id, body.disposition);
  const units = Math.min(seen.units, counted(line, made));
  const more = seen.units - units;
  const lot = product.lot_tracked ? seen.lot || (body.lot ?? "") : "";
  const again = physical("recount", warehouse, place.id, product.id, more, ["recount"]);
  const params = { more, place: place.id, product: product.id, lot };
  const troubles: Trouble[] = more > 0 ? [{ code: "more_than_returned", task: again, params }] : [];
  if (units > 0) {
    count(draft, line, made, body.reason ?? "unwanted", -units);
    notBack(draft, receipt.id, product.id, labelOf(body.raw, context).serial);
    const from = placeOf(warehouse, place.id, body.disposition);
    const { missing, grew } = carry(draft, warehouse, product.id, lot, from, customer(warehouse), units);
    if (missing > 0) troubles.push(recount(warehouse, place.id, product.id, lot, missing));
    if (grew > 0) troubles.push(belowPromised(warehouse, place.id, product.id, grew));
  }
  return answer(draft, troubles, { units, product: product.id, place: place.id });
};
