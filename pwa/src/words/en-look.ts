/** The sentences of looking things up, in English. */

export const look = {
  "look.do": "Look up", "look.ask": "Scan or type anything", "look.on_hand": "On hand", "look.promised": "Promised",
  "look.allocated": "{n} counted on", "look.until": "until {day}", "look.nowhere": "None here", "look.empty": "Empty by the books",
  "look.stage": "Stage", "look.truck": "Truck", "look.weight": "Weight", "look.line": "{picked} picked · {packed} packed",
  "carton_stage.open": "Open", "carton_stage.closed": "Closed", "carton_stage.loaded": "On the truck", "carton_stage.shipped": "Shipped",
  "cart.see": "What is on the cart", "cart.mine": "On the cart of run {run}, by the books", "cart.of": "On {name}’s cart, run {run}, by the books",
  "cart.do": "Scan a tote to hold what lies in it against this", "cart.none": "The books have nothing on this cart yet",
  "cart.loose": "In no tote yet", "cart.units": "{n} units",
  "cart.unsent": "All of it is recorded here. {n} acts are not at the server yet",
  "compare.do": "Compare", "compare.scan": "Scan each item in {tote}", "compare.done": "All counted", "compare.n": "{found} of {books}",
  "compare.same": "{tote} holds what is recorded", "compare.left": "{tote}: {n} left as it is",
  "compare.missing": "{n} × {product} recorded, but not in {tote}",
  "compare.missing_do": "Not in another tote either? Then the books say {place} again, and the stop comes once more.",
  "compare.still_there": "Still at {place}", "compare.again": "{n} at {place} again: the stop is open",
  "compare.look_for": "Look in the other totes. {place} is where they come from.",
  "compare.more": "{n} × {product} more in {tote} than recorded",
  "compare.wanted": "This order wants them: they can be recorded as picked.", "compare.record": "Record them",
  "compare.recorded": "{n} recorded", "compare.out": "They are out", "compare.later": "Leave it so",
  "compare.take_out": "Take them out and put them to {place}. No record has them, so nothing else changes.",
  "compare.take_out_aside": "Take them out and set them aside. No record has them.",
  "compare.count": "Have {place} counted", "compare.asked": "{place} will be counted",
} as const;
