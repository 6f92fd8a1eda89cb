/** ship.plan */

import { need } from "../../domain/draft";
import { refused } from "../../domain/outcome";
import { plan as planStop, planned } from "../../domain/ship/stops";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** The stops of a truck in place of those before. An order that has left or was cancelled is left out. */
export const plan: Rule<"ship.plan"> = (body, state, context) => {
  const manifest = need(state, "manifest", body.manifest);
  if (manifest.stage === "handed_over") return refused("truck_gone", { manifest: manifest.number });
  const draft = draftOf(state, context);
  const wanted = new Map<string, number>();
  for (const { shipment: id, stop } of body.stops) {
    const { warehouse, stage } = need(state, "shipment", id);
    if (warehouse === manifest.warehouse && stage !== "shipped" && stage !== "cancelled") wanted.set(id, stop);
  }
  for (const row of planned(draft, manifest.id)) if (!wanted.has(row.shipment)) draft.set("manifest_stop", row, { stop: 0 });
  for (const [shipment, stop] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) planStop(draft, manifest, shipment, stop);
  return answer(draft, [], { manifest: manifest.number, stops: new Set(wanted.values()).size, orders: wanted.size });
};
