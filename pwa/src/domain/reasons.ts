/** Reasons that are said by a label on the wall in place of a tap. Each step has its own; a label may do for several. */

import type { Ops } from "../generated/ops";

type Labels<Reason extends string> = Readonly<Record<Reason, string>>;

export const SHORT: Labels<Ops["pick.short"]["reason"]> = {
  shelf_empty: "WHY-EMPTY", damaged: "WHY-DAMAGED", other_item: "WHY-OTHER", cannot_reach: "WHY-REACH",
};
export const REJECT: Labels<Ops["inbound.reject"]["reason"]> = {
  damaged: "WHY-DAMAGED", expired: "WHY-EXPIRED", wrong_goods: "WHY-WRONG", quality: "WHY-QUALITY", not_ordered: "WHY-EXTRA",
};
export const RETURN: Labels<NonNullable<Ops["returns.inspect"]["reason"]>> = {
  unwanted: "WHY-UNWANTED", damaged: "WHY-DAMAGED", defective: "WHY-DEFECT", wrong_goods: "WHY-WRONG", expired: "WHY-EXPIRED",
  refused: "WHY-REFUSED",
};

/** The reasons of a step, the likeliest first: that is what CONFIRM stands for. */
export const all = <Reason extends string>(labels: Labels<Reason>) => Object.keys(labels) as [Reason, ...Reason[]];

/** The reason that a label says at a step, if it is one of its. */
export const reasonOf = <Reason extends string>(labels: Labels<Reason>, command: string): Reason | undefined =>
  all(labels).find((reason) => labels[reason] === command);
