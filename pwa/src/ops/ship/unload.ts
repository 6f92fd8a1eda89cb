/** ship.unload */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { takeOff } from "../../domain/ship/load";
import { answer, draftOf } from "../answer";
import { shown, ssccOf } from "../goods";
import type { Rule } from "../kernel";

/** A loader has taken a carton off the truck again and scanned it. */
export const unload: Rule<"ship.unload"> = (body, state, context) => {
  const manifest = need(state, "manifest", body.manifest);
  const code = ssccOf(body.raw, context);
  const found = code === null ? [] : state.where("carton", "sscc", code);
  const carton = found.find((c) => c.manifest === manifest.id && c.stage === "loaded");
  if (carton === undefined) {
    const told = { seen: code ?? shown(body.raw), manifest: manifest.number };
    return contradicted("not_on_truck", physical("set_aside", manifest.warehouse, manifest.dock), [], told);
  }
  const draft = draftOf(state, context);
  takeOff(draft, manifest, carton, "ship.unload");
  return answer(draft, [], { number: carton.number, order: carton.order_number });
};
