/** pick.unbind */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A picker has put a tote into the wrong slot: it comes out, and is free. Once goods lie in it, it stays. */
export const unbind: Rule<"pick.unbind"> = (body, state, context) => {
  const slot = need(state, "pick_slot", body.slot);
  const tote = state.get("tote", body.tote);
  const told = { tote: body.tote.slice(body.tote.lastIndexOf("/") + 1), order: slot.order_number };
  const draft = draftOf(state, context);
  if (tote === undefined || slot.tote !== tote.id || tote.shipment !== slot.shipment) return answer(draft, [], told);
  if (state.where("stock", "location", tote.id).some(({ quantity }) => quantity > 0)) {
    return contradicted("holds_goods", physical("scan_tote", slot.warehouse, tote.id), [], told);
  }
  draft.set("pick_slot", slot, { tote: null });
  draft.set("tote", tote, { shipment: null });
  return answer(draft, [], told);
};
