/** The rules of a walk that goes well, at hand from the first moment; `walk.ts` and `rest.ts` have the others. */

import { QUEUED, type Outcome } from "../domain/outcome";
import type { State } from "../domain/draft";
import { KINDS, type Kind, type Ops } from "../generated/ops";
import { canRead } from "../scanning/reader";
import { run, type Context, type Rule } from "./kernel";
import { claim } from "./pick/claim";
import { put } from "./pick/put";

export const PICKING = {
  "pick.claim": claim,
  "pick.put": put,
} satisfies { readonly [K in Kind]?: Rule<K> };

let rules: { readonly [R in Kind]?: Rule<R> } = PICKING;

/** Whether the rule of a kind is at hand, with what it reads codes by; or there is none on a device. */
export const isKnown = (kind: Kind): boolean => (kind in rules && canRead()) || !["replay", "lease"].includes(KINDS[kind][1]);

/** Decide by these rules too. */
export function know(more: typeof rules): void {
  rules = { ...rules, ...more };
}

/**
 * What an op comes to on this device; `queued` for a kind whose rule runs on the server only, or is not at hand. Screens
 * of other jobs than picking open only with their rules.
 */
export function decide<K extends Kind>(kind: K, body: Ops[K], state: State, context: Context): Outcome {
  const rule = rules[kind] as Rule<K> | undefined;
  return rule === undefined || !canRead() ? QUEUED : run(kind, rule, body, state, context);
}
