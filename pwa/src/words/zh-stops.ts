/** The sentences of a truck's stops and of the board of the docks, in Chinese. */

export const stops = {
  "dock.plan": "计划站点", "dock.change": "更改站点", "dock.plan_do": "请按行车顺序点选地址，或扫描各站的一个纸箱。",
  "dock.road": "站点（先到者在前）", "dock.addresses": "尚未安排到本车", "dock.nothing": "没有等待装车的订单",
  "dock.sooner": "提前", "dock.remove": "移除", "dock.save": "确认站点", "dock.planned": "已计划 {n} 站",
  "dock.added": "第 {n} 站：{name}", "repeated.stop_planned": "此站已计划", "wrong.not_to_plan": "没有等待装车的此订单",
  "dock.stop": "第 {n} 站", "dock.next": "下一个：订单 {order}，第 {stop} 站", "dock.to_load": "待装（最后一站先装）", "dock.others": "不属本车",
  "dock.turn": "第 {stop} 站的订单 {order} 应先装", "dock.turn_do": "已计入。请在其后留出空间，或先装另一单。",
  "dock.early": "发车时缺少 {orders}：退回月台，等待下一辆车。",
  "dock.board": "月台看板", "dock.free": "无车", "dock.n.loaded": "已装", "dock.n.expected": "应装", "dock.n.missing": "未装", "dock.n.held": "扣留",
  "dock.why.not_picked": "{order} 尚未拣货", "dock.why.to_pack": "{order} 等待打包", "dock.why.packing": "{order} 正在打包",
  "dock.why.held": "{order} 被质检扣留", "dock.why.other_truck": "{order} 在另一辆车上",
  "act.back_to_dock": "请退回月台，等待下一辆车", "kind.ship.plan": "计划站点", "kind.pack.box": "选用箱型", "kind.box.set": "箱型列表",
} as const;
