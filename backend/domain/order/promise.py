"""Promises: units of a warehouse that belong to an order line. The sum of them is what positions call reserved."""

from __future__ import annotations

from msgspec import Struct

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.rows import Order, OrderLine, Reservation
from backend.domain.pack.rows import ShipmentLine
from backend.domain.stock import position as stock


def reservation_id(line: str, warehouse: str) -> str:
    """The id of a line's reservation in a warehouse."""
    return f"{line}/{warehouse}"


def reservation(draft: Draft, line: str, product: str, warehouse: str) -> Reservation:
    """The reservation as it stands; nothing if there never was one."""
    id_ = reservation_id(line, warehouse)
    found = draft.find(Reservation, id_)
    return found or Reservation(id=id_, warehouse=warehouse, product=product, order_line=line)


class Lack(Struct, frozen=True):
    """More units wanted of a product than are free."""

    product: str
    wanted: int
    free: int


def lacks(draft: Draft, warehouse: str, wanted: dict[str, int]) -> list[Lack]:
    """The products of which fewer units are free than wanted."""
    free = {product: stock.position(draft, warehouse, product).free for product in wanted}
    return [Lack(product, units, free[product]) for product, units in wanted.items() if units > free[product]]


def wanted_units(lines: list[OrderLine]) -> dict[str, int]:
    """Units still to be reserved of each product, over all lines."""
    wanted: dict[str, int] = {}
    for line in lines:
        wanted[line.product] = wanted.get(line.product, 0) + line.ordered - line.reserved
    return wanted


def promise(draft: Draft, order: Order, lines: list[OrderLine]) -> int:
    """Reserve what is free for each line, in their order; the rest is backordered. Returns the backordered units.

    What a lease has made firm is reserved already, and stays.
    """
    rest = 0
    for line in lines:
        lacking = line.ordered - line.reserved
        units = min(lacking, stock.position(draft, order.warehouse, line.product).free)
        stock.reserve(draft, order.warehouse, line.product, units)
        before = reservation(draft, line.id, line.product, order.warehouse)
        draft.set(before, quantity=before.quantity + units)
        draft.set(line, reserved=line.reserved + units, backordered=lacking - units)
        rest += lacking - units
    return rest


def leave_out(draft: Draft, order: Order, lines: list[OrderLine]) -> Order:
    """Drop what is backordered from an order; its total falls by what that would have cost."""
    cost = 0
    for line in lines:
        told = draft.get(OrderLine, line.id)
        cost += told.backordered * told.unit_price
        draft.set(told, backordered=0)
    return draft.set(order, total=max(0, order.total - cost))


def give_back(draft: Draft, line: str, product: str, warehouse: str, units: int) -> int:
    """Free reserved units of a line, as far as there are any. Returns how many were freed."""
    before = reservation(draft, line, product, warehouse)
    units = max(0, min(units, before.quantity))
    if units:
        draft.set(before, quantity=before.quantity - units)
        stock.unreserve(draft, warehouse, product, units)
        told = draft.find(OrderLine, line)
        if told is not None:
            draft.set(told, reserved=before.quantity - units)
    return units


def held_for_count(draft: Draft, line: ShipmentLine) -> int:
    """Reserved units that were reported short and wait for a count."""
    reserved = reservation(draft, line.id, line.product, line.warehouse).quantity
    told = draft.find(OrderLine, line.id)
    coming = line.wanted - line.short - (told.shipped if told is not None else 0)
    return max(0, min(line.short, reserved - max(0, coming)))


def owes(order: Order) -> int:
    """What an approved order adds to its customer's open amount."""
    return 0 if order.payment.lower() == "paid" else order.total


def charge(draft: Draft, order: Order, sign: int) -> None:
    """Add an order to the open amount of its customer (`sign` 1), or take it off (-1)."""
    customer = draft.find(Customer, order.customer) if order.customer else None
    if customer is not None:
        draft.set(customer, open_amount=max(0, customer.open_amount + sign * owes(order)))
