/** The other rules of a walk: what a picker did may wait for the server when the app opens, and is replayed before it shows. */

import type { ReplayKind } from "../generated/ops";
import type { Rule } from "./kernel";
import type { PICKING } from "./twins";
import { bind } from "./pick/bind";
import { found } from "./pick/found";
import { full } from "./pick/full";
import { gather } from "./pick/gather";
import { handOver } from "./pick/hand_over";
import { passOn } from "./pick/pass_on";
import { pause } from "./pick/pause";
import { putBack } from "./pick/put_back";
import { scan } from "./pick/scan";
import { short } from "./pick/short";
import { skip } from "./pick/skip";
import { substitute } from "./pick/substitute";
import { take } from "./pick/take";
import { unbind } from "./pick/unbind";
import { unskip } from "./pick/unskip";
import { unsubstitute } from "./pick/unsubstitute";

export const WALK = {
  "pick.bind": bind,
  "pick.found": found,
  "pick.full": full,
  "pick.gather": gather,
  "pick.hand_over": handOver,
  "pick.pass_on": passOn,
  "pick.pause": pause,
  "pick.put_back": putBack,
  "pick.scan": scan,
  "pick.short": short,
  "pick.skip": skip,
  "pick.substitute": substitute,
  "pick.take": take,
  "pick.unbind": unbind,
  "pick.unskip": unskip,
  "pick.unsubstitute": unsubstitute,
} satisfies { [K in Exclude<Extract<ReplayKind, `pick.${string}`>, keyof typeof PICKING>]: Rule<K> };
