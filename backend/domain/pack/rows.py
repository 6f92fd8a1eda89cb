"""The floor's side of an order: the shipment that is picked, packed into cartons, and sent. It knows no prices."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

ShipmentStage = Literal["released", "picking", "picked", "packing", "packed", "loaded", "shipped", "cancelled"]


@table("shipment")
class Shipment(Row, frozen=True, kw_only=True):
    """What one warehouse sends for one order. Id: the order's id. `substitutes`: a `Consent`; none is to ask.

    `valuable`: each unit is scanned into its carton, whoever packs. That is all the floor hears of what it is worth.
    """

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
    substitutes: str | None = None
    packer: str | None = None
    cartons: int = 0
    manifest: str | None = None
    valuable: bool | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def story(self) -> str | None:
        return self.id


@table("shipment_line")
class ShipmentLine(Row, frozen=True, kw_only=True):
    """Units of one product in a shipment. Id: the order line's id. `short`: what no stop is left to bring.

    `instead_of`: the line of which it replaces units; those are no longer `wanted` there. `gives` of its own stand for
    `per` of those.
    """

    warehouse: str
    shipment: str
    product: str
    wanted: int
    picked: int = 0
    short: int = 0
    packed: int = 0
    instead_of: str | None = None
    gives: int | None = None
    per: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def story(self) -> str | None:
        return self.shipment


@table("carton")
class Carton(Row, frozen=True, kw_only=True):
    """A box to be sent. It gets its SSCC (18 digits) when it is closed. Id: `<shipment>/<number>`.

    `box` is the kind of box, if somebody has said it.
    """

    warehouse: str
    shipment: str
    order_number: str
    number: int
    stage: Literal["open", "closed", "loaded", "shipped"] = "open"
    sscc: str | None = None
    weight_g: int = 0
    units: int = 0
    manifest: str | None = None
    pallet: str | None = None
    box: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def story(self) -> str | None:
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
