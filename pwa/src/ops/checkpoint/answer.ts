/** checkpoint.answer. All answers are kept by the server only. */

import { fault, figure } from "../../domain/checkpoint/judge";
import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** Somebody has looked at what a checkpoint asks for, or could not. */
export const answerCheckpoint: Rule<"checkpoint.answer"> = (body, state, context) => {
  const of = need(state, "checkpoint", body.checkpoint);
  const { said, tenths = null, why = "" } = body;
  const code = fault(of, said, tenths);
  const draft = draftOf(state, context);
  const at = Math.min(context.wall, context.receivedAt);
  const id = `${of.id}/${of.per === "person" ? draft.author : ""}`;
  const before = draft.get("checkpoint_last", id);
  if (!before || before.at <= at) {
    const { warehouse } = of;
    const fields = { said, tenths, fine: code === "", by: draft.author, at };
    draft.put("checkpoint_last", { id, ver: before?.ver ?? 0, checkpoint: of.id, warehouse, ...fields });
  }
  if (code === "") return answer(draft);
  const bound = code === "too_low" ? of.least : code === "too_high" ? of.most : null;
  const params = {
    checkpoint: of.id, question: `${of.ask_en} · ${of.ask_zh}`, figure: figure(tenths), unit: of.unit, bound: figure(bound),
    zone: of.zone, why,
  };
  return answer(draft, [{ code, task: physical("see_to_it", of.warehouse, "", "", 0, ["done"]), params }]);
};
