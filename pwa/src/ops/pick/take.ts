/** pick.take */

import { need } from "../../domain/draft";
import { moveOn } from "../../domain/order/progress";
import { contradicted, physical } from "../../domain/outcome";
import { isElsewhere } from "../../domain/pick/zone";
import { answer, draftOf } from "../answer";
import { shown, toteCode } from "../goods";
import type { Rule } from "../kernel";

/** A picker has the totes of a run in their hands in a zone, and has scanned one of them. */
export const take: Rule<"pick.take"> = (body, state, context) => {
  const run = need(state, "pick_run", body.run);
  const { number, warehouse } = run;
  const code = toteCode(body.raw, context);
  const told = { number, zone: body.zone, tote: code ?? shown(body.raw) };
  if (isElsewhere(state, run, code)) {
    return contradicted("other_tote", physical("scan_tote", warehouse, `${warehouse}/${code}`), [], told);
  }
  const draft = draftOf(state, context);
  if (run.stage === "ready" || run.stage === "picking") {
    draft.set("pick_run", run, { stage: "picking", picker: context.author, zone: body.zone });
    for (const slot of draft.where("pick_slot", "run", run.id)) {
      moveOn(draft, draft.need("shipment", slot.shipment), "pick.claim");
    }
  }
  return answer(draft, [], told);
};
