/** Rules that come when they are needed. Without a network they are in the kept shell. */

import type { Kind } from "../generated/ops";
import { isKnown, know } from "../ops/twins";
import { loadReader } from "../scanning/reader";

const ofWalk = (kind: Kind): boolean => kind.startsWith("pick.");

/** Have the rules of these kinds at hand; of all kinds, if none is named. */
export async function rulesFor(kinds?: readonly Kind[]): Promise<void> {
  if (kinds?.every(isKnown)) return;
  const lacking = kinds?.filter((kind) => !isKnown(kind));
  const [walk, rest] = await Promise.all([
    (!lacking || lacking.some(ofWalk)) && import("../ops/walk"),
    !lacking?.every(ofWalk) && import("../ops/rest"),
    loadReader(),
  ]);
  if (walk) know(walk.WALK);
  if (rest) know(rest.REST);
}
