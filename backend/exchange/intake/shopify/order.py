"""One copy of an order, from its rows to a draft, or to the reason why there is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, cast

from msgspec.structs import replace

from backend.exchange.intake.shopify.copies import Copy
from backend.exchange.intake.shopify.drafts import Address, OrderDraft, PaymentStatus
from backend.exchange.intake.shopify.fields import Fields
from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.lines import ReadLine, read_line
from backend.exchange.intake.shopify.money import exponent_of
from backend.exchange.intake.shopify.places import COUNTRIES
from backend.exchange.intake.shopify.sheet import SheetRow

LINES_MAX = 1_000
NUMBER_CHARS_MAX = 80
_WHOLE_ORDER = {"order_no_head", "order_too_long"}
_PAYABLE = {"authorized", "paid", "partially_paid", "partially_refunded", "pending", "unpaid"}
_PAID_BACK = {"refunded", "voided", "expired"}
_GONE = {"fulfilled", "restocked"}
_TO_SHIP = {"", "unfulfilled", "pending", "partial"}
_ROUNDED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+\Z")


def read_order(copy: Copy, finds: Finds, decimal_mark: str) -> OrderDraft | None:
    """The order of a copy, or None; then each of its rows has a problem that tells why."""
    draft = None
    if copy.head is None:
        bad = [row.row for row in copy.rows if row.row not in finds.bad_rows]
        if bad:
            finds.add(bad[0], "Name", "order_no_head", copy.name, copy.name, also=bad)
    elif len(copy.rows) > LINES_MAX:
        finds.add(copy.rows[0].row, "Name", "order_too_long", copy.name, str(LINES_MAX), also=copy.numbers)
    elif copy.head.row in finds.bad_rows:
        pass
    elif _skipped(copy, copy.head, finds):
        return None
    else:
        draft = _read(copy, copy.head, finds, decimal_mark)
    return draft if _sound(copy, finds) else None


def _skipped(copy: Copy, head: SheetRow, finds: Finds) -> bool:
    """Whether the shop is done with the order; all its rows are then explained by one notice."""
    fields = Fields(head, finds, ".")
    payment, shipped = fields.word("Financial Status"), fields.word("Fulfillment Status")
    for column, code, value, true in (
        ("Cancelled at", "order_cancelled", fields.line("Cancelled at"), bool(fields.line("Cancelled at"))),
        ("Financial Status", "order_refunded", payment, payment in _PAID_BACK),
        ("Fulfillment Status", "order_fulfilled", shipped, shipped in _GONE),
    ):
        if true:
            finds.add(head.row, column, code, value, copy.name, also=copy.numbers)
            return True
    return False


def _sound(copy: Copy, finds: Finds) -> bool:
    """Whether no row of the order is bad; if one is, the others are told that they stay out with it."""
    clean = [row.row for row in copy.rows if row.row not in finds.bad_rows]
    if len(clean) == len(copy.rows):
        return True
    told = {n for problem in finds.problems if problem.code in _WHOLE_ORDER for n in problem.also}
    clean = [row for row in clean if row not in told]
    if clean:
        finds.add(clean[0], "Name", "order_left_out", copy.name, copy.name, also=clean)
    return False


def _clean(copy: Copy, finds: Finds) -> bool:
    return not finds.bad_rows.intersection(copy.numbers)


def _read(copy: Copy, head: SheetRow, finds: Finds, decimal_mark: str) -> OrderDraft | None:
    fields = Fields(head, finds, decimal_mark)
    currency = fields.currency("Currency")
    read = [read_line(Fields(row, finds, decimal_mark), currency) for row in copy.rows if row.row not in finds.bad_rows]
    lines = tuple(line.draft for line in read if line.draft is not None)
    if not lines and _clean(copy, finds):
        finds.add(
            head.row, "Lineitem requires shipping", "order_nothing_to_ship", copy.name, copy.name, also=copy.numbers
        )
    if not lines:
        return None
    number = fields.line("Name", needed=True, chars_max=NUMBER_CHARS_MAX)
    order = OrderDraft(
        external_id=_external_id(fields, number),
        number=number,
        email=fields.email("Email"),
        placed_at=fields.time_ms("Created at"),
        currency=currency,
        lines=lines,
        shipping=_address(fields, "Shipping"),
        billing=_address(fields, "Billing"),
        total=fields.money("Total", currency, needed=True),
        shipping_fee=fields.money("Shipping", currency),
        discount=fields.money("Discount Amount", currency),
        tax=fields.money("Taxes", currency),
        payment_status=_payment(fields, copy.name),
        shipping_method=fields.line("Shipping Method"),
        discount_code=fields.line("Discount Code"),
        tags=_tags(fields),
        notes=fields.notes("Notes"),
    )
    # Of an order that stays out, half is not read: its total would be noise.
    return _with_total_checked(order, read, fields) if _clean(copy, finds) else None


def _external_id(fields: Fields, number: str) -> str:
    """The shop's `Id`. A spreadsheet writes it as 6.86615E+12: many orders then share it, so the number serves."""
    own = fields.line("Id", chars_max=NUMBER_CHARS_MAX)
    if _ROUNDED.match(own):
        fields.note("Id", "id_rounded", own, number)
        return number
    return own or number


