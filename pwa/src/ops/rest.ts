/** The rules of all jobs but picking; they come with the first screen that needs them. */

import type { ReplayKind } from "../generated/ops";
import type { Rule } from "./kernel";
import { giveBack } from "./lease/give_back";
import { place } from "./order/place";
import { open } from "./pack/open";
import { scan } from "./pack/scan";
import { takeOut } from "./pack/take_out";
import { load } from "./ship/load";
import { unload } from "./ship/unload";

export const REST = {
  "lease.give_back": giveBack,
  "order.place": place,
  "pack.open": open,
  "pack.scan": scan,
  "pack.take_out": takeOut,
  "ship.load": load,
  "ship.unload": unload,
} satisfies { [K in Exclude<ReplayKind, `pick.${string}`>]: Rule<K> };
