// Made by `tote types` from the Python definitions; changes go there.

/** The stages of an order, in the order of the day; each with the op kinds that lead on, and whereto. */
export const ORDER_LIFE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  review: {"order.approve": "approved", "order.reject": "rejected", "order.cancel": "cancelled"},
  approved: {"pick.release": "released", "order.cancel": "cancelled"},
  released: {"pick.claim": "picking", "order.cancel": "cancelled"},
  picking: {"pick.hand_over": "picked", "order.cancel": "cancelled"},
  picked: {"pack.open": "packing", "order.cancel": "cancelled"},
  packing: {"pack.finish": "packed", "order.cancel": "cancelled"},
  packed: {"ship.load": "loaded"},
  loaded: {"ship.hand_over": "shipped", "ship.unload": "packed"},
  shipped: {},
  rejected: {},
  cancelled: {},
};
