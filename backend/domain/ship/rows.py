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


@table("driver_signature")
class DriverSignature(Row, frozen=True, kw_only=True):
    """What a driver has drawn as the truck was handed over. Id: the manifest's. `path`: of an SVG, 300 by 120."""

    warehouse: str
    manifest: str
    driver: str
    path: str
    by: str
    at: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
