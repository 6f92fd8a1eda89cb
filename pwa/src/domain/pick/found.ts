/** Short units that are there after all: they are picked, and what was to come in their place is not. */

import type { PickTask } from "../../generated/rows";
import type { Draft } from "../draft";
import { countShort } from "./cart";
import { notElsewhere } from "./elsewhere";
import { giveUpSome } from "./give-up";
import { linesInstead, standsFor } from "./stands-for";

/**
 * Those that the line lacks come first; then they take the place of another product, and then of what was to be picked
 * elsewhere. What was picked of those already is not picked twice. Returns how many are not wanted, since another product
 * stands for them.
 */
export function foundAgain(draft: Draft, task: PickTask, units: number): number {
  const lacking = Math.min(units, draft.need("shipment_line", task.shipment_line).short);
  const replaced = giveUpSome(draft, task, units - lacking);
  const found = lacking + replaced + notElsewhere(draft, task, units - lacking - replaced);
  if (found > 0) countShort(draft, task, -found, found < task.short ? task.short_reason : "");
  const standing = task.cancelled ? 0 : linesInstead(draft, task).reduce((sum, line) => sum + standsFor(line), 0);
  return Math.min(units - found, standing);
}
