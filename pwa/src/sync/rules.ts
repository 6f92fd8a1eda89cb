/** Rules that come when they are needed. Without a network they are in the kept shell. */

import type { Kind } from "../generated/ops";
import { isKnown, know } from "../ops/twins";
import { loadReader } from "../scanning/reader";

/** Have the rules of these kinds at hand; of all kinds, if none is named. */
export async function rulesFor(kinds?: readonly Kind[]): Promise<void> {
  if (kinds?.every(isKnown)) return;
  await loadReader();
  if (!kinds?.every(isKnown)) know((await import("../ops/rest")).REST);
}
