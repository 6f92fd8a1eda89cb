/** pack.open */

import { need } from "../../domain/draft";
import { moveOn } from "../../domain/order/progress";
import { contradicted, physical } from "../../domain/outcome";
import { pack } from "../../domain/stock/places";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A packer has taken an empty carton for a shipment. Its number says which of the shipment's cartons it is. */
export const open: Rule<"pack.open"> = ({ shipment: of, number }, state, context) => {
  let shipment = need(state, "shipment", of);
  const { warehouse, order_number } = shipment;
  const id = `${shipment.id}/${number}`;
  const told = { number, order: order_number };
  const there = state.get("carton", id);
  if (there !== undefined && there.stage !== "open") {
    return contradicted("carton_closed", physical("take_new_carton", warehouse, pack(warehouse)), [], told);
  }
  const draft = draftOf(state, context);
  if (there === undefined) {
    draft.put("carton", {
      id, ver: 0, warehouse, shipment: shipment.id, order_number, number, stage: "open", sscc: null, weight_g: 0,
      units: 0, manifest: null, pallet: null, box: null,
    });
    shipment = draft.set("shipment", shipment, { cartons: shipment.cartons + 1, packer: context.author });
  }
  if (shipment.stage === "cancelled") { // the box is there all the same, and so is what is put into it
    return answer(draft, [{ code: "cancelled", task: physical("do_not_pack", warehouse, pack(warehouse)), params: told }], told);
  }
  moveOn(draft, shipment, "pack.open");
  return answer(draft, [], told);
};
