/** pick.put */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { bind, GONE } from "../../domain/pick/cart";
import { codeOf } from "../../domain/stock/places";
import { answer, draftOf } from "../answer";
import { shown, toteCode } from "../goods";
import type { Rule } from "../kernel";

/** A picker has put the units of a stop into a tote and scanned it. An empty tote is bound to a slot without one. */
export const put: Rule<"pick.put"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  let slot = need(state, "pick_slot", task.slot);
  const { stage } = need(state, "shipment", slot.shipment);
  const code = toteCode(body.raw, context);
  const place = `${slot.warehouse}/${code ?? ""}`;
  const draft = draftOf(state, context);
  if (code !== null && slot.tote === null) {
    const holds = state.get("tote", place)?.shipment ?? null;
    const open = !GONE.includes(stage) && stage !== "cancelled";
    if (open && (holds === null || holds === slot.shipment)) {
      bind(draft, slot, code);
      slot = draft.need("pick_slot", slot.id);
    }
  }
  if (code === null || slot.tote !== place) {
    const units = task.picked - task.put;
    const at = code === null ? slot.id : place;
    const move = physical("move_to_tote", slot.warehouse, at, task.product, units, ["moved"]);
    const tote = codeOf(slot.tote ?? "");
    return contradicted("wrong_tote", move, [], { seen: code ?? shown(body.raw), tote, units, task: task.id });
  }
  draft.set("pick_task", task, { put: task.picked });
  return answer(draft, [], { units: task.picked, tote: code });
};