def _payment(fields: Fields, name: str) -> PaymentStatus:
    status = fields.word("Financial Status")
    shipped = fields.word("Fulfillment Status")
    if status not in _PAYABLE:
        fields.note("Financial Status", "status_bad", status)
    if shipped not in _TO_SHIP:
        fields.note("Fulfillment Status", "status_bad", shipped)
    if status == "partially_refunded":
        fields.note("Financial Status", "order_part_refunded", status, name)
    return cast(PaymentStatus, status)


def _tags(fields: Fields) -> tuple[str, ...]:
    return tuple(tag for tag in (part.strip() for part in fields.line("Tags", chars_max=5_000).split(",")) if tag)


def _address(fields: Fields, kind: Literal["Shipping", "Billing"]) -> Address:
    """An address; goods need a name, a street, a town and a country, a bill goes without."""
    ships = kind == "Shipping"
    street1 = fields.line(f"{kind} Address1") or fields.line(f"{kind} Street")
    if ships and not street1:
        fields.note("Shipping Address1", "missing", more="Shipping Address1")
    company = fields.line(f"{kind} Company")
    land = fields.line(f"{kind} Country", needed=ships)
    country = land.upper() if land.upper() in COUNTRIES else ""
    if land and not country:
        fields.note(f"{kind} Country", "country_bad" if ships else "billing_country_bad", land)
    return Address(
        name=fields.line(f"{kind} Name", needed=ships and not company),
        company=company,
        street1=street1,
        street2=fields.line(f"{kind} Address2"),
        city=fields.line(f"{kind} City", needed=ships),
        zip=fields.line(f"{kind} Zip"),
        province=fields.line(f"{kind} Province Name") or fields.line(f"{kind} Province"),
        country=country,
        phone=fields.line(f"{kind} Phone"),
    )


def _with_total_checked(order: OrderDraft, read: list[ReadLine], fields: Fields) -> OrderDraft:
    """Finds out whether prices hold the tax, by what makes the total true; notes where nothing does.

    Shops differ in whether `Discount Amount` counts the discounts of lines: either is taken.
    """
    worth = sum(line.worth for line in read) + order.shipping_fee + fields.money("Duties", order.currency)
    less = {order.discount, order.discount + sum(line.discount for line in read)}
    added = {worth - cut + order.tax for cut in less}
    included = {worth - cut for cut in less}
    slack = len(read) + 1  # each line may be rounded by itself
    if any(abs(order.total - sum_) <= slack for sum_ in added):
        return order
    if not any(abs(order.total - sum_) <= slack for sum_ in included):
        nearest = min(added | included, key=lambda sum_: (abs(order.total - sum_), sum_))
        fields.note("Total", "total_differs", _plain(order.total, order), _plain(nearest, order))
        return order
    return replace(order, tax_included=True)


def _plain(amount: int, order: OrderDraft) -> str:
    return str(Decimal(amount).scaleb(-(exponent_of(order.currency) or 0)))
