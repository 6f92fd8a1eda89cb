/** pallet.remove */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { takeDown } from "../../domain/ship/pallet";
import { pack } from "../../domain/stock/places";
import { answer, draftOf } from "../answer";
import { shown, ssccOf } from "../goods";
import type { Rule } from "../kernel";

/** A packer has taken a carton off a pallet again and scanned it. */
export const remove: Rule<"pallet.remove"> = ({ pallet: id, raw }, state, context) => {
  const { warehouse } = need(state, "pallet", id);
  const code = ssccOf(raw, context);
  const carton = code === null ? undefined : state.where("carton", "sscc", code).find((c) => c.pallet === id);
  if (carton === undefined) {
    const told = { seen: code ?? shown(raw), pallet: id };
    return contradicted("not_on_pallet", physical("set_aside", warehouse, pack(warehouse)), [], told);
  }
  const draft = draftOf(state, context);
  takeDown(draft, carton);
  return answer(draft, [], { number: carton.number, order: carton.order_number });
};
