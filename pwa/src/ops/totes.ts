/** A tote that was scanned: for a slot of the cart, or as one of those of a run. */

import { need, type Draft, type State } from "../domain/draft";
import { contradicted, physical, type Outcome } from "../domain/outcome";
import { GONE } from "../domain/pick/cart";
import { isElsewhere } from "../domain/pick/zone";
import type { PickRun, PickSlot } from "../generated/rows";
import { answer, draftOf } from "./answer";
import { shown, toteCode } from "./goods";
import type { Context } from "./kernel";

/** `put` the scanned tote into a slot, or say why it cannot be for its order. */
export function forSlot(
  state: State,
  context: Context,
  body: { readonly slot: string; readonly raw: string },
  put: (draft: Draft, slot: PickSlot, code: string) => void,
): Outcome {
  const slot = need(state, "pick_slot", body.slot);
  const { warehouse } = slot;
  const shipment = need(state, "shipment", slot.shipment);
  const code = toteCode(body.raw, context);
  const told = { tote: code ?? shown(body.raw), order: slot.order_number };
  if (code === null) return contradicted("not_a_tote", physical("scan_tote", warehouse, slot.id), [], told);
  const place = `${warehouse}/${code}`;
  if (GONE.includes(shipment.stage) || shipment.stage === "cancelled") {
    return contradicted("order_gone", physical("put_tote_aside", warehouse, place), [], told);
  }
  const holds = state.get("tote", place)?.shipment ?? null;
  if (holds !== null && holds !== slot.shipment) {
    return contradicted("tote_taken", physical("take_empty_tote", warehouse, place), [], told);
  }
  const draft = draftOf(state, context);
  put(draft, slot, code);
  return answer(draft, [], told);
}

/** `goOn` with a run of which a tote was scanned in a zone, or say that it is not one of the run. */
export function ofRun(
  state: State,
  context: Context,
  body: { readonly run: string; readonly zone: string; readonly raw: string },
  goOn: (draft: Draft, run: PickRun) => void,
): Outcome {
  const run = need(state, "pick_run", body.run);
  const { number, warehouse } = run;
  const code = toteCode(body.raw, context);
  const told = { number, zone: body.zone, tote: code ?? shown(body.raw) };
  if (isElsewhere(state, run, code)) {
    return contradicted("other_tote", physical("scan_tote", warehouse, `${warehouse}/${code}`), [], told);
  }
  const draft = draftOf(state, context);
  goOn(draft, run);
  return answer(draft, [], told);
}
