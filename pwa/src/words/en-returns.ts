/** The sentences of goods that customers send back, in English. */

export const returns = {
  "job.returns": "Returns", "job.returns.n": "{n} {n|return|returns} open",
  "ret.none": "No return is open", "ret.none_why": "Scan the label of the carton or order, or the goods themselves.",
  "ret.scan_any": "Scan a carton, an order, or goods", "ret.open": "No label", "ret.opened": "Return opened",
  "ret.blind": "No label", "ret.gone": "This return is closed", "ret.so_far": "{n} looked at",
  "ret.of": "{n} of {all} looked at", "ret.scan": "Scan what came back", "ret.what": "What becomes of it?",
  "ret.hand": "{n} × {product}", "ret.ask_lot": "Scan or type its lot, or go on without",
  "ret.restock": "Back on the shelf", "ret.quarantine": "Set apart", "ret.scrap": "Scrap",
  "ret.scan_place": "Fit for sale? Scan the shelf", "ret.any": "Any bin", "ret.or_any": "or any other place",
  "ret.why": "Why did it come back?", "ret.reason.unwanted": "Not wanted", "ret.reason.damaged": "Damaged",
  "ret.reason.defective": "Does not work", "ret.reason.wrong_goods": "Wrong goods", "ret.reason.expired": "Too old",
  "ret.reason.refused": "Not accepted", "ret.did.restock": "{n} × {product} at {place}",
  "ret.did.quarantine": "Set apart: {n} × {product}", "ret.did.scrap": "Scrap: {n} × {product}",
  "ret.taken_back": "Taken back: {n} × {product}", "ret.close": "Close return", "ret.closed": "Return closed",
  "wrong.no_quarantine": "This building has no place to set goods apart", "wrong.in_hand_first": "First say what becomes of what is in hand",
  "kind.returns.open": "Return opened", "kind.returns.inspect": "Looked at", "kind.returns.take_back": "Taken back", "kind.returns.close": "Return closed",
} as const;

export type ReturnsWord = keyof typeof returns;
