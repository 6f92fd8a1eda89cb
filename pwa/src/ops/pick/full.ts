/** pick.full */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { GONE } from "../../domain/pick/cart";
import { bindFurther } from "../../domain/pick/totes";
import { answer, draftOf } from "../answer";
import { shown, toteCode } from "../goods";
import type { Rule } from "../kernel";

/** The tote of a slot is full, and a picker goes on with another for the same order. */
export const full: Rule<"pick.full"> = (body, state, context) => {
  const slot = need(state, "pick_slot", body.slot);
  const { warehouse } = slot;
  const shipment = need(state, "shipment", slot.shipment);
  const code = toteCode(body.raw, context);
  const told = { tote: code ?? shown(body.raw), order: slot.order_number };
  if (code === null) return contradicted("not_a_tote", physical("scan_tote", warehouse, slot.id), [], told);
  const place = `${warehouse}/${code}`;
  if (GONE.includes(shipment.stage) || shipment.stage === "cancelled") {
    return contradicted("order_gone", physical("put_tote_aside", warehouse, place), [], told);
  }
  const holds = state.get("tote", place)?.shipment ?? null;
  if (holds !== null && holds !== slot.shipment) {
    return contradicted("tote_taken", physical("take_empty_tote", warehouse, place), [], told);
  }
  const draft = draftOf(state, context);
  bindFurther(draft, slot, code);
  return answer(draft, [], told);
};
