/** 收货与移库的界面文字（简体中文）。The keys are those of `en-inbound.ts`. */

import type { InboundWord } from "./en-inbound";

export const inbound: Record<InboundWord, string> = {
  "job.receive": "收货", "job.receive.n": "预计 {n} 批到货",
  "job.move": "上架与移库", "job.move.n": "收货区有 {n} 项待上架",
  "in.none": "没有预计到货", "in.none_why": "预告的到货显示在此。未预告的请在下方开始。",
  "in.open": "未预告到货", "in.opened": "收货已开始", "in.unannounced": "未预告到货", "in.today": "今天",
  "in.to_come": "还差 {n} 件", "in.so_far": "已收 {n} 件", "in.gone": "此收货已关闭",
  "in.scan": "扫描到货", "in.to": "货放 {place}", "in.taken": "{product} {n} 件",
  "in.more": "同样再收", "in.add": "再加 {n}", "in.reject": "拒收", "in.reject_end": "继续收货",
  "in.why": "为何拒收？", "in.scan_reject": "扫描拒收的货",
  "in.rejected": "已拒收 {product} {n} 件", "in.rejected_n": "拒收 {n} 件",
  "in.taken_back": "已撤回 {product} {n} 件", "in.close": "关闭收货", "in.close_short": "仍然关闭",
  "in.not_yet": "还没有", "in.lacking": "少到 {n} 件", "in.closed": "收货已关闭",
  "in.ask_lot": "扫描或输入批次", "in.lot": "批次", "in.expiry": "到期日", "in.no_lot": "没有批次", "in.take": "收货",
  "in.reason.damaged": "破损", "in.reason.expired": "过期", "in.reason.wrong_goods": "货品不符",
  "in.reason.quality": "质量不佳", "in.reason.not_ordered": "未订购",
  "wrong.reason_first": "请先选择拒收原因", "wrong.unknown_place": "没有此货位",
  "wrong.in_hand": "请先放下手中的货", "wrong.same_place": "已在此处",
  "move.scan": "扫描货品或其所在货位", "move.scan_place": "扫描货位",
  "move.from": "从 {place}", "move.lifted": "手中：{product} {n} 件", "move.all": "全部", "move.any": "任意货位",
  "move.or_any": "或您放置的任何货位", "move.put": "{product} {n} 件已在 {place}",
  "move.apart": "已隔离在 {place}：{product} {n} 件", "move.back": "已放回 {place}：{product} {n} 件",
  "move.refill": "待补货货位", "move.short": "拣货缺货", "move.none": "这里没有待办",
  "move.none_why": "扫描货位即可从那里取货。",
  "kind.inbound.open": "开始收货", "kind.inbound.receive": "收货", "kind.inbound.reject": "拒收", "kind.inbound.take_back": "撤回收货", "kind.inbound.close": "完成收货", "kind.inbound.announce": "到货预告",
};
