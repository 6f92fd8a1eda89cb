/** count.undo */

import { close, correct } from "../../domain/count/book";
import { need } from "../../domain/draft";
import { refused } from "../../domain/outcome";
import { answer, draftOf, type Trouble } from "../answer";
import type { Rule } from "../kernel";
import { belowPromised } from "../promised";

/** Somebody takes their count of a place back, as long as nobody has counted there since. */
export const undo: Rule<"count.undo"> = (body, state, context) => {
  const place = need(state, "location", body.location).id;
  const counted = state.where("stock_count", "location", place)
    .filter((row) => row.op === body.count && row.stage !== "undone");
  const [first] = counted;
  if (first === undefined) return refused("counted_since", { place }, ["keep_theirs"]);
  if (counted.some((row) => row.by !== context.author)) {
    return refused("not_yours", { place, by: first.by }, ["keep_theirs"]);
  }
  const draft = draftOf(state, context);
  const troubles: Trouble[] = [];
  for (const row of counted) {
    close(draft, row, "undone");
    if (row.stage === "booked") {
      const { grew } = correct(draft, row.warehouse, place, row.product, row.lot, row.before - row.found);
      if (grew > 0) troubles.push(belowPromised(row.warehouse, place, row.product, grew));
    }
    draft.set("stock_count", row, { stage: "undone", task: "" });
  }
  return answer(draft, troubles, { place });
};
