"""Substitutes that are not taken after all: what they stood for is short again."""

from __future__ import annotations

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.order.hold import hold, release
from backend.domain.order.promise import charge, give_back, held_for_count, reservation
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.cart import GONE
from backend.domain.pick.rows import PickTask
from backend.domain.stock import position as stock
from backend.domain.stock.ledger import allocate


class GivenUp(Struct, frozen=True):
    """Units of a line that come as they were ordered after all, not as `given` of a substitute.

    `stop` is the one that was to bring those; empty where several were, or none was.
    """

    line: str
    units: int
    given: int
    stop: str = ""


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


def give_up_some(draft: Draft, task: PickTask, units: int) -> tuple[GivenUp, ...]:
    """As many of a stop's units as are there after all are not replaced, as far as nothing is picked in their place.

    The last substitute goes first, and of it what is short in itself. They are promised again: what was held for the
    count of the bin, and for the rest what is free.
    """
    lines = draft.all(ShipmentLine, "shipment", task.shipment) if _is_open(draft, task) else []
    gone: list[GivenUp] = []
    for line in reversed([one for one in lines if one.instead_of == task.shipment_line]):
        rest = units - sum(one.units for one in gone)
        times = min(_waits(line) // line.gives, rest // line.per) if line.gives and line.per else 0
        if times > 0:
            gone.append(_give_up_some(draft, task, line, times * (line.per or 0), times * (line.gives or 0)))
    return tuple(gone)


def _waits(line: ShipmentLine) -> int:
    """Units of a substitute that nobody has taken yet."""
    return max(0, line.wanted - max(line.picked, line.packed))


def _give_up_some(draft: Draft, task: PickTask, line: ShipmentLine, units: int, given: int) -> GivenUp:
    stops = _stops(draft, line)
    dropped = min(line.short, given)
    unsure = min(dropped, held_for_count(draft, line))
    rest, of = given - dropped, []
    for stop in sorted(stops, key=lambda t: (-t.sequence, t.id)):
        share = min(rest, stop.left)
        if share:
            draft.set(stop, short=stop.short + share)
            allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -share)
            rest -= share
            of.append(stop.id)
    line = draft.set(line, short=line.short - dropped)
    _give_up(draft, task, line, units, given, is_found=True)
    short = next((stop for stop in stops if stop.short_reason), None)
    if unsure and short is not None:  # promised to nobody until its own bin was counted
        hold(draft, short.id, short.warehouse, short.product, unsure)
    return GivenUp(line.id, units, given, of[0] if len(of) == 1 and not dropped else "")


def _is_open(draft: Draft, task: PickTask) -> bool:
    return not task.cancelled and draft.get(Shipment, task.shipment).stage not in {*GONE, "cancelled"}


def _stops(draft: Draft, line: ShipmentLine) -> list[PickTask]:
    """The stops of a line, on whatever walk: what the office has agreed to may come on one of its own."""
    return [s for s in draft.all(PickTask, "shipment_line", line.id) if not s.cancelled]


def _give_up(
    draft: Draft, task: PickTask, line: ShipmentLine, units: int, given: int, *, is_found: bool = False
) -> None:
    """The reverse of replacing: what is held for the count is promised to the line again, as far as it is there.

    Of what was found as much is promised as is free.
    """
    old = draft.get(ShipmentLine, task.shipment_line)
    draft.set(old, wanted=old.wanted + units, short=old.short + units)
    draft.set(line, wanted=line.wanted - given)
    give_back(draft, line.id, line.product, line.warehouse, given)
    held = release(draft, task.id, units)
    promised = min(units if is_found else held, stock.position(draft, old.warehouse, old.product).free)
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
