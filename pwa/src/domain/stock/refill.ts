/** Which pick faces to fill up, and from where: a task list that is worked out from rows, and stored nowhere. */

import type { Location, PickFace, Stock } from "../../generated/rows";

/** A balance with what its turn depends on. `expiry` is an ISO date, or null. */
export interface Shelf {
  readonly stock: Stock;
  readonly location: Location;
  readonly expiry: string | null;
}

/** Carry `units` from a place to a pick face. `why`: it holds fewer than its least, or a picker came short there. */
export interface Refill {
  readonly face: PickFace;
  readonly shelf: Shelf;
  readonly units: number;
  readonly why: "short" | "low";
}

const open = ({ stock }: Shelf): number => Math.max(0, stock.quantity - stock.allocated);
const key = (location: string, product: string): string => `${location}/${product}`;

type Turn = readonly [string, number, string, string];
const turn = ({ expiry, location, stock }: Shelf): Turn => [expiry ?? "9999-12-31", location.pick_sequence, location.id, stock.lot];

function byTurn(a: Shelf, b: Shelf): number {
  const [x, y] = [turn(a), turn(b)];
  const at = x.findIndex((part, i) => part !== y[i]);
  return at < 0 ? 0 : x[at]! < y[at]! ? -1 : 1;
}

/**
 * What to carry now, short picks first. `shorts`: `<place>/<product>` where somebody came short. Goods come from bins
 * that are no face of theirs, what expires first going first. One way at a time for each face: when it is done, the rows
 * say whether there is another.
 */
export function refills(faces: readonly PickFace[], shelves: readonly Shelf[], shorts: ReadonlySet<string>): Refill[] {
  const kept = faces.filter((face) => face.most > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const atFace = new Set(kept.map((face) => key(face.location, face.product)));
  const stores = shelves.filter(({ location }) => location.kind === "bin").sort(byTurn);
  const found: Refill[] = [];
  for (const face of kept) {
    const mine = stores.filter(({ stock }) => stock.product === face.product);
    const here = mine.filter(({ location }) => location.id === face.location).reduce((sum, { stock }) => sum + stock.quantity, 0);
    const short = shorts.has(key(face.location, face.product));
    if (here >= face.most || (here >= face.least && !short)) continue;
    const from = mine.find((shelf) => open(shelf) > 0 && !atFace.has(key(shelf.location.id, face.product)));
    if (from) found.push({ face, shelf: from, units: Math.min(open(from), face.most - here), why: short ? "short" : "low" });
  }
  return [...found.filter(({ why }) => why === "short"), ...found.filter(({ why }) => why === "low")];
}
