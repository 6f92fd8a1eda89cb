/** inbound.open */

import { need } from "../../domain/draft";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** Goods stand at the door that nobody announced: a blind receipt begins. */
export const open: Rule<"inbound.open"> = ({ inbound, warehouse, supplier = "", number = "" }, state, context) => {
  need(state, "warehouse", warehouse);
  const draft = draftOf(state, context);
  if (draft.get("inbound", inbound) === undefined) {
    draft.put("inbound", {
      id: inbound, ver: 0, warehouse, number, supplier, announced: false, due_on: null, stage: "open",
      opened_by: context.author,
    });
  }
  return answer(draft, [], { inbound });
};
