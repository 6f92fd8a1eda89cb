/** returns.inspect */

import { need } from "../../domain/draft";
import { physical, type Params } from "../../domain/outcome";
import { comeBack } from "../../domain/pick/serials";
import { beyond, count, customer, lineOf, madeOf, placeOf } from "../../domain/returns/lines";
import { carry } from "../../domain/stock/carry";
import type { ReturnLine, ReturnReceipt } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import { delivered, strange } from "../delivery";
import { labelOf } from "../goods";
import type { Rule } from "../kernel";
import { learnLot } from "../lots";
import { astray } from "../sent-back";

/** Goods that came back were looked at, and lie where they belong. More than was sent is booked and told. */
export const inspect: Rule<"returns.inspect"> = (body, state, context) => {
  const receipt = need(state, "return_receipt", body.receipt);
  const place = need(state, "location", body.location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(place, seen);
  const nowhere = astray(receipt, place, body.disposition, seen);
  if (nowhere !== null) return nowhere;
  const product = need(state, "product", seen.product);
  const draft = draftOf(state, context);
  const { warehouse } = receipt;
  const { units } = seen;
  const reason = body.reason ?? "unwanted";
  const before = lineOf(draft, receipt, product.id);
  const much = beyond(draft, receipt, before);
  const after = count(draft, before, madeOf(place.id, body.disposition), reason, units);
  const lot = product.lot_tracked ? seen.lot || (body.lot ?? "") : "";
  const told = { units, product: product.id, place: place.id, lot, reason };
  const label = { warehouse, place: place.id, lot, expiry: seen.expiry ?? body.expiry ?? null, units };
  const troubles = tell(receipt, after, told, beyond(draft, receipt, after) - much);
  if (body.disposition !== "scrap") {
    troubles.push(...learnLot(draft, product, label, told));
    comeBack(draft, receipt.id, product.id, labelOf(body.raw, context).serial);
  }
  carry(draft, warehouse, product.id, lot, customer(warehouse), placeOf(warehouse, place.id, body.disposition), units);
  return answer(draft, troubles, told);
};

function tell(receipt: ReturnReceipt, after: ReturnLine, told: Params, over: number): Trouble[] {
  const params = { ...told, receipt: receipt.id, number: receipt.number };
  const check = (units: number) =>
    physical("check_return", receipt.warehouse, String(told["place"]), after.product, units);
  const closed = { code: "closed_before", task: check(Number(told["units"])), params };
  return [
    ...(receipt.stage === "closed" ? [closed] : []),
    ...(over > 0 ? [{ code: "over", task: check(over), params: { ...params, over } }] : []),
  ];
}
