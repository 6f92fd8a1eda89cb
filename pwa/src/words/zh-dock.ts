/** The sentences of the dock and of pallets in Chinese. */

export const dock = {
  "ship.none": "月台没有车", "ship.none_why": "车到后请新建装车单。", "ship.open": "车已到", "ship.dock": "月台", "ship.carrier": "承运商",
  "ship.vehicle": "车牌", "ship.opened": "装车单已建", "ship.cartons": "{n} 箱", "ship.wait": "{n} 箱待装",
  "ship.scan": "逐箱扫描装车", "ship.on": "已装车", "ship.waiting": "仍在月台", "ship.twice": "重复", "ship.wrong": "错误",
  "ship.loaded": "订单 {order} 第 {n} 箱", "ship.unload": "卸下", "ship.unloaded": "已卸下",
  "ship.halves": "这些订单还有 {n} 箱在月台上", "ship.hand_over": "交接", "ship.driver": "司机姓名", "ship.seal": "封条号",
  "ship.sign": "车辆带 {n} 箱出发", "ship.handed_over": "已交接给 {driver}", "ship.pallet": "托盘，共 {n} 箱",
  "ship.signature": "司机签字", "ship.sign_again": "重签", "ship.sealed": "封条 {seal}", "ship.driver_first": "请先填写司机姓名",
  "ship.sign_do": "司机姓名、封条号（可扫描）、签字", "ship.choose": "请选择车辆", "ship.at_dock": "{dock}：请为车辆新建装车单",
  "ship.signed": "已签字", "ship.print": "打印装车单",
  "ship.due": "{time} 前", "ship.list": "装车单 {number}", "pallet.title": "码托盘", "pallet.new": "新托盘",
  "pallet.scan": "每放一箱扫描一次", "pallet.none": "没有托盘", "pallet.others": "现有托盘", "pallet.more": "继续码放",
  "pallet.close": "封托盘", "pallet.closed": "托盘已封：{n} 箱", "pallet.off": "已从托盘取下", "pallet.on": "此托盘已有 {n} 箱", "hold.title": "质检扣留",
  "hold.none": "没有扣留", "hold.asked": "已提交", "hold.done": "已扣留：不得装车", "hold.released": "已放行", "hold.release": "放行",
  "hold.do": "扣留", "hold.what": "订单号或货品编号", "hold.lot": "批次", "hold.why": "原因", "slip.print": "打印装箱单",
  "ship.pending": "编号稍后生成", "ship.left": "今日已发",
} as const;
