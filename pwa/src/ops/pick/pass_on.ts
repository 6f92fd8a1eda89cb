/** pick.pass_on */

import type { Rule } from "../kernel";
import { ofRun } from "../totes";

/** A picker has brought the totes of a run to the border of the next zone and scanned one of them. */
export const passOn: Rule<"pick.pass_on"> = (body, state, context) =>
  ofRun(state, context, body, (draft, run) => {
    if (run.stage === "picking" && run.picker === context.author) draft.set("pick_run", run, { picker: null, zone: body.zone });
  });
