"""What each problem is called, how bad it is, and what it says. `{value}` is the cell, `{more}` a second value."""

from __future__ import annotations

from typing import NamedTuple

from backend.exchange.intake.shopify.drafts import Severity


class Words(NamedTuple):
    """A problem's severity and its sentence in both languages."""

    severity: Severity
    en: str
    zh: str


def _error(en: str, zh: str) -> Words:
    return Words("error", en, zh)


def _notice(en: str, zh: str) -> Words:
    return Words("notice", en, zh)


WORDS: dict[str, Words] = {
    # the file
    "file_empty": _error("The file is empty.", "文件是空的。"),
    "file_too_big": _error(
        "The file is larger than {more} MB. Export fewer orders at a time.", "文件超过 {more} MB，请分批导出。"
    ),
    "file_too_long": _error(
        "The file has more than {more} rows. Export fewer orders at a time.", "文件超过 {more} 行，请分批导出。"
    ),
    "file_not_csv": _error(
        "This is not a CSV file. In a spreadsheet, save it as “CSV UTF-8”.",
        "这不是 CSV 文件。请在表格软件中另存为“CSV UTF-8”。",
    ),
    "header_missing": _error(
        "The column “{more}” is missing. Is this an orders export?", "缺少“{more}”列。这是订单导出文件吗？"
    ),
    "header_twice": _error("The column “{more}” is there twice.", "“{more}”列出现了两次。"),
    "encoding_guessed": _notice(
        "The file is not UTF-8. It was read as {more}; check that “{value}” looks right.",
        "文件不是 UTF-8，已按 {more} 读取，请核对“{value}”是否正确。",
    ),
    "file_unreadable": _error(
        "Too many quotation marks do not match: nothing was read from this row on.",
        "太多引号不匹配，从此行起未读取。",
    ),
    # a row
    "quote_bad": _error("The quotation marks in this row do not match.", "此行的引号不匹配。"),
    "row_short": _error(
        "The row ends early: it has {value} of {more} columns.", "此行不完整：只有 {value} 列，应为 {more} 列。"
    ),
    "row_long": _error(
        "The row has {value} columns, the header has {more}.", "此行有 {value} 列，表头只有 {more} 列。"
    ),
    "text_damaged": _error("“{value}” has characters that cannot be read.", "“{value}”含有无法识别的字符。"),
    "text_long": _error("The text is longer than {more} characters.", "文字超过 {more} 个字符。"),
    "missing": _error("“{more}” is empty.", "“{more}”为空。"),
    "quantity_bad": _error(
        "“{value}” is not a quantity: a whole number from 1 to {more} is needed.",
        "“{value}”不是有效数量，应为 1 到 {more} 的整数。",
    ),
    "money_bad": _error("“{value}” is not an amount in {more}.", "“{value}”不是有效的 {more} 金额。"),
    "currency_bad": _error("“{value}” is not a currency (ISO 4217).", "“{value}”不是有效的货币代码（ISO 4217）。"),
    "time_bad": _error(
        "“{value}” is not a time such as 2026-11-20 09:15:02 +0100.",
        "“{value}”不是有效时间，例如 2026-11-20 09:15:02 +0100。",
    ),
    "time_no_zone": _notice("“{value}” has no time zone; it was taken as UTC.", "“{value}”没有时区，按 UTC 处理。"),
    "email_bad": _error("“{value}” is not an e-mail address.", "“{value}”不是有效的电子邮箱。"),
    "country_bad": _error(
        "“{value}” is not a country code (ISO 3166, two letters).",
        "“{value}”不是有效的国家代码（ISO 3166 两位字母）。",
    ),
    "billing_country_bad": _notice(
        "“{value}” is not a country code; the bill's country was left empty.",
        "“{value}”不是有效的国家代码，账单国家留空。",
    ),
    "status_bad": _error("“{value}” is not a status that Tote knows.", "“{value}”不是已知的状态。"),
    "yes_no_bad": _error("“{value}” is neither true nor false.", "“{value}”既不是 true 也不是 false。"),
    "id_rounded": _notice(
        "A spreadsheet has rounded the Id “{value}”; the order goes by its number {more}.",
        "表格软件已将 Id“{value}”四舍五入，改用订单号 {more}。",
    ),
    "notes_cut": _notice(
        "The note is longer than {more} characters and was cut.",
        "备注超过 {more} 个字符，已截断。",
    ),
    # an order
    "order_no_head": _error(
        "The first row of order {more} is not in the file: its address and total are unknown.",
        "文件中没有订单 {more} 的首行，缺少地址和总额。",
    ),
    "order_left_out": _error(
        "Left out, for another row of order {more} is bad: an order goes in whole or not at all.",
        "因订单 {more} 的其他行有误而未导入：订单须完整导入。",
    ),
    "order_may_go_on": _error(
        "Left out: the rows below order {value} have no order of their own and may be lines of it.",
        "订单 {value} 下方的行没有对应的订单，可能属于该订单，因此未导入。",
    ),
    "order_too_long": _error("Order {value} has more than {more} lines.", "订单 {value} 超过 {more} 行。"),
    "order_twice_same": _notice(
        "Order {value} is in the file twice, both the same (see row {more}); this copy was passed over.",
        "订单 {value} 在文件中重复且内容相同（见第 {more} 行），此份已略过。",
    ),
    "order_twice_differs": _error(
        "Order {value} is in the file twice and they differ (see row {more}); neither goes in.",
        "订单 {value} 在文件中出现两次且内容不同（见第 {more} 行），均未导入。",
    ),
    "id_twice": _error(
        "Two orders have the Id {value} (see row {more}); neither goes in.",
        "两个订单的 Id 同为 {value}（见第 {more} 行），均未导入。",
    ),
    "order_cancelled": _notice(
        "Skipped: order {more} was cancelled at {value}.", "已跳过：订单 {more} 已于 {value} 取消。"
    ),
    "order_refunded": _notice(
        "Skipped: the payment of order {more} is {value}.", "已跳过：订单 {more} 的付款状态为 {value}。"
    ),
    "order_fulfilled": _notice(
        "Skipped: order {more} is already {value}.", "已跳过：订单 {more} 的发货状态为 {value}。"
    ),
    "order_nothing_to_ship": _notice(
        "Skipped: order {more} has nothing to ship.", "已跳过：订单 {more} 没有需要发货的商品。"
    ),
    "order_part_refunded": _notice(
        "Part of order {more} was refunded; the file does not say which part.",
        "订单 {more} 已部分退款，文件未说明是哪一部分。",
    ),
    "total_differs": _notice(
        "The lines, fees and tax come to {more}, the order says {value}.", "各项合计为 {more}，订单总额为 {value}。"
    ),
    # a line
    "line_no_shipping": _notice("Skipped: “{value}” needs no shipping.", "已跳过：“{value}”无需发货。"),
    "line_fulfilled": _notice("Skipped: “{value}” is already shipped.", "已跳过：“{value}”已发货。"),
    "line_part_fulfilled": _error(
        "“{value}” is shipped in part; the file does not say how much is left.",
        "“{value}”已部分发货，文件未说明剩余数量。",
    ),
}
