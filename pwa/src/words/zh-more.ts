/** 其余界面文字（简体中文）。The keys are those of `en-more.ts`. */

import type { More } from "./en-more";

export const more: Record<More, string> = {
  figures: "数字", delete: "删除", show_more: "再显示 {n} 条", save: "保存", cancel: "取消", all: "全部", none: "无",
  close: "关闭", units: "{n} 件",

  "pack.none": "没有待打包的订单", "pack.none_why": "拣货车交到打包台后，订单会出现在这里。",
  "pack.scan_tote": "扫描周转箱打开订单", "pack.list": "待打包", "pack.lines": "{n} 行", "pack.carton": "第 {n} 箱",
  "pack.first": "取一个纸箱", "pack.take": "取第 {n} 箱", "pack.scan": "逐件扫描放入纸箱",
  "pack.into": "已装 {n}/{of}", "pack.close": "封箱", "pack.weight": "重量（克）", "pack.weigh": "称第 {n} 箱",
  "pack.expected": "账面约 {weight}", "pack.closed": "第 {n} 箱已封", "pack.label": "标签",
  "pack.label_wait": "联网后显示标签。", "pack.label_later": "服务器编号后显示标签。", "pack.print": "打印",
  "pack.finish": "完成订单", "pack.finished": "订单 {order} 已打包", "pack.left": "剩 {n} 件",
  "pack.all_in": "全部装完", "pack.take_out": "取出一件", "pack.taken_out": "已从箱中取出 1 件",
  "pack.cartons": "纸箱", "pack.gone": "此订单现在不需要打包",

  "ship.none": "月台没有车", "ship.none_why": "车到后请新建装车单。", "ship.open": "车已到", "ship.dock": "月台",
  "ship.carrier": "承运商", "ship.vehicle": "车牌", "ship.opened": "装车单已建", "ship.cartons": "{n} 箱",
  "ship.wait": "{n} 箱待装", "ship.scan": "逐箱扫描装车", "ship.on": "已装车", "ship.waiting": "仍在月台",
  "ship.twice": "重复", "ship.wrong": "错误", "ship.loaded": "订单 {order} 第 {n} 箱", "ship.unload": "卸下",
  "ship.unloaded": "已卸下", "ship.halves": "这些订单还有 {n} 箱在月台上", "ship.hand_over": "交接",
  "ship.driver": "司机姓名", "ship.seal": "封条号", "ship.sign": "车辆带 {n} 箱出发",
  "ship.handed_over": "已交接给 {driver}", "ship.pending": "编号稍后生成", "ship.left": "今日已发",

  "lead.runs": "拣货单", "lead.no_runs": "没有进行中的拣货单", "lead.no_runs_why": "请把已批准的订单下发到现场。",
  "lead.waits": "尚无人领取", "lead.rate": "{n} 件/小时", "lead.tasks": "待处理", "lead.no_tasks": "没有待处理事项",
  "lead.flow": "现场订单", "lead.age": "{age}前", "lead.counted": "实有多少件？", "lead.settle": "处理",
  "lead.settled": "已处理", "lead.by": "由 {name}",

  "order.stage": "阶段", "order.inbox": "待审核", "order.all": "全部订单", "order.none": "没有待您处理的订单",
  "order.none_why": "需要审批的新订单会自动出现在这里。", "order.number": "订单 {number}", "order.customer": "客户",
  "order.guest": "无账户", "order.total": "合计", "order.credit": "剩余额度", "order.credit_of": "{left} / {limit}",
  "order.placed": "下单", "order.due": "要求送达", "order.channel": "渠道", "order.ship_to": "收货地址",
  "order.payment": "付款", "order.lines": "明细", "order.item": "商品", "order.ordered": "订购", "order.free": "可用",
  "order.price": "单价", "order.reserved": "预留", "order.packed": "已装", "order.shipped": "已发",
  "order.approve": "批准", "order.reject": "拒绝", "order.backorder": "批准，余量后补", "order.approved": "已批准",
  "order.rejected": "已拒绝", "order.sent": "已提交，等待答复", "order.why": "拒绝原因？",
  "order.held": "暂停：{reason}", "order.hold": "暂停", "order.resume": "继续", "order.cancel": "取消订单",
  "order.story": "经过", "order.story_offline": "联网后显示经过。", "order.pick_one": "请选择订单",
  "order.keys": "快捷键：A 批准，R 拒绝", "order.findings": "待审原因", "order.limit": "{value}，限 {limit}",
  "order.lacks": "缺 {n}", "order.search": "搜索单号或姓名", "order.own": "我的订单",

  "release.title": "下发到现场", "release.none": "没有待下发的订单", "release.none_why": "请先批准订单。",
  "release.do": "下发 {n} 个订单", "release.choose": "选择同一拣货车的订单", "release.done": "拣货单已下发",
  "release.first": "前 {n} 个",

  "people.none": "没有人员", "people.everywhere": "所有仓库", "people.revoke": "收回", "people.revoked": "已收回",
  "people.off": "没有角色",

  "kept.sent": "全部已发送", "kept.sent_why": "您的操作会保存在本机，直到服务器收到。", "kept.waiting": "等待发送",
  "kept.need": "需要您处理", "kept.safe": "所有内容都安全保存在本机。", "kept.n": "第 {n} 条",

  "device.person": "已登录", "device.sign_out": "退出登录", "device.sign_out_kept": "{n} 条未发送，将保留在本机",
  "device.language": "语言", "device.size": "字号", "device.hand": "拇指栏", "device.left": "左手",
  "device.right": "右手", "device.theme": "颜色", "device.light": "浅色", "device.dark": "深色",
  "device.system": "跟随设备", "device.sound": "声音测试", "device.version": "版本",
  "device.kept_good": "数据已长期保存", "device.kept_maybe": "浏览器可能清除数据：请安装 Tote",
  "device.scanner": "扫描测试", "device.scanner_do": "随便扫一下，会显示在这里",
  "device.slow_sound": "声音延迟 {ms} 毫秒：请使用设备自带扬声器",

  "tone.right": "正确", "tone.done": "本行完成", "tone.wrong": "错误", "tone.decide": "请您决定",
  "tone.repeated": "已计数",

  "stage.review": "审核", "stage.approved": "已批准", "stage.released": "已下发", "stage.picking": "拣货中",
  "stage.picked": "已拣", "stage.packing": "打包中", "stage.packed": "已打包", "stage.loaded": "已装车",
  "stage.shipped": "已发货", "stage.rejected": "已拒绝", "stage.cancelled": "已取消",

  "role.picker": "拣货员", "role.packer": "打包员", "role.dock": "装卸员", "role.lead": "现场组长",
  "role.sales": "销售", "role.manager": "经理", "role.finance": "财务", "role.service": "客服",
  "role.admin": "管理员", "role.system": "系统",

  "finding.customer_unknown": "未登记的客户", "finding.customer_blocked": "客户 {value} 已被冻结",
  "finding.credit": "欠款将达 {value}，额度为 {limit}", "finding.currency": "订单币种 {value}，客户币种 {limit}",
  "finding.new_customer": "新客户：{value}，自动批准上限 {limit}",
  "finding.amount": "金额 {value}，自动批准上限 {limit}", "finding.address": "地址缺少：{value}",
  "finding.unpaid": "未付款且无信用额度（{value}）", "finding.stock_short": "库存不足：{value}",
  "finding.price_zero": "没有价格：{value}",

  "why.credit": "信用", "why.price": "价格", "why.stock": "库存", "why.address": "地址", "why.fraud": "欺诈",
  "why.other": "其他", "why.customer": "客户要求",

  "act.put_back": "请将 {n} 件放回 {place}", "act.recount": "请盘点 {place}", "act.scan_tote": "请扫描正确的周转箱",
  "act.put_tote_aside": "请把周转箱 {place} 放到一边", "act.take_empty_tote": "请取空周转箱",
  "act.pick_rest": "请补拣 {n} 件", "act.move_to_tote": "请从 {place} 移出 {n} 件",
  "act.check_lot": "请核对 {place} 的批次", "act.open_and_check": "请开箱核对", "act.close_carton": "请封箱",
  "act.look_on_cart": "请在拣货车上找 {n} 件", "act.do_not_pack": "请勿打包", "act.take_new_carton": "请取新纸箱",
  "act.unpack": "请拆箱", "act.take_out": "请取出 {n} 件", "act.set_aside": "请放到一边",
  "act.check_carton": "请核对纸箱", "act.take_off": "请从车上卸下", "act.check_list": "请核对另一张装车单",
  "act.look_at_orders": "请检查未完成订单", "act.check": "请核查",

  "choice.done": "已完成", "choice.recount": "已盘点", "choice.found": "找到了", "choice.moved": "已移",
  "choice.accept": "接受", "choice.put_back_done": "已放回", "choice.contents_right": "内容正确",
  "choice.repacked": "已重装", "choice.taken_out": "已取出", "choice.leave_out": "不含此单", "choice.wait": "等待",
  "choice.take_over": "接手", "choice.other_run": "换一张", "choice.discard": "放弃", "choice.retry": "重试",
  "choice.ask_supervisor": "找组长", "choice.look_again": "再看一下", "choice.backorder": "余量后补",
  "choice.ok": "知道了", "choice.seen": "知道了",

  "kind.order.place": "下单", "kind.order.approve": "批准订单", "kind.order.reject": "拒绝订单",
  "kind.order.hold": "暂停订单", "kind.order.resume": "继续订单", "kind.order.cancel": "取消订单",
  "kind.pick.release": "下发", "kind.pick.claim": "领取拣货单", "kind.pick.bind": "绑定周转箱",
  "kind.pick.scan": "拣货", "kind.pick.put": "放入周转箱", "kind.pick.put_back": "放回", "kind.pick.short": "缺货",
  "kind.pick.found": "找到", "kind.pick.hand_over": "交接拣货车", "kind.pack.open": "取箱", "kind.pack.scan": "装箱",
  "kind.pack.take_out": "取出", "kind.pack.close": "封箱", "kind.pack.finish": "订单打包完成",
  "kind.ship.open": "新建装车单", "kind.ship.load": "装车", "kind.ship.unload": "卸下",
  "kind.ship.hand_over": "交接车辆", "kind.stock.receive": "收货", "kind.stock.count": "盘点",
  "kind.task.settle": "处理任务", "kind.people.add": "新增人员", "kind.people.grant": "分配角色",
  "kind.people.revoke": "收回角色",
};
