// Made by `tote types` from the Python definitions; changes go there.

import type { Text } from "./words";

/** What keeps a label from coming out: `error` of a print job, `why` of a printer. */
export const TROUBLES: Readonly<Record<string, Text>> = {
  paused: { en: "The printer is paused: press its pause button", zh: "打印机已暂停：请按暂停键恢复" },
  paper_out: { en: "The printer has no labels left: put in a new roll", zh: "打印机缺纸：请装入新标签卷" },
  head_open: { en: "The printer is open: close its head", zh: "打印机未合盖：请合上打印头" },
  ribbon_out: { en: "The printer has no ribbon left: put in a new one", zh: "打印机碳带用尽：请更换碳带" },
  busy: { en: "The printer still works on other labels", zh: "打印机正在打印其他标签" },
  fault: { en: "The printer reports a fault: switch it off and on", zh: "打印机报告故障：请关机后重新开机" },
  silent: { en: "The printer does not say how it is: is it open, too hot, or out of labels or ribbon?", zh: "打印机不回报状态：是否未合盖、过热、缺纸或缺碳带？" },
  no_host: { en: "Nothing on the network has the printer's name: check its address", zh: "网络上找不到该打印机：请检查地址" },
  no_answer: { en: "The printer does not answer: is it on, and on the network?", zh: "打印机无响应：请检查电源和网络" },
  turned_away: { en: "The printer takes no connection: somebody else may be printing, or its port is another one", zh: "打印机拒绝连接：可能正被他人占用，或端口不对" },
  not_allowed: { en: "The server may not connect to this address: see TOTE_PRINTER_NETWORKS", zh: "服务器不允许连接该地址：请查看 TOTE_PRINTER_NETWORKS 设置" },
  dropped: { en: "The connection broke while the label was sent: a part of it may have come out", zh: "发送标签时连接中断：可能已打印一部分" },
  stuck: { en: "The printer took the label and did not finish it: look at it", zh: "打印机已接收标签但未打完：请查看打印机" },
  interrupted: { en: "The server stopped while the label was sent: it may have come out already", zh: "发送标签时服务器停止：标签可能已经打出" },
  printer_off: { en: "The printer is not in use", zh: "打印机已停用" },
  printer_removed: { en: "The printer was taken away", zh: "打印机已移除" },
  unreadable: { en: "The label cannot be made any more: ask for a new one", zh: "该标签已无法生成：请重新打印" },
};
