/** 练习的界面文字（简体中文）。The keys are those of `en-practice.ts`. */

import type { Practice } from "./en-practice";

export const practice: Readonly<Record<Practice, string>> = {
  "practice.do": "练习拣货", "practice.do_receive": "练习收货", "practice.title": "练习", "practice.leave": "退出",
  "practice.here": "您面前有", "practice.torn": "破损标签", "practice.broken": "破损",
  "practice.empty": "这里没有了", "practice.good": "您可以独立作业", "practice.well": "做得好", "practice.alone": "一概不计，其他人也看不到。", "practice.more": "请再练习一下",
  "practice.right": "首次扫描 {scans} 次中正确 {right} 次；要求 {least} %",
  "practice.pace": "每行 {s} 秒；最多 {most} 秒", "practice.kept": "组长会看到此结果。其他均未计入。",
  "practice.again": "再来一次", "practice.told": "已练习：首扫 {scans} 次中正确 {right} 次，每行 {s} 秒",
  "practice.told_good": "可独立作业：首扫 {scans} 次中正确 {right} 次，每行 {s} 秒",
  "kind.people.practised": "已练习",
};
