/** The sentences of announced deliveries, pick faces and refunds, in English. */

export const inside = {
  "ann.title": "Announce a delivery", "ann.house": "Where does it go?", "ann.supplier": "Supplier", "ann.number": "Number of the order or notice",
  "ann.due": "Due on, if known", "ann.lines": "What is coming", "ann.units": "Units", "ann.add": "Scan goods, or type a name",
  "ann.do": "Announce", "ann.done": "Announced: {number}",
  "face.title": "Pick faces", "face.scan_place": "Scan the bin", "face.scan_goods": "Scan the goods it is kept for",
  "face.numbers": "How many should it hold?", "face.any": "Which bin is which product picked from?", "face.least": "At least", "face.most": "At most",
  "face.end": "No face any more", "face.ended": "{place} is no face any more", "face.set": "{place} holds {least} to {most}",
  "face.other": "Another one", "face.none": "No bin is a face yet: scan one.", "face.span": "{least} to {most}", "wrong.not_a_bin": "This is no bin",
  "refund.title": "Refunds", "refund.none": "No refund is asked for", "refund.none_why": "It is asked for when a return is closed.",
  "refund.over": "Seen to lately", "refund.blind": "No label: find out whose it is", "refund.no_amount": "Value not known",
  "refund.parts": "{units} came back: {restocked} on the shelf, {quarantined} set apart, {scrapped} scrap",
  "refund.refunded": "Refunded", "refund.refuse": "Not refunded", "refund.why": "Why not?",
  "refund.open": "See to it", "kind.returns.refund": "Refund",
  "choice.refunded": "Refunded", "choice.refused": "Not refunded", "choice.asked": "To be seen to again",
} as const;

export type InsideWord = keyof typeof inside;
