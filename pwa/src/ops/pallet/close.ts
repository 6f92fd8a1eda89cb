/** pallet.close */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { pack } from "../../domain/stock/places";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A packer has wrapped a pallet and put its label on. */
export const close: Rule<"pallet.close"> = ({ pallet: id }, state, context) => {
  const pallet = need(state, "pallet", id);
  const draft = draftOf(state, context);
  draft.set("pallet", pallet, { stage: "closed" });
  const task = physical("check_pallet", pallet.warehouse, pack(pallet.warehouse), "", 0, ["checked"]);
  const troubles = pallet.cartons > 0 ? [] : [{ code: "pallet_empty", task, params: { pallet: id } }];
  return answer(draft, troubles, { pallet: id, cartons: pallet.cartons });
};
