/** ship.load. The office may hold an order meanwhile; the floor does not see that, so the server adds it. */

import { need, type State } from "../../domain/draft";
import { contradicted, physical, type Params } from "../../domain/outcome";
import { holdOn } from "../../domain/ship/hold";
import { putOn } from "../../domain/ship/load";
import type { Carton, Manifest } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import { shown, ssccOf } from "../goods";
import type { Rule } from "../kernel";

/** A loader has put a carton onto the truck and scanned its SSCC. A second scan of it changes nothing. */
export const load: Rule<"ship.load"> = (body, state, context) => {
  const manifest = need(state, "manifest", body.manifest);
  const { warehouse, dock } = manifest;
  const code = ssccOf(body.raw, context);
  const found = code === null ? [] : state.where("carton", "sscc", code);
  const carton = found.find((c) => c.warehouse === warehouse);
  if (carton === undefined) {
    const seen = code ?? shown(body.raw);
    return contradicted("unknown_carton", physical("set_aside", warehouse, dock), [], { seen });
  }
  const told = { number: carton.number, order: carton.order_number, manifest: manifest.number };
  const draft = draftOf(state, context);
  const troubles = troublesOf(state, manifest, carton, told);
  if (carton.stage === "closed" || carton.stage === "loaded") putOn(draft, manifest, carton, "ship.load");
  return answer(draft, troubles, told);
};

/** What speaks against a carton on a truck. It is there all the same. */
export function troublesOf(state: State, manifest: Manifest, carton: Carton, told: Params): Trouble[] {
  const shipment = need(state, "shipment", carton.shipment);
  const before = carton.manifest === null ? null : need(state, "manifest", carton.manifest);
  const other = before !== null && before.id !== manifest.id ? { other: before.number } : null;
  const params = { ...told, carton: carton.id, ...other };
  const trouble = (code: string, act: string): Trouble =>
    ({ code, task: physical(act, manifest.warehouse, manifest.dock), params });
  if (carton.stage === "shipped") {
    return [{ ...trouble("already_shipped", "check_carton"), params: { ...told, carton: carton.id } }];
  }
  return [
    ...(shipment.stage === "cancelled" ? [trouble("cancelled", "take_off")] : []),
    ...(holdOn(state, carton) ? [trouble("not_released", "take_off")] : []),
    ...(other !== null ? [trouble("on_other_manifest", "check_list")] : []),
    ...(manifest.stage === "handed_over" ? [trouble("truck_gone", "check_carton")] : []),
  ];
}
