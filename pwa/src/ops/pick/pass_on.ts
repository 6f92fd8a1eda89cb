/** pick.pass_on */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { isElsewhere } from "../../domain/pick/zone";
import { answer, draftOf } from "../answer";
import { shown, toteCode } from "../goods";
import type { Rule } from "../kernel";

/** A picker has brought the totes of a run to the border of the next zone and scanned one of them. */
export const passOn: Rule<"pick.pass_on"> = (body, state, context) => {
  const run = need(state, "pick_run", body.run);
  const { number, warehouse } = run;
  const code = toteCode(body.raw, context);
  const told = { number, zone: body.zone, tote: code ?? shown(body.raw) };
  if (isElsewhere(state, run, code)) {
    return contradicted("other_tote", physical("scan_tote", warehouse, `${warehouse}/${code}`), [], told);
  }
  const draft = draftOf(state, context);
  if (run.stage === "picking" && run.picker === context.author) draft.set("pick_run", run, { picker: null, zone: body.zone });
  return answer(draft, [], told);
};
