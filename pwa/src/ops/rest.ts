/** All other rules, by kind: they come with what needs them. Leaving one out fails the type check. */

import type { ReplayKind } from "../generated/ops";
import type { Rule } from "./kernel";
import type { PICKING } from "./twins";
import type { WALK } from "./walk";
import { answerCheckpoint } from "./checkpoint/answer";
import { record } from "./count/record";
import { undo } from "./count/undo";
import { close as closeInbound } from "./inbound/close";
import { open as openInbound } from "./inbound/open";
import { receive } from "./inbound/receive";
import { reject } from "./inbound/reject";
import { takeBack } from "./inbound/take_back";
import { giveBack } from "./lease/give_back";
import { place } from "./order/place";
import { box } from "./pack/box";
import { close } from "./pack/close";
import { open } from "./pack/open";
import { scan as packScan } from "./pack/scan";
import { takeOut } from "./pack/take_out";
import { enter } from "./paper/enter";
import { prefer } from "./people/prefer";
import { take as takePhoto } from "./photo/take";
import { add as addToPallet } from "./pallet/add";
import { close as closePallet } from "./pallet/close";
import { load as loadPallet } from "./pallet/load";
import { remove as removeFromPallet } from "./pallet/remove";
import { close as closeReturn } from "./returns/close";
import { inspect } from "./returns/inspect";
import { open as openReturn } from "./returns/open";
import { takeBack as takeReturnBack } from "./returns/take_back";
import { load } from "./ship/load";
import { plan } from "./ship/plan";
import { unload } from "./ship/unload";
import { move } from "./stock/move";

export const REST = {
  "checkpoint.answer": answerCheckpoint,
  "count.record": record,
  "count.undo": undo,
  "inbound.close": closeInbound,
  "inbound.open": openInbound,
  "inbound.receive": receive,
  "inbound.reject": reject,
  "inbound.take_back": takeBack,
  "lease.give_back": giveBack,
  "order.place": place,
  "pack.box": box,
  "pack.close": close,
  "pack.open": open,
  "pack.scan": packScan,
  "pack.take_out": takeOut,
  "paper.enter": enter,
  "people.prefer": prefer,
  "photo.take": takePhoto,
  "pallet.add": addToPallet,
  "pallet.close": closePallet,
  "pallet.load": loadPallet,
  "pallet.remove": removeFromPallet,
  "returns.close": closeReturn,
  "returns.inspect": inspect,
  "returns.open": openReturn,
  "returns.take_back": takeReturnBack,
  "ship.load": load,
  "ship.plan": plan,
  "ship.unload": unload,
  "stock.move": move,
} satisfies { [K in Exclude<ReplayKind, keyof typeof PICKING | keyof typeof WALK>]: Rule<K> };
