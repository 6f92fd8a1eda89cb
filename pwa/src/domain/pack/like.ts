/** What cartons with the same contents were like before: a weighing is held against it, and a box suggested by it. */

import type { PackLike } from "../../generated/rows";
import type { Draft } from "../draft";

const WEIGHTS_MOST = 20;
const WEIGHT_MOST_G = 1_000_000;
const CONTENTS_MOST = 300;
const SLOTS = 2048;

/** Products and units in one order, lots put together: `MILK-1L*2,PEN-01*5`; empty if that is too long. */
export function contentsOf(goods: readonly { readonly product: string; readonly quantity: number }[]): string {
  const units = new Map<string, number>();
  for (const { product, quantity } of goods) units.set(product, (units.get(product) ?? 0) + quantity);
  const text = [...units]
    .filter(([, quantity]) => quantity > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([product, quantity]) => `${product}*${quantity}`)
    .join(",");
  return text.length <= CONTENTS_MOST ? text : "";
}

/** Where a contents is remembered: FNV-1a over its characters. */
export function likeId(warehouse: string, contents: string): string {
  let found = 0x811c9dc5;
  for (const letter of contents) found = Math.imul(found ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return `${warehouse}/${found % SLOTS}`;
}

/** What is known of a contents: nothing if another one of its slot has taken it over. */
export const likes = (row: PackLike | undefined, contents: string): PackLike | undefined =>
  contents !== "" && row?.contents === contents ? row : undefined;

/** The box that people take for a contents, whatever is computed; nothing if the last two of them do not agree. */
export const taken = (row: PackLike | undefined): string | undefined =>
  row?.box != null && row.box === row.box_before ? row.box : undefined;

/** Remember what a carton's goods weighed. */
export function learn(draft: Draft, warehouse: string, contents: string, netG: number): void {
  if (contents === "" || !(netG > 0 && netG <= WEIGHT_MOST_G)) return;
  const row = slot(draft, warehouse, contents);
  draft.set("pack_like", row, { weights: [...row.weights, netG].slice(-WEIGHTS_MOST) });
}

/** Remember which box somebody took for a carton's goods. */
export function learnBox(draft: Draft, warehouse: string, contents: string, box: string): void {
  if (contents === "") return;
  const row = slot(draft, warehouse, contents);
  draft.set("pack_like", row, { box, box_before: row.box });
}

/**
 * Somebody took the box that the bench named: a single other one before it was a slip. It is not remembered in its
 * place, or what was once computed would be named for good, whatever boxes come later.
 */
export function followBox(draft: Draft, warehouse: string, contents: string): void {
  const row = likes(draft.get("pack_like", likeId(warehouse, contents)), contents);
  if (row && row.box !== row.box_before) draft.set("pack_like", row, { box: null, box_before: null });
}

/** What is remembered of a contents, or a fresh row in place of what another one has left in its slot. */
function slot(draft: Draft, warehouse: string, contents: string): PackLike {
  const id = likeId(warehouse, contents);
  const fresh = { contents, weights: [], box: null, box_before: null };
  const there = draft.get("pack_like", id) ?? { id, ver: 0, warehouse, ...fresh };
  return there.contents === contents ? there : draft.set("pack_like", there, fresh);
}
