/** 作业前检查的中文文字。 */

import type { checked as en } from "./en-checked";

export const checked: Record<keyof typeof en, string> = {
  "checked.title": "继续之前", "checked.noted": "已记录", "checked.type": "请输入读数", "checked.yes": "是", "checked.no": "否",
  "checked.told": "已通知组长", "checked.told_do": "确认安全后再继续。记录已保留。",
  "checked.unable": "现在无法检查", "checked.why": "给组长的备注（可不填）", "checked.minus": "正负号",
  "checked.first": "请先回答此问题", "checked.between": "正常范围：{low} 至 {high} {unit}", "checked.from": "正常：{low} {unit} 及以上",
  "checked.to": "正常：{high} {unit} 及以下", "checked.sure": "读数确实是 {figure} {unit} 吗？",
  "checked.sure_do": "如果是，请再按一次，将通知组长。如果不是，请重新输入。",
  "checks.title": "作业前检查", "checks.why": "在某个步骤之前显示的问题，有人检查后才消失。结果不正常时会在此生成任务；作业照常进行。",
  "checks.none": "尚未设置检查", "checks.add": "添加检查", "checks.change": "修改", "checks.off": "不再询问", "checks.on": "重新询问",
  "checks.saved": "从现在起按此询问", "checks.ended": "不再询问", "checks.en": "英文问题", "checks.zh": "中文问题",
  "checks.kind": "回答方式", "checks.yes_no": "是或否", "checks.figure": "数值", "checks.unit": "单位，例如 °C",
  "checks.least": "下限", "checks.most": "上限", "checks.step": "在此之前", "checks.zone": "仅限区域", "checks.anywhere": "所有区域",
  "checks.per": "回答对谁有效", "checks.person": "回答者本人", "checks.floor": "所有人", "checks.hours": "有效小时数",
  "checks.last": "{answer}，{name}", "checks.never": "尚未回答", "checks.unable": "无法检查",
  "checks.entries": "最近 31 天的回答", "checks.file": "导出文件", "checks.bad": "不正常", "checks.every": "{who}，{n} 小时内有效",
  "checks.bounds": "上下限须为数值，例如 -18 或 4.5", "checks.inactive": "未启用",
  "checks.at.home": "任何作业", "checks.at.pick": "拣货", "checks.at.pack": "打包", "checks.at.ship": "发货", "checks.at.receive": "收货",
  "checks.at.move": "上架、移库", "checks.at.returns": "退货", "checks.at.count": "盘点",
  "act.see_to_it": "请处理", "kind.checkpoint.set": "作业前检查", "kind.checkpoint.answer": "作业前检查的回答",
};
