"""Substitutes that are not taken after all: what they stood for is short again."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.order.hold import release
from backend.domain.order.promise import charge, give_back, reservation
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.cart import GONE
from backend.domain.pick.rows import PickTask
from backend.domain.stock import position as stock
from backend.domain.stock.ledger import allocate


def stands_for(line: ShipmentLine) -> int:
    """Units of another line that a line still stands for."""
    return line.wanted // line.gives * line.per if line.gives and line.per else 0


def give_up_all(draft: Draft, task: PickTask, line: ShipmentLine) -> tuple[int, int]:
    """None of a substitute is taken: units that it stood for are short again. Returns how many, and of the substitute.

    Its stops are off, as those of an order that is cancelled: the walk asks to put back what was picked there. Once
    the order is packed it stays as it is.
    """
    units = stands_for(line) if line.instead_of == task.shipment_line and _is_open(draft, task) else 0
    if units == 0:
        return 0, 0
    for stop in _stops(draft, line):
        allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -stop.left)
        draft.set(stop, cancelled=True)
    given = line.wanted
    _give_up(draft, task, line, units, given)
    draft.set(draft.get(ShipmentLine, line.id), short=0)
    return units, given


def _is_open(draft: Draft, task: PickTask) -> bool:
    return not task.cancelled and draft.get(Shipment, task.shipment).stage not in {*GONE, "cancelled"}


def _stops(draft: Draft, line: ShipmentLine) -> list[PickTask]:
    """The stops of a line, on whatever walk: what the office has agreed to may come on one of its own."""
    return [s for s in draft.all(PickTask, "shipment_line", line.id) if not s.cancelled]


def _give_up(draft: Draft, task: PickTask, line: ShipmentLine, units: int, given: int) -> None:
    """The reverse of replacing: what is held for the count is promised to the line again."""
    old = draft.get(ShipmentLine, task.shipment_line)
    draft.set(old, wanted=old.wanted + units, short=old.short + units)
    draft.set(line, wanted=line.wanted - given)
    give_back(draft, line.id, line.product, line.warehouse, given)
    promised = release(draft, task.id, units)
    told = draft.find(OrderLine, old.id)
    if promised:
        before = reservation(draft, old.id, old.product, old.warehouse)
        stock.reserve(draft, old.warehouse, old.product, promised)
        draft.set(before, quantity=before.quantity + promised)
        told = draft.set(told, reserved=before.quantity + promised) if told is not None else None
    new, order = draft.find(OrderLine, line.id), draft.find(Order, line.shipment)
    if told is None or new is None or order is None:
        return
    draft.set(told, replaced=(told.replaced or 0) - units)
    gone = (new.replaced or 0) + given
    draft.set(new, replaced=gone)
    charge(draft, order, -1)
    more = units * told.unit_price - given * new.unit_price
    lines = order.lines - (1 if new.ordered == gone else 0)
    charge(draft, draft.set(draft.get(Order, order.id), total=order.total + more, lines=lines), 1)
