/** Every rule that runs on the device, by kind; leaving one out fails the type check. */

import { QUEUED, type Outcome } from "../domain/outcome";
import type { State } from "../domain/draft";
import { OFFLINE, type Kind, type Ops, type ReplayKind } from "../generated/ops";
import { canRead } from "../scanning/reader";
import { run, type Context, type Rule } from "./kernel";
import { bind } from "./pick/bind";
import { claim } from "./pick/claim";
import { found } from "./pick/found";
import { handOver } from "./pick/hand_over";
import { put } from "./pick/put";
import { putBack } from "./pick/put_back";
import { scan } from "./pick/scan";
import { short } from "./pick/short";

export const PICKING = {
  "pick.bind": bind,
  "pick.claim": claim,
  "pick.found": found,
  "pick.hand_over": handOver,
  "pick.put": put,
  "pick.put_back": putBack,
  "pick.scan": scan,
  "pick.short": short,
} satisfies { [K in Extract<ReplayKind, `pick.${string}`>]: Rule<K> };

let rules: { readonly [R in Kind]?: Rule<R> } = PICKING;

/** Whether the rule of a kind is at hand, with what it reads codes by; or there is none on a device. */
export const isKnown = (kind: Kind): boolean => (kind in rules && canRead()) || !["replay", "lease"].includes(OFFLINE[kind]);

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
