/** inbound.close */

import { need, type Draft } from "../../domain/draft";
import { lackingOf } from "../../domain/inbound/lines";
import { physical, type Params } from "../../domain/outcome";
import { openTask } from "../../domain/task/opened";
import type { Inbound, InboundLine } from "../../generated/rows";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

const sum = (lines: readonly InboundLine[], of: (line: InboundLine) => number): number =>
  lines.reduce((all, line) => all + of(line), 0);

/** The truck is empty: what was announced and is not here is told, and so is what was turned away. */
export const close: Rule<"inbound.close"> = (body, state, context) => {
  const inbound = need(state, "inbound", body.inbound);
  const lines = state.where("inbound_line", "inbound", inbound.id);
  const lacking = lines.filter((line) => lackingOf(line) > 0);
  const told = {
    number: inbound.number, received: sum(lines, (line) => line.received), rejected: sum(lines, (line) => line.rejected),
    lacking: sum(lacking, lackingOf),
  };
  const draft = draftOf(state, context);
  draft.set("inbound", inbound, { stage: "closed" });
  if (inbound.stage === "open") claim(draft, inbound, lines.filter((line) => line.rejected > 0), told);
  if (inbound.stage === "closed" || lacking.length === 0) return answer(draft, [], told);
  const only = lacking.length === 1 ? lacking[0]!.product : "";
  const task = physical("ask_supplier", inbound.warehouse, "", only, told.lacking);
  return answer(draft, [{ code: "under", task, params: { ...told, inbound: inbound.id, lines: lacking.length } }], told);
};

/** Goods that were turned away are the supplier's to answer for: somebody has to say so to them. */
function claim(draft: Draft, { id, warehouse }: Inbound, rejected: readonly InboundLine[], told: Params): void {
  if (rejected.length === 0) return;
  const only = rejected.length === 1 ? rejected[0]!.product : "";
  const task = physical("claim", warehouse, "", only, Number(told["rejected"]));
  openTask(draft, "turned_away", task, { ...told, inbound: id, lines: rejected.length });
}
