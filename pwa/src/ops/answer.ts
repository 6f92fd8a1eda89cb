/** From a draft and what went wrong to an outcome. */

import { Draft, type State } from "../domain/draft";
import { applied, contradicted, physical, type Outcome, type Params, type PhysicalTask } from "../domain/outcome";
import { openTask } from "../domain/task/opened";
import type { Context } from "./kernel";

/** One difference between the world and the books, and the hands that it needs. */
export interface Trouble {
  readonly code: string;
  readonly task: PhysicalTask;
  readonly params: Params;
}

/** A draft for the op that is being decided. */
export const draftOf = (state: State, context: Context): Draft =>
  new Draft(state, context.id, context.author, context.receivedAt);

/** Applied, or contradicted by the first trouble; the others become tasks of their own. */
export function answer(draft: Draft, troubles: readonly Trouble[] = [], params: Params = {}): Outcome {
  const [first, ...others] = troubles;
  if (first === undefined) return applied(draft.rows(), params);
  for (const other of others) openTask(draft, other.code, other.task, other.params);
  return contradicted(first.code, first.task, draft.rows(), { ...params, ...first.params });
}

/** More was taken from a place than the books hold there. */
export function recount(warehouse: string, place: string, product: string, lot: string, units: number): Trouble {
  const task = physical("recount", warehouse, place, product, units, ["recount"]);
  return { code: "not_in_books", task, params: { place, product, lot, units } };
}
