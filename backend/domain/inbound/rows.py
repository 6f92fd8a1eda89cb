"""What comes in: announced deliveries and those that nobody announced, and what each line has come to."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

RejectReason = Literal["damaged", "expired", "wrong_goods", "quality", "not_ordered"]


@table("inbound")
class Inbound(Row, frozen=True, kw_only=True):
    """A delivery from a supplier. `announced`: a purchase order or an advance ship notice came before the goods.

    `number` is the number of that paper, or of the delivery note. `due_on` is an ISO date, or none.
    """

    warehouse: str
    number: str = ""
    supplier: str = ""
    announced: bool = True
    due_on: str | None = None
    stage: Literal["open", "closed"] = "open"
    opened_by: str = ""

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")


@table("inbound_line")
class InboundLine(Row, frozen=True, kw_only=True):
    """A product of a delivery, in base units. Id: `<inbound>/<sku>`. Rejected units were never stock.

    `reasons`: how many were rejected for which reason.
    """

    warehouse: str
    inbound: str
    product: str
    expected: int = 0
    received: int = 0
    rejected: int = 0
    reasons: dict[str, str | int] = {}  # noqa: RUF012  (msgspec copies it for each row)

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")

    @property
    def over(self) -> int:
        """Units that were taken in beyond what was announced."""
        return max(0, self.received - self.expected)

    @property
    def lacking(self) -> int:
        """Units that were announced and have not come."""
        return max(0, self.expected - self.received - self.rejected)
