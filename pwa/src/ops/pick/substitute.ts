/** pick.substitute */

import { need } from "../../domain/draft";
import { physical } from "../../domain/outcome";
import { NO_ENTRY, replaceable, replaceBy, stopsFor } from "../../domain/pick/replace";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

const sum = (rests: readonly { readonly units: number }[]): number => rests.reduce((all, { units }) => all + units, 0);

/** A picker goes for another product in place of units that are short: the customer has agreed to it for good. */
export const substitute: Rule<"pick.substitute"> = (body, state, context) => {
  const task = need(state, "pick_task", body.task);
  const { warehouse, product } = task;
  const draft = draftOf(state, context);
  const entry = state.get("substitute", `${product}/${body.other}`);
  const agreed = need(state, "shipment", task.shipment).substitutes === "always";
  const rests = body.places.map(({ location, units, lot }) => {
    const at = need(state, "location", location);
    return { location, lot: lot ?? "", units, counts: at.kind === "bin" && at.warehouse === warehouse };
  });
  const ratio = entry ?? NO_ENTRY;
  const planned = Math.floor(sum(rests.filter(({ counts }) => counts)) / ratio.gives) * ratio.per;
  const units = Math.min(agreed ? replaceable(draft, task, entry, body.units) : 0, planned);
  const line = replaceBy(draft, task, body.other, ratio, units);
  stopsFor(draft, task, line, rests);
  const given = line.wanted;
  const lacking = sum(rests) - given;
  const leave = physical("leave_there", warehouse, rests[0]?.location ?? "", body.other, lacking, ["seen"]);
  const troubles = lacking > 0 ? [{ code: "not_promised", task: leave, params: { lacking, task: task.id } }] : [];
  return answer(draft, troubles, { product: body.other, given, wanted: product, units });
};
