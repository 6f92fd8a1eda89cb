/** The sentences of looking things up, in English. */

export const look = {
  "look.do": "Look up", "look.ask": "Scan or type anything", "look.on_hand": "On hand", "look.promised": "Promised",
  "look.allocated": "{n} counted on", "look.until": "until {day}", "look.nowhere": "None here", "look.empty": "Empty by the books",
  "look.stage": "Stage", "look.truck": "Truck", "look.weight": "Weight", "look.line": "{picked} picked · {packed} packed",
  "carton_stage.open": "Open", "carton_stage.closed": "Closed", "carton_stage.loaded": "On the truck", "carton_stage.shipped": "Shipped",
} as const;
