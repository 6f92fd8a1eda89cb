// Made by `tote types` from the Python definitions; changes go there.

export interface StageRule {
  readonly owner: string;
  readonly steps: Readonly<Record<string, string>>;
  readonly minutesMax: number | null;
  readonly en: string;
  readonly zh: string;
}

/** The stages of an order, in the order of the day; `steps`: op kind to the stage that it leads to. */
export const ORDER_LIFE: Readonly<Record<string, StageRule>> = {
  review: { owner: "manager", steps: {"order.approve": "approved", "order.reject": "rejected", "order.cancel": "cancelled"}, minutesMax: 60, en: "Review", zh: "审核" },
  approved: { owner: "lead", steps: {"pick.release": "released", "order.cancel": "cancelled"}, minutesMax: 240, en: "Approved", zh: "已批准" },
  released: { owner: "picker", steps: {"pick.claim": "picking", "order.cancel": "cancelled"}, minutesMax: 120, en: "Released", zh: "已下发" },
  picking: { owner: "picker", steps: {"pick.hand_over": "picked", "order.cancel": "cancelled"}, minutesMax: 60, en: "Picking", zh: "拣货中" },
  picked: { owner: "packer", steps: {"pack.open": "packing", "order.cancel": "cancelled"}, minutesMax: 60, en: "Picked", zh: "已拣" },
  packing: { owner: "packer", steps: {"pack.finish": "packed", "order.cancel": "cancelled"}, minutesMax: 30, en: "Packing", zh: "打包中" },
  packed: { owner: "dock", steps: {"ship.load": "loaded"}, minutesMax: 240, en: "Packed", zh: "已打包" },
  loaded: { owner: "dock", steps: {"ship.hand_over": "shipped", "ship.unload": "packed"}, minutesMax: 120, en: "Loaded", zh: "已装车" },
  shipped: { owner: "", steps: {}, minutesMax: null, en: "Shipped", zh: "已发货" },
  rejected: { owner: "", steps: {}, minutesMax: null, en: "Rejected", zh: "已拒绝" },
  cancelled: { owner: "", steps: {}, minutesMax: null, en: "Cancelled", zh: "已取消" },
};
