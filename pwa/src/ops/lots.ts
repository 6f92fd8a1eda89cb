/** What goods that come in say of their lot: new ones are entered, known ones learn their date. */

import type { Draft } from "../domain/draft";
import { physical, type Params } from "../domain/outcome";
import type { Product } from "../generated/rows";
import type { Trouble } from "./answer";

/** What a label says, where the goods lie, and how many units. `expiry` is an ISO date, or null. */
export interface Labelled {
  readonly warehouse: string;
  readonly place: string;
  readonly lot: string;
  readonly expiry: string | null;
  readonly units: number;
}

/** Enter the lot, or its date. Returns what a person has to look at again. */
export function learnLot(draft: Draft, product: Product, label: Labelled, told: Params): Trouble[] {
  const { warehouse, place, lot, expiry, units } = label;
  if (!product.lot_tracked) return [];
  if (!lot) return [{ code: "lot_missing", task: physical("read_lot", warehouse, place, product.id, units), params: told }];
  const id = `${product.id}/${lot}`;
  const known = draft.get("lot", id);
  if (known === undefined) draft.put("lot", { id, ver: 0, product: product.id, code: lot, expiry });
  else if (known.expiry === null && expiry !== null) draft.set("lot", known, { expiry });
  else if (expiry !== null && known.expiry !== expiry) {
    const params = { ...told, known: known.expiry ?? "", seen: expiry };
    return [{ code: "expiry_differs", task: physical("check_date", warehouse, place, product.id, units), params }];
  }
  return [];
}
