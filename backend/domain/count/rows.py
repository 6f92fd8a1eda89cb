"""The last count of each balance, and how far a person's count may differ from the books by itself."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

CountStage = Literal["booked", "second", "accept", "undone"]


@table("stock_count")
class StockCounted(Row, frozen=True, kw_only=True):
    """The last count of one balance. Id: the balance's id, `<location id>/<sku>/<lot>`.

    `counted` units were found where the device expected `expected`. `found` is what the balance's `corrected` becomes
    by it, and `before` what it was. Stages: `booked`; `second` (beyond the limit: somebody else counts it again);
    `accept` (counted twice: a lead accepts it); `undone`. `task` is the exception task that waits, if one does.
    """

    warehouse: str
    location: str
    product: str
    lot: str = ""
    counted: int
    expected: int
    found: int
    before: int
    stage: CountStage
    by: str
    at: int
    op: str
    task: str = ""
    first_by: str = ""
    first_counted: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("count_limit")
class CountLimit(Row, frozen=True, kw_only=True):
    """How large a difference counts by itself. Id: `<warehouse>/<who>`; `who` is a person or a role (`role:picker`)."""

    warehouse: str
    who: str
    units: int
    percent: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
