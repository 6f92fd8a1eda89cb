/** Cartons onto a truck and off it. */

import { ORDER_LIFE } from "../../generated/life";
import type { Carton, Manifest, Shipment } from "../../generated/rows";
import type { Draft } from "../draft";
import { moveOn } from "../order/progress";

/** Put a carton onto a truck's list; with its last carton, the shipment is loaded. */
export function putOn(draft: Draft, manifest: Manifest, carton: Carton, by: string): void {
  if (carton.manifest === manifest.id) return;
  if (carton.manifest !== null) {
    const before = draft.need("manifest", carton.manifest);
    draft.set("manifest", before, { cartons: before.cartons - 1 });
  }
  draft.set("manifest", manifest, { cartons: manifest.cartons + 1 });
  draft.set("carton", carton, { stage: "loaded", manifest: manifest.id });
  const shipment = draft.set("shipment", draft.need("shipment", carton.shipment), { manifest: manifest.id });
  const cartons = draft.where("carton", "shipment", shipment.id);
  if (cartons.every((c) => c.stage === "loaded" || c.stage === "shipped")) moveOn(draft, shipment, by);
}

/** Take a carton off a truck's list: the one step back in the life of an order. */
export function takeOff(draft: Draft, manifest: Manifest, carton: Carton, by: string): void {
  draft.set("manifest", manifest, { cartons: manifest.cartons - 1 });
  draft.set("carton", carton, { stage: "closed", manifest: null });
  const shipment = draft.need("shipment", carton.shipment);
  const stage = (ORDER_LIFE[shipment.stage]?.[by] ?? shipment.stage) as Shipment["stage"];
  draft.set("shipment", shipment, { manifest: null, stage });
}
