"""Why a label does not come out, in words that tell the hands what to do; and why a printer cannot be asked."""

from __future__ import annotations

TROUBLES: dict[str, tuple[str, str]] = {
    "paused": ("The printer is paused: press its pause button", "打印机已暂停：请按暂停键恢复"),
    "paper_out": ("The printer has no labels left: put in a new roll", "打印机缺纸：请装入新标签卷"),
    "head_open": ("The printer is open: close its head", "打印机未合盖：请合上打印头"),
    "ribbon_out": ("The printer has no ribbon left: put in a new one", "打印机碳带用尽：请更换碳带"),
    "busy": ("The printer still works on other labels", "打印机正在打印其他标签"),
    "fault": ("The printer reports a fault: switch it off and on", "打印机报告故障：请关机后重新开机"),
    "silent": (
        "The printer does not say how it is: is it open, too hot, or out of labels or ribbon?",
        "打印机不回报状态：是否未合盖、过热、缺纸或缺碳带？",
    ),
    "no_host": ("Nothing on the network has the printer's name: check its address", "网络上找不到该打印机：请检查地址"),
    "no_answer": ("The printer does not answer: is it on, and on the network?", "打印机无响应：请检查电源和网络"),
    "turned_away": (
        "The printer takes no connection: somebody else may be printing, or its port is another one",
        "打印机拒绝连接：可能正被他人占用，或端口不对",
    ),
    "not_allowed": (
        "The server may not connect to this address: see TOTE_PRINTER_NETWORKS",
        "服务器不允许连接该地址：请查看 TOTE_PRINTER_NETWORKS 设置",
    ),
    "dropped": (
        "The connection broke while the label was sent: a part of it may have come out",
        "发送标签时连接中断：可能已打印一部分",
    ),
    "stuck": ("The printer took the label and did not finish it: look at it", "打印机已接收标签但未打完：请查看打印机"),
    "interrupted": (
        "The server stopped while the label was sent: it may have come out already",
        "发送标签时服务器停止：标签可能已经打出",
    ),
    "printer_off": ("The printer is not in use", "打印机已停用"),
    "printer_removed": ("The printer was taken away", "打印机已移除"),
    "unreadable": ("The label cannot be made any more: ask for a new one", "该标签已无法生成：请重新打印"),
}  # fmt: skip
"""By code: what `PrintJob.error` and `Printer.why` may be, in English and Chinese."""
