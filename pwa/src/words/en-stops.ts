/** The sentences of a truck's stops and of the board of the docks, in English. */

export const stops = {
  "dock.plan": "Plan the stops", "dock.change": "Change the stops", "dock.plan_do": "Tap the addresses in the order of the road, or scan a carton of each.",
  "dock.road": "Stops, the first one first", "dock.addresses": "Not on this truck yet", "dock.nothing": "Nothing waits for a truck",
  "dock.sooner": "Sooner", "dock.remove": "Not here", "dock.save": "These are the stops", "dock.planned": "{n} {n|stop|stops} planned",
  "dock.added": "Stop {n}: {name}", "repeated.stop_planned": "This stop is planned already", "wrong.not_to_plan": "No order here that waits for a truck",
  "dock.stop": "Stop {n}", "dock.next": "Next: order {order}, stop {stop}", "dock.to_load": "To load, the last stop first", "dock.others": "Not for this truck",
  "dock.turn": "Order {order} for stop {stop} should be in before it", "dock.turn_do": "It counts. Leave room behind it, or load the other one first.",
  "dock.early": "It leaves without {orders}: back to the dock, for another truck.",
  "dock.board": "Board of the docks", "dock.free": "No truck", "dock.n.loaded": "loaded", "dock.n.expected": "planned", "dock.n.missing": "missing", "dock.n.held": "held",
  "dock.why.not_picked": "{order} is not picked yet", "dock.why.to_pack": "{order} waits to be packed", "dock.why.packing": "{order} is being packed",
  "dock.why.held": "{order} is held by quality", "dock.why.other_truck": "{order} is on another truck",
  "act.back_to_dock": "Take it back to the dock, for another truck", "kind.ship.plan": "Stops planned", "kind.pack.box": "Box taken", "kind.box.set": "Box on the list",
} as const;
