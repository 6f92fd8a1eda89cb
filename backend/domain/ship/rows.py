"""What leaves together."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh


@table("manifest")
class Manifest(Row, frozen=True, kw_only=True):
    """The list of cartons that one truck takes from one dock. Handed over: the driver has it."""

    warehouse: str
    number: str
    dock: str
    carrier: str
    vehicle: str = ""
    stage: Literal["open", "handed_over"] = "open"
    driver: str = ""
    seal: str = ""
    cartons: int = 0
    handed_over_at: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
