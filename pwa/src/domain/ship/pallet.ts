/** Cartons on a pallet: each has its own SSCC, and the pallet has one for all of them. */

import type { Carton, Pallet } from "../../generated/rows";
import type { Draft } from "../draft";

/** A carton lies on a pallet now, wherever it lay before. A closed pallet is open again. */
export function layOn(draft: Draft, pallet: Pallet, carton: Carton): void {
  takeDown(draft, carton);
  const now = draft.get("pallet", pallet.id) ?? pallet;
  draft.set("pallet", now, { stage: "open", cartons: now.cartons + 1 });
  draft.set("carton", draft.need("carton", carton.id), { pallet: pallet.id });
}

/** A carton lies on no pallet any more. */
export function takeDown(draft: Draft, carton: Carton): void {
  const before = carton.pallet === null ? undefined : draft.get("pallet", carton.pallet);
  if (!before) return;
  draft.set("pallet", before, { cartons: before.cartons - 1 });
  draft.set("carton", carton, { pallet: null });
}
