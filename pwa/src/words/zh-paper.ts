/** 纸单作业的中文文字。 */

import type { paper as en } from "./en-paper";

export const paper: Record<keyof typeof en, string> = {
  "paper.title": "纸单", "paper.why": "设备故障或停电时使用。请提前打印：班次开始时打印，有新作业时再打印。之后录入纸上的内容，每行只计一次。",
  "paper.print": "打印", "paper.enter": "录入已填写的纸单", "paper.scan": "扫描纸单上的任意条码", "paper.code": "或输入编号，例如 P-R-R0001",
  "paper.open": "打开纸单", "paper.unknown": "这不是我们的纸单", "paper.unknown_do": "请扫描顶部的大条码，或输入条码下方的编号。",
  "paper.all_runs": "打印全部 {n} 张拣货单", "paper.places": "盘点：货位、区域或货品编号", "paper.print_places": "打印盘点单",
  "paper.no_place": "没有此货位或货品", "paper.do": "按打印数量完成的行，扫描该行条码；否则输入数量。留空的行不录入。",
  "paper.do_count": "请先录入纸单上的拣货和收货，最后录入盘点。",
  "paper.by": "执行人", "paper.at": "时间", "paper.totes": "周转箱", "paper.taken": "实拣", "paper.came": "实收", "paper.away": "拒收", "paper.counted": "实盘",
  "paper.all": "全部 {n} 件", "paper.line": "{n} × {what}", "paper.entered": "已录入", "paper.all_in": "已全部录入", "paper.save": "录入", "paper.saved": "已录入",
  "paper.tote_first": "请先扫描或输入周转箱", "paper.first": "请先录入此纸单", "paper.who": "请先选择执行人", "paper.nothing": "尚未填写数量", "paper.not_here": "不在此纸单上",
  "paper.moved": "打印后此货位有货品变动。数量与账面不符时，由他人复盘。",
  "act.check_paper": "请核对纸单", "kind.paper.enter": "纸单的一行",
};
