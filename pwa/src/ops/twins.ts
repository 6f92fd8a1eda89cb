/** Every rule that runs on the device, by kind; leaving one out fails the type check. */

import { QUEUED, type Outcome } from "../domain/outcome";
import type { State } from "../domain/draft";
import type { Kind, Ops, ReplayKind } from "../generated/ops";
import { run, type Context, type Rule } from "./kernel";
import { giveBack } from "./lease/give_back";
import { place } from "./order/place";
import { open } from "./pack/open";
import { scan as packScan } from "./pack/scan";
import { takeOut } from "./pack/take_out";
import { bind } from "./pick/bind";
import { claim } from "./pick/claim";
import { found } from "./pick/found";
import { handOver } from "./pick/hand_over";
import { put } from "./pick/put";
import { putBack } from "./pick/put_back";
import { scan } from "./pick/scan";
import { short } from "./pick/short";
import { load } from "./ship/load";
import { unload } from "./ship/unload";

export const TWINS = {
  "lease.give_back": giveBack,
  "order.place": place,
  "pack.open": open,
  "pack.scan": packScan,
  "pack.take_out": takeOut,
  "pick.bind": bind,
  "pick.claim": claim,
  "pick.found": found,
  "pick.hand_over": handOver,
  "pick.put": put,
  "pick.put_back": putBack,
  "pick.scan": scan,
  "pick.short": short,
  "ship.load": load,
  "ship.unload": unload,
} satisfies { [K in ReplayKind]: Rule<K> };

/** What an op comes to on this device; `queued` for a kind whose rule runs on the server only. */
export function decide<K extends Kind>(kind: K, body: Ops[K], state: State, context: Context): Outcome {
  const rule = (TWINS as { readonly [R in Kind]?: Rule<R> })[kind] as Rule<K> | undefined;
  return rule === undefined ? QUEUED : run(kind, rule, body, state, context);
}
