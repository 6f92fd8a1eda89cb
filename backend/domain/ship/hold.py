"""What quality has not released: a shipment, or a lot wherever it is packed. It must not leave."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Rows
from backend.domain.pack.rows import Carton, CartonItem
from backend.domain.row import Row, table, wh


@table("load_hold")
class LoadHold(Row, frozen=True, kw_only=True):
    """A hold on a shipment, or on a product's lot (empty: goods without one). Id: see `hold_id`."""

    warehouse: str
    shipment: str = ""
    product: str = ""
    lot: str = ""
    reason: str = ""
    held: bool = True
    by: str
    at: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


def hold_id(warehouse: str, shipment: str, product: str, lot: str) -> str:
    """Where a hold stands: `ROT/order/<shipment>` or `ROT/lot/<sku>/<lot>`."""
    return f"{warehouse}/order/{shipment}" if shipment else f"{warehouse}/lot/{product}/{lot}"


def holds_on(carton: Carton, items: Iterable[CartonItem]) -> list[str]:
    """The ids of the holds that would keep a carton here."""
    lots = sorted({(i.product, i.lot) for i in items if i.quantity})
    shipment = hold_id(carton.warehouse, carton.shipment, "", "")
    return [shipment, *(hold_id(carton.warehouse, "", product, lot) for product, lot in lots)]


def is_held(rows: Rows, carton: Carton) -> bool:
    """Whether quality keeps a carton here."""
    items = rows.all(CartonItem, "carton", carton.id)
    found = (rows.find(LoadHold, id_) for id_ in holds_on(carton, items))
    return any(hold is not None and hold.held for hold in found)
