/** 退货的界面文字（简体中文）。The keys are those of `en-returns.ts`. */

import type { ReturnsWord } from "./en-returns";

export const returns: Record<ReturnsWord, string> = {
  "job.returns": "退货", "job.returns.n": "{n} 单退货处理中",
  "ret.none": "没有进行中的退货", "ret.none_why": "请扫描箱标、订单标签或货品。",
  "ret.scan_any": "扫描箱标、订单或货品", "ret.open": "没有标签", "ret.opened": "退货已开始",
  "ret.blind": "无标签", "ret.gone": "此退货已关闭", "ret.so_far": "已检 {n} 件",
  "ret.of": "已检 {n} / {all} 件", "ret.scan": "扫描退回的货品", "ret.what": "如何处理？",
  "ret.hand": "{product} {n} 件", "ret.ask_lot": "扫描或输入批次，没有可继续",
  "ret.restock": "重新上架", "ret.quarantine": "隔离", "ret.scrap": "报废",
  "ret.scan_place": "可再售？请扫描货位", "ret.any": "任意货位", "ret.or_any": "或其他货位",
  "ret.why": "退货原因？", "ret.reason.unwanted": "不想要", "ret.reason.damaged": "破损",
  "ret.reason.defective": "故障", "ret.reason.wrong_goods": "错货", "ret.reason.expired": "过期",
  "ret.reason.refused": "拒收", "ret.did.restock": "{product} {n} 件已放到 {place}",
  "ret.did.quarantine": "已隔离：{product} {n} 件", "ret.did.scrap": "已报废：{product} {n} 件",
  "ret.taken_back": "已撤回：{product} {n} 件", "ret.close": "关闭退货", "ret.closed": "退货已关闭",
  "wrong.no_quarantine": "本仓没有隔离位", "wrong.in_hand_first": "请先处理手上的货品",
  "kind.returns.open": "开始退货", "kind.returns.inspect": "检查退货", "kind.returns.take_back": "撤回退货", "kind.returns.close": "完成退货",
};
