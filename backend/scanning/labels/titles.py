"""The printed titles, in both languages."""

from __future__ import annotations

from backend.scanning.labels.kinds import Lang

TITLES: dict[str, tuple[str, str]] = {
    "from": ("FROM", "发货方"),
    "to": ("SHIP TO", "收货方"),
    "return_to": ("RETURN TO", "退回至"),
    "carrier": ("CARRIER", "承运商"),
    "service": ("SERVICE", "服务"),
    "route": ("ROUTE", "路由"),
    "phone": ("PHONE", "电话"),
    "order": ("ORDER", "订单"),
    "carton": ("CARTON", "箱号"),
    "cartons": ("CARTONS", "箱数"),
    "weight": ("WEIGHT", "重量"),
    "purchase_order": ("CUSTOMER PO", "客户订单号"),
    "dangerous": ("DANGEROUS GOODS", "危险货物"),
    "content": ("CONTENT (GTIN)", "内装 (GTIN)"),
    "count": ("COUNT", "数量"),
    "lot": ("LOT", "批号"),
    "expiry": ("USE BY", "有效期"),
    "best_before": ("BEST BEFORE", "保质期"),
    "units": ("UNITS", "件数"),
    "return": ("RETURN", "退货"),
    "customer": ("CUSTOMER", "客户"),
    "location": ("LOCATION", "货位"),
    "tote": ("TOTE", "周转箱"),
    "badge": ("BADGE", "工牌"),
    "command": ("SCAN TO", "扫描执行"),
    "check": ("CHECK", "校验"),
    "pallet": ("PALLET", "托盘"),
    "sscc": ("SSCC", "SSCC"),
    "reprint": ("REPRINT", "补打"),
}
COMMANDS: dict[str, tuple[str, str]] = {
    "CONFIRM": ("Confirm what is on the screen", "确认屏幕上的操作"),
    "SHORT": ("Report that goods are missing", "报告缺货"),
    "UNDO": ("Take back the last scan", "撤销上一次扫描"),
    "FULL": ("This tote or carton is full", "周转箱或纸箱已满"),
    "DONE": ("This task is finished", "本任务已完成"),
    "NEXT": ("Go on to the next", "转到下一项"),
    "CANCEL": ("Leave without a change", "取消，不作更改"),
    "YES": ("Yes", "是"),
    "NO": ("No", "否"),
    "PRINT": ("Print the label", "打印标签"),
    "LOOK": ("See what something is, and where", "查看是什么、在哪里"),
    "HELP": ("Call for help", "呼叫帮助"),
    "SCRAP": ("Scrap what came back", "退回货品报废"),
    "WHY-EMPTY": ("Missing: the shelf is empty", "缺货：货位已空"),
    "WHY-DAMAGED": ("Reason: damaged", "原因：破损"),
    "WHY-OTHER": ("Missing: another item lies there", "缺货：货位上是其他货品"),
    "WHY-REACH": ("Missing: cannot be reached", "缺货：无法取到"),
    "WHY-EXPIRED": ("Reason: too old", "原因：已过期"),
    "WHY-WRONG": ("Reason: wrong goods", "原因：货品不对"),
    "WHY-QUALITY": ("Reason: poor quality", "原因：质量不合格"),
    "WHY-EXTRA": ("Reason: not ordered", "原因：未订购"),
    "WHY-UNWANTED": ("Reason: not wanted", "原因：客户不要"),
    "WHY-DEFECT": ("Reason: does not work", "原因：无法使用"),
    "WHY-REFUSED": ("Reason: not accepted", "原因：拒收"),
}
"""What each command does."""


def title(name: str, lang: Lang) -> str:
    """A printed title."""
    return TITLES[name][lang == "zh"]
