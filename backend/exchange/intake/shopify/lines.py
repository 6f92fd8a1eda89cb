"""The lines of an order: one a row."""

from __future__ import annotations

from msgspec import Struct

from backend.exchange.intake.shopify.drafts import LineDraft
from backend.exchange.intake.shopify.fields import Fields

SKU_CHARS_MAX = 80
_OPEN = {"", "pending", "unfulfilled"}


class ReadLine(Struct, frozen=True):
    """One row's line: `worth` counts towards the order's total, `draft` is None where there is nothing to ship."""

    worth: int
    discount: int
    draft: LineDraft | None


def read_line(fields: Fields, currency: str) -> ReadLine:
    """The line of one row; what needs no shipping or has been shipped is noted and counts towards the total only."""
    quantity = fields.quantity("Lineitem quantity")
    price = fields.money("Lineitem price", currency, needed=True)
    discount = fields.money("Lineitem discount", currency)
    name = fields.line("Lineitem name", chars_max=1_000)[:200]
    worth = quantity * price
    if not _to_ship(fields, name):
        return ReadLine(worth, discount, None)
    sku = fields.line("Lineitem sku", needed=True, chars_max=SKU_CHARS_MAX)
    draft = LineDraft(row=fields.row.row, sku=sku, name=name, quantity=quantity, unit_price=price, discount=discount)
    return ReadLine(worth, discount, draft)


def _to_ship(fields: Fields, name: str) -> bool:
    status = fields.word("Lineitem fulfillment status")
    if not fields.yes("Lineitem requires shipping", default=True):
        fields.note("Lineitem requires shipping", "line_no_shipping", name)
        return False
    if status == "fulfilled":
        fields.note("Lineitem fulfillment status", "line_fulfilled", name)
        return False
    if status == "partial":
        fields.note("Lineitem fulfillment status", "line_part_fulfilled", name)
    elif status not in _OPEN:
        fields.note("Lineitem fulfillment status", "status_bad", status)
    return True
