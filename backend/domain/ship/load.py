"""Cartons onto a truck, off it, and out of the door."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.progress import move_on
from backend.domain.order.promise import give_back, held_for_count, reservation
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.carton import lines_of
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pack.spread import spread
from backend.domain.pick.rows import PickTask
from backend.domain.ship.rows import Manifest
from backend.domain.stock import places
from backend.domain.stock.ledger import allocate, send_out
from backend.domain.stock.position import position


def put_on(draft: Draft, manifest: Manifest, carton: Carton, by: str) -> None:
    """Put a carton onto a truck's list; with its last carton, the shipment is loaded."""
    if carton.manifest == manifest.id:
        return
    if carton.manifest is not None:
        before = draft.get(Manifest, carton.manifest)
        draft.set(before, cartons=before.cartons - 1)
    draft.set(manifest, cartons=manifest.cartons + 1)
    draft.set(carton, stage="loaded", manifest=manifest.id)
    shipment = draft.set(draft.get(Shipment, carton.shipment), manifest=manifest.id)
    if all(c.stage in {"loaded", "shipped"} for c in draft.all(Carton, "shipment", shipment.id)):
        move_on(draft, shipment, by)


def take_off(draft: Draft, manifest: Manifest, carton: Carton, by: str) -> None:
    """Take a carton off a truck's list: the one step back in the life of an order."""
    draft.set(manifest, cartons=manifest.cartons - 1)
    draft.set(carton, stage="closed", manifest=None)
    shipment = draft.set(draft.get(Shipment, carton.shipment), manifest=None)
    draft.set(shipment, stage=ORDER_LIFE.advance(shipment.stage, by))
    order = draft.find(Order, shipment.order)
    if order is not None:
        draft.set(order, stage=ORDER_LIFE.advance(order.stage, by))


def drive_off(draft: Draft, carton: Carton) -> None:
    """A carton has left: its units are the customer's, and the promise of them is kept."""
    shipped: dict[str, int] = {}
    for item in draft.all(CartonItem, "carton", carton.id):
        if item.quantity:
            shipped[item.product] = shipped.get(item.product, 0) + item.quantity
    for product, units in shipped.items():
        keep_promise(draft, carton, product, units)
    for item in draft.all(CartonItem, "carton", carton.id):
        if item.quantity:
            from_, to = places.pack(carton.warehouse), places.customer(carton.warehouse)
            send_out(draft, carton.warehouse, item.product, item.lot, from_, to, item.quantity)
    draft.set(carton, stage="shipped")


def keep_promise(draft: Draft, carton: Carton, product: str, units: int) -> None:
    """Count shipped units on the order lines and lower what is reserved for them.

    A line of another product of which nothing was promised is on no order.
    """
    lines = lines_of(draft, carton.shipment, product)
    told = [(t, line.packed - t.shipped) for line in lines if (t := draft.find(OrderLine, line.id)) is not None]
    for (t, _), share in zip(told, spread(units, [room for _, room in told]), strict=True):
        draft.set(t, shipped=t.shipped + share)
        give_back(draft, t.id, product, carton.warehouse, share)


def close_books(draft: Draft, shipment: Shipment) -> None:
    """All cartons have left: free what was promised beyond them, but for units that wait for a count."""
    for line in draft.all(ShipmentLine, "shipment", shipment.id):
        rest = reservation(draft, line.id, line.product, line.warehouse).quantity - held_for_count(draft, line)
        give_back(draft, line.id, line.product, line.warehouse, rest)
    for task in draft.all(PickTask, "shipment", shipment.id):
        if task.left:
            allocate(draft, task.warehouse, task.location, task.product, task.lot, -task.left)
            draft.set(task, cancelled=True)


def shortages(draft: Draft, warehouse: str, products: list[str]) -> dict[str, int]:
    """Units promised and not there, by product."""
    return {product: position(draft, warehouse, product).short_open for product in products}
