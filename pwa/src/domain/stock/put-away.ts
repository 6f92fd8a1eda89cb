/** Which bin to propose for goods that are put away. Only a proposal: any place that is scanned is taken as true. */

import type { Location, PickFace, Stock } from "../../generated/rows";

/** Locations in the order of the walk. */
export const byWalk = (a: Location, b: Location): number =>
  a.pick_sequence - b.pick_sequence || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The nearest bin on the walk that holds the product; else the one that is kept for it; else the first empty one. All
 * rows are of one warehouse. A bin that is kept for another product is not empty.
 */
export function putAway(
  bins: readonly Location[], stocks: readonly Stock[], faces: readonly PickFace[], product: string,
): Location | null {
  const walk = bins.filter((place) => place.kind === "bin").sort(byWalk);
  const full = stocks.filter((stock) => stock.quantity > 0);
  const kept = faces.filter((face) => face.most > 0);
  const ids = (rows: readonly { readonly location: string }[]): Set<string> => new Set(rows.map(({ location }) => location));
  const holds = ids(full.filter((stock) => stock.product === product));
  const own = ids(kept.filter((face) => face.product === product));
  const taken = ids([...full, ...kept]);
  return walk.find(({ id }) => holds.has(id)) ?? walk.find(({ id }) => own.has(id)) ?? walk.find(({ id }) => !taken.has(id)) ?? null;
}
