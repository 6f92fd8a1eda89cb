/** pallet.load */

import { need } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { putOn } from "../../domain/ship/load";
import { answer, draftOf, type Trouble } from "../answer";
import { shown, ssccOf } from "../goods";
import type { Rule } from "../kernel";
import { troublesOf } from "../ship/load";

/** A loader has put a pallet onto the truck and scanned its SSCC: all its cartons are on the truck. */
export const load: Rule<"pallet.load"> = (body, state, context) => {
  const manifest = need(state, "manifest", body.manifest);
  const { warehouse, dock } = manifest;
  const code = ssccOf(body.raw, context) ?? "";
  const pallet = code === "" ? undefined : state.get("pallet", code);
  if (pallet?.warehouse !== warehouse) {
    return contradicted("unknown_pallet", physical("set_aside", warehouse, dock), [], { seen: code || shown(body.raw) });
  }
  const cartons = state.where("carton", "pallet", code);
  const told = { pallet: code, cartons: cartons.length, manifest: manifest.number };
  if (cartons.length === 0) {
    return contradicted("pallet_empty", physical("check_pallet", warehouse, dock, "", 0, ["checked"]), [], told);
  }
  const draft = draftOf(state, context);
  const troubles: Trouble[] = [];
  for (const carton of cartons) {
    const each = { number: carton.number, order: carton.order_number, manifest: manifest.number };
    troubles.push(...troublesOf(state, manifest, carton, each));
    if (carton.stage === "closed" || carton.stage === "loaded") {
      putOn(draft, draft.need("manifest", manifest.id), carton, "ship.load");
    }
  }
  return answer(draft, troubles, told);
};
