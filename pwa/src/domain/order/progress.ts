/** How far shipments have come. Facts may arrive late or early; a stage only ever goes forward. */

import { ORDER_LIFE } from "../../generated/life";
import type { Shipment } from "../../generated/rows";
import type { Draft } from "../draft";

const DAY = Object.keys(ORDER_LIFE);

/**
 * The stage that a fact of kind `by` leads to. It may come before the one that should precede it: it then leads on
 * from the earlier stage, never back, nor out of a stage that nothing leads out of.
 */
export function reach(stage: string, by: string): string {
  const steps = ORDER_LIFE[stage] ?? {};
  const next = steps[by];
  if (next !== undefined) return next;
  if (Object.keys(steps).length === 0 || stage === "review" || stage === "approved") return stage;
  const goals = Object.values(ORDER_LIFE).flatMap((steps) => steps[by] ?? []);
  return goals.find((goal) => DAY.indexOf(goal) > DAY.indexOf(stage)) ?? stage;
}

/** Move a shipment on. Its order follows on the server: the floor's devices do not hold it. */
export function moveOn(draft: Draft, shipment: Shipment, by: string): Shipment {
  return draft.set("shipment", shipment, { stage: reach(shipment.stage, by) as Shipment["stage"] });
}
