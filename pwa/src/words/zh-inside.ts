/** 到货预告、拣货面和退款的界面文字（简体中文）。The keys are those of `en-inside.ts`. */

import type { InsideWord } from "./en-inside";

export const inside: Record<InsideWord, string> = {
  "ann.title": "预告到货", "ann.house": "送到哪个仓库？", "ann.supplier": "供应商", "ann.number": "采购单号或通知单号",
  "ann.due": "预计到货日期（如已知）", "ann.lines": "到货内容", "ann.units": "件数", "ann.add": "扫描货品，或输入名称",
  "ann.do": "预告", "ann.done": "已预告：{number}",
  "face.title": "拣货面", "face.scan_place": "扫描货位", "face.scan_goods": "扫描该货位存放的货品",
  "face.numbers": "应存放多少件？", "face.any": "哪种货品从哪个货位拣？", "face.least": "下限", "face.most": "上限",
  "face.end": "不再作为拣货面", "face.ended": "{place} 不再是拣货面", "face.set": "{place} 存放 {least} 至 {most} 件",
  "face.other": "换一个", "face.none": "还没有拣货面：请扫描货位。", "face.span": "{least} 至 {most}", "wrong.not_a_bin": "这不是拣货位",
  "refund.title": "退款", "refund.none": "没有退款申请", "refund.none_why": "退货完成后会提出申请。",
  "refund.over": "最近已处理", "refund.blind": "无标签：请查明客户", "refund.no_amount": "金额未知",
  "refund.parts": "共退回 {units} 件：上架 {restocked}，隔离 {quarantined}，报废 {scrapped}",
  "refund.refunded": "已退款", "refund.refuse": "不退款", "refund.why": "原因？",
  "refund.open": "去处理", "kind.returns.refund": "退款",
  "choice.refunded": "已退款", "choice.refused": "不退款", "choice.asked": "重新处理",
};
