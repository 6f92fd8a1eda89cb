/** returns.close */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { returnedOf } from "../../domain/returns/lines";
import { openTask } from "../../domain/task/opened";
import type { ReturnLine } from "../../generated/rows";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

const sum = (lines: readonly ReturnLine[], of: (line: ReturnLine) => number): number =>
  lines.reduce((all, line) => all + of(line), 0);

/** All of a return was looked at: the desk is asked to see to the refund. */
export const close: Rule<"returns.close"> = (body, state, context) => {
  const receipt = need(state, "return_receipt", body.receipt);
  const lines = state.where("return_line", "receipt", receipt.id);
  const units = sum(lines, returnedOf);
  const draft = draftOf(state, context);
  draft.set("return_receipt", receipt, { stage: "closed" });
  const told = { units, number: receipt.number, receipt: receipt.id };
  if (receipt.stage === "open" && units > 0) {
    const [only, second] = lines.filter((line) => returnedOf(line) > 0);
    const product = only && !second ? only.product : "";
    const params = {
      ...told, restocked: sum(lines, (line) => line.restocked), quarantined: sum(lines, (line) => line.quarantined),
      scrapped: sum(lines, (line) => line.scrapped), shipment: receipt.shipment ?? "",
    };
    const code = receipt.number ? "refund_asked" : "refund_blind";
    const id = openTask(draft, code, physical("see_to_refund", receipt.warehouse, "", product, units), params);
    draft.set("exception_task", draft.need("exception_task", id), { scope: "desk" });
  }
  return answer(draft, [], told);
};
