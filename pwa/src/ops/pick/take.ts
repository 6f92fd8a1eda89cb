/** pick.take */

import { moveOn } from "../../domain/order/progress";
import type { Rule } from "../kernel";
import { ofRun } from "../totes";

/** A picker has the totes of a run in their hands in a zone, and has scanned one of them. */
export const take: Rule<"pick.take"> = (body, state, context) =>
  ofRun(state, context, body, (draft, run) => {
    if (run.stage !== "ready" && run.stage !== "picking") return;
    draft.set("pick_run", run, { stage: "picking", picker: context.author, zone: body.zone });
    for (const slot of draft.where("pick_slot", "run", run.id)) {
      moveOn(draft, draft.need("shipment", slot.shipment), "pick.claim");
    }
  });
