"""Rows that several ops ask for together."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.order.hold import hold_id
from backend.domain.order.promise import reservation_id
from backend.domain.order.rows import Order, OrderLine, Reservation
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.stock import places
from backend.domain.stock.rows import Location, Stock, StockPosition
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import All, Ref, State, Want


def balance(place: str, product: str, lot: str) -> Ref:
    """A balance, which may never have been."""
    return Ref(Stock, places.stock_id(place, product, lot), needed=False)


def position(warehouse: str, product: str) -> Ref:
    """A stock position, which may never have been."""
    return Ref(StockPosition, places.position_id(warehouse, product), needed=False)


def task(state: State, id_: str) -> Iterable[Want]:
    """A pick task with its slot, line, shipment, bin and position, and what its slot's tote or the cart holds."""
    yield Ref(PickTask, id_)
    found = state.find(PickTask, id_)
    if found is None:
        return
    yield Ref(PickSlot, found.slot)
    yield Ref(ShipmentLine, found.shipment_line)
    yield Ref(Shipment, found.shipment)
    yield balance(found.location, found.product, found.lot)
    yield position(found.warehouse, found.product)
    slot = state.find(PickSlot, found.slot)
    if slot is not None:
        yield from slot_place(slot)


def held(stop: str) -> Ref:
    """What is held for the count of a stop's bin, if anything is."""
    return Ref(Reservation, hold_id(stop), needed=False)


def elsewhere(state: State, found: PickTask) -> Iterable[Want]:
    """The other stops of a run where units of the same line may be, and what is held for the count of a bin."""
    yield held(found.id)
    yield All(PickTask, "run", found.run)
    for stop in state.all(PickTask, "run", found.run):
        if stop.shipment_line == found.shipment_line:
            yield balance(stop.location, stop.product, stop.lot)


def slot_place(slot: PickSlot) -> Iterable[Want]:
    """Where a slot's units may be, and what is there."""
    yield All(Stock, "location", places.cart(slot.warehouse))
    if slot.tote:
        yield Ref(Tote, slot.tote, needed=False)
        yield All(Stock, "location", slot.tote)


def bind(state: State, slot: PickSlot, code: str | None) -> Iterable[Want]:
    """What binding a tote to a slot reads."""
    yield from slot_place(slot)
    yield Ref(Shipment, slot.shipment)
    yield All(PickTask, "slot", slot.id)
    stocks = state.all(Stock, "location", places.cart(slot.warehouse))
    if slot.tote:
        stocks += state.all(Stock, "location", slot.tote)
    for stock in stocks:
        yield position(slot.warehouse, stock.product)
    for found in state.all(PickTask, "slot", slot.id):
        yield position(slot.warehouse, found.product)
    if code is None:
        return
    new = f"{slot.warehouse}/{code}"
    yield Ref(Tote, new, needed=False)
    yield Ref(Location, new, needed=False)
    yield All(Stock, "location", new)
    for stock in stocks:
        yield balance(new, stock.product, stock.lot)
    for found in state.all(PickTask, "slot", slot.id):
        for place in (new, places.cart(slot.warehouse), slot.tote or new):
            yield balance(place, found.product, found.lot)


def tote_of_run(state: State, run: str, code: str | None) -> Iterable[Want]:
    """What says whether a tote is one of a run."""
    yield All(PickSlot, "run", run)
    found = state.find(PickRun, run)
    if found is not None and code is not None:
        yield Ref(Tote, f"{found.warehouse}/{code}", needed=False)


def is_elsewhere(state: State, run: PickRun, code: str | None) -> bool:
    """Whether a tote holds an order that is not on a run. One that nobody has linked yet may be on any."""
    tote = state.find(Tote, f"{run.warehouse}/{code}") if code else None
    orders = {slot.shipment for slot in state.all(PickSlot, "run", run.id)}
    return tote is not None and tote.shipment is not None and tote.shipment not in orders


def order_of(state: State, shipment: str) -> Iterable[Want]:
    """A shipment with its order, which is not on every device."""
    yield Ref(Shipment, shipment)
    found = state.find(Shipment, shipment)
    if found is not None:
        yield Ref(Order, found.order, needed=False)


def desk_lines(state: State, shipment: str) -> Iterable[Want]:
    """The lines of a shipment, with the order lines that tell the desk of them."""
    yield All(ShipmentLine, "shipment", shipment)
    for line in state.all(ShipmentLine, "shipment", shipment):
        yield Ref(OrderLine, line.id, needed=False)


def promise(line: str, warehouse: str, product: str) -> Iterable[Want]:
    """The reservation of a line, and the position that it counts in."""
    yield Ref(Reservation, reservation_id(line, warehouse), needed=False)
    yield position(warehouse, product)


def unkept(order: Order) -> Iterable[Want]:
    """The task of a promise that could not be kept, if an order has one."""
    if order.unkept:
        yield Ref(ExceptionTask, order.unkept, needed=False)
