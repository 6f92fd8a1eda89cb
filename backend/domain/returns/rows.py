"""What customers send back: the parcels that are looked through, and what was made of each product in them."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

Disposition = Literal["restock", "quarantine", "scrap"]
ReturnReason = Literal["unwanted", "damaged", "defective", "wrong_goods", "expired", "refused"]


@table("return_receipt")
class ReturnReceipt(Row, frozen=True, kw_only=True):
    """Goods that a customer sent back. `shipment` is the one that they went out with; none for a blind return.

    `number`: of the order, or what its label said where nothing that we sent is known by it.
    """

    warehouse: str
    shipment: str | None = None
    number: str = ""
    stage: Literal["open", "closed"] = "open"
    opened_by: str = ""

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")


@table("return_line")
class ReturnLine(Row, frozen=True, kw_only=True):
    """A product of a return, in base units. Id: `<receipt>/<sku>`. `expected`: sent, and not come back before.

    `reasons`: how many came back for which reason.
    """

    warehouse: str
    receipt: str
    product: str
    expected: int = 0
    restocked: int = 0
    quarantined: int = 0
    scrapped: int = 0
    reasons: dict[str, str | int] = {}  # noqa: RUF012  (msgspec copies it for each row)

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")

    @property
    def returned(self) -> int:
        """Units that came back, whatever became of them."""
        return self.restocked + self.quarantined + self.scrapped

    @property
    def over(self) -> int:
        """Units that came back beyond what was sent."""
        return max(0, self.returned - self.expected)
