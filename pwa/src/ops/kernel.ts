/** What a rule on the device is: the twin of an op's `decide` on the server, over the rows that the device holds. */

import { Missing, type Changed, type State } from "../domain/draft";
import { refused, type Outcome } from "../domain/outcome";
import { KINDS, type Kind, type Ops } from "../generated/ops";

/** What a rule may know besides rows. */
export interface Context {
  readonly id: string;
  readonly author: string;
  readonly device: string;
  readonly n: number;
  readonly wall: number;
  /** UTC milliseconds; on the device, when the op was made. */
  readonly receivedAt: number;
}

export type Rule<K extends Kind> = (body: Ops[K], state: State, context: Context) => Outcome;

/** Run a rule as the engine would: a missing row is answered, and an exception opens its task. */
export function run<K extends Kind>(kind: K, rule: Rule<K>, body: Ops[K], state: State, context: Context): Outcome {
  try {
    const outcome = rule(body, state, context);
    return outcome.out === "exception" ? { ...outcome, rows: [...outcome.rows, opened(outcome, context)] } : outcome;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    const params = { table: error.table, id: error.id };
    if (KINDS[kind][0] === "request") return refused("not_found", params);
    return { out: "quarantined", code: "unknown_row", params, choices: ["ask_supervisor"], task: null, rows: [] };
  }
}

function opened({ code, params, choices, task }: Outcome, context: Context): Changed {
  const { act = "", warehouse = "", place = "", product = "", quantity = 0 } = task ?? {};
  return {
    table: "exception_task",
    row: {
      id: `${context.id}/x`, ver: 0, scope: `wh:${warehouse}`, code, act, warehouse, place, product, quantity, params,
      choices, stage: "open", op: context.id, raised_by: context.author, raised_at: context.receivedAt,
      settled_by: null, settled_as: "", owner: null, due_at: null, settled_units: null,
    },
  };
}
