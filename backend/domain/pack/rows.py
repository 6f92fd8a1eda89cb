"""The floor's side of an order: the shipment that is picked, packed into cartons, and sent. It knows no prices."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

ShipmentStage = Literal["released", "picking", "picked", "packing", "packed", "loaded", "shipped", "cancelled"]


@table("shipment")
class Shipment(Row, frozen=True, kw_only=True):
    """What one warehouse sends for one order. Id: the order's id."""

    warehouse: str
    order: str
    order_number: str
    stage: ShipmentStage = "released"
    ship_name: str = ""
    ship_street: str = ""
    ship_city: str = ""
    ship_zip: str = ""
    ship_country: str = ""
    ship_phone: str = ""
    due_at: int | None = None
    packer: str | None = None
    cartons: int = 0
    manifest: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def subject(self) -> str | None:
        return self.id


@table("shipment_line")
class ShipmentLine(Row, frozen=True, kw_only=True):
    """Units of one product in a shipment. Id: the order line's id."""

    warehouse: str
    shipment: str
    product: str
    wanted: int
    picked: int = 0
    short: int = 0
    packed: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def subject(self) -> str | None:
        return self.shipment


@table("carton")
class Carton(Row, frozen=True, kw_only=True):
    """A box to be sent. It gets its SSCC (18 digits) when it is closed. Id: `<shipment>/<number>`."""

    warehouse: str
    shipment: str
    order_number: str
    number: int
    stage: Literal["open", "closed", "loaded", "shipped"] = "open"
    sscc: str | None = None
    weight_g: int = 0
    units: int = 0
    manifest: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def subject(self) -> str | None:
        return self.shipment


@table("carton_item")
class CartonItem(Row, frozen=True, kw_only=True):
    """Units of one product and lot in a carton. Id: `<carton>/<sku>/<lot>`."""

    warehouse: str
    carton: str
    product: str
    lot: str = ""
    quantity: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
