"""What a customer asked for."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, desk_and_rep, table

Stage = Literal[
    "review", "approved", "released", "picking", "picked", "packing", "packed", "loaded", "shipped",
    "rejected", "cancelled",
]  # fmt: skip


@table("sales_order")
class Order(Row, frozen=True, kw_only=True):
    """An order. Money in minor units of `currency`. A held order keeps its stage and does not go on.

    `unkept` is the exception task of a promise that was made offline and could not be kept; empty if there is none.
    `substitutes`: what was agreed for this order, and with whom (`consent_by`); none where the customer's word holds.
    """

    number: str
    channel: str = "desk"
    external_id: str = ""
    customer: str | None = None
    rep: str | None = None
    warehouse: str
    stage: Stage = "review"
    held: str = ""
    currency: str = "EUR"
    total: int = 0
    placed_at: int = 0
    placed_by: str = ""
    due_at: int | None = None
    ship_name: str = ""
    ship_street: str = ""
    ship_city: str = ""
    ship_zip: str = ""
    ship_country: str = ""
    ship_phone: str = ""
    payment: str = ""
    notes: str = ""
    lines: int = 0
    decided_by: str | None = None
    decided_why: str = ""
    unkept: str = ""
    substitutes: str | None = None
    consent_by: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return desk_and_rep(self.rep)

    def story(self) -> str | None:
        return self.id


@table("order_line")
class OrderLine(Row, frozen=True, kw_only=True):
    """Units of one product in an order, and how far they have come. Id: `<order>/<n>`, or of a substitute `<op>/line`.

    `instead_of`: the line of which it replaces units; those are `replaced` there. Units of a substitute that are not
    taken after all are `replaced`, too.
    """

    order: str
    n: int
    rep: str | None = None
    product: str
    ordered: int
    unit_price: int = 0
    reserved: int = 0
    backordered: int = 0
    picked: int = 0
    short: int = 0
    packed: int = 0
    shipped: int = 0
    instead_of: str | None = None
    replaced: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return desk_and_rep(self.rep)

    def story(self) -> str | None:
        return self.order


@table("finding")
class Finding(Row, frozen=True, kw_only=True):
    """What the review found: a code, the value seen and the limit that it was held against. Id: `<order>/<code>`."""

    order: str
    rep: str | None = None
    code: str
    value: str = ""
    limit: str = ""
    holds: bool = True

    def scopes(self) -> tuple[str, ...]:
        return desk_and_rep(self.rep)

    def story(self) -> str | None:
        return self.order


@table("reservation")
class Reservation(Row, frozen=True, kw_only=True):
    """Units of a warehouse that are promised to an order line, or held back until a count.

    Id: `<line>/<warehouse>`; of what is held for the count of a stop's bin, `<pick task>/count`.
    """

    warehouse: str
    product: str
    order_line: str | None = None
    quantity: int = 0

    def scopes(self) -> tuple[str, ...]:
        return ("desk",)
