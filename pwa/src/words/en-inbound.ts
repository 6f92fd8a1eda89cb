/** The sentences of goods that come in and are carried about, in English. */

export const inbound = {
  "job.receive": "Receive", "job.receive.n": "{n} {n|delivery|deliveries} expected",
  "job.move": "Put away and move", "job.move.n": "{n} {n|waits|wait} at the door",
  "in.none": "No delivery is expected",
  "in.none_why": "Announced deliveries show here. Begin one that nobody announced below.",
  "in.open": "Not announced", "in.opened": "Receipt begun", "in.unannounced": "Not announced", "in.today": "Today",
  "in.to_come": "{n} to come", "in.so_far": "{n} taken in", "in.gone": "This receipt is closed",
  "in.scan": "Scan what comes in", "in.to": "Goods go to {place}", "in.taken": "{n} × {product}",
  "in.more": "More of the same", "in.add": "Add {n}", "in.reject": "Turn away", "in.reject_end": "Take in again",
  "in.why": "Why is it turned away?", "in.scan_reject": "Scan what is turned away",
  "in.rejected": "Turned away: {n} × {product}", "in.rejected_n": "{n} turned away",
  "in.taken_back": "Taken back: {n} × {product}", "in.close": "Close receipt", "in.close_short": "Close all the same",
  "in.not_yet": "Not yet", "in.lacking": "{n} did not come", "in.closed": "Receipt closed",
  "in.ask_lot": "Scan or type the lot", "in.lot": "Lot", "in.expiry": "Use by", "in.no_lot": "No lot on it", "in.take": "Take in",
  "in.reason.damaged": "Damaged", "in.reason.expired": "Too old", "in.reason.wrong_goods": "Wrong goods",
  "in.reason.quality": "Poor quality", "in.reason.not_ordered": "Not ordered",
  "wrong.reason_first": "First say why it is turned away", "wrong.unknown_place": "No such place here",
  "wrong.in_hand": "Put down first what is in hand", "wrong.same_place": "It is there already",
  "move.scan": "Scan the goods, or the place they are at", "move.scan_place": "Scan the place",
  "move.from": "From {place}", "move.lifted": "In hand: {n} × {product}", "move.all": "All of it", "move.any": "Any bin",
  "move.or_any": "or any other place where you put it", "move.put": "{n} × {product} now at {place}",
  "move.apart": "Set apart at {place}: {n} × {product}", "move.back": "Back at {place}: {n} × {product}",
  "move.refill": "Bins to fill up", "move.short": "Short pick", "move.none": "Nothing waits here",
  "move.none_why": "Scan a place to take goods from there.",
  "kind.inbound.open": "Delivery begun", "kind.inbound.receive": "Taken in", "kind.inbound.reject": "Turned away", "kind.inbound.take_back": "Taken back", "kind.inbound.close": "Delivery closed", "kind.inbound.announce": "Delivery announced",
} as const;

export type InboundWord = keyof typeof inbound;
