"""Units of another product in place of those that are short, with the consent of whoever may give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from backend.domain.draft import Draft
from backend.domain.order.hold import hold
from backend.domain.order.promise import charge, give_back, held_for_count, reservation, reservation_id
from backend.domain.order.rows import Order, OrderLine, Reservation
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.cart import GONE
from backend.domain.pick.elsewhere import Rest
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.product.substitutes import Substitute
from backend.domain.row import Row, desk_and_rep, table, wh
from backend.domain.stock import position as stock
from backend.domain.stock.ledger import allocate, balance


@table("substitute_ask")
class SubstituteAsk(Row, frozen=True, kw_only=True):
    """A picker asks whether another product may go in place of units that are short. Id: that of the stop.

    `late`: it was allowed when the units had turned up, or the order was packed already, so nothing came of it.
    """

    warehouse: str
    order: str
    order_number: str
    rep: str | None = None
    product: str
    other: str
    units: int
    stage: Literal["asked", "allowed", "declined", "late"] = "asked"
    consent_by: str = ""
    asked_by: str
    asked_at: int
    answered_by: str = ""
    answered_at: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), *desk_and_rep(self.rep))

    def story(self) -> str | None:
        return self.order


def replaceable(draft: Draft, task: PickTask, entry: Substitute | None, units: int) -> int:
    """How many of the short units of a stop may be replaced, as far as the other product is free."""
    shipment = draft.get(Shipment, task.shipment)
    if entry is None or not entry.active or task.cancelled or shipment.stage in {*GONE, "cancelled"}:
        return 0
    free = stock.position(draft, task.warehouse, entry.other).free
    lacking = min(units, draft.get(ShipmentLine, task.shipment_line).short)
    return min(lacking // entry.per, free // entry.gives) * entry.per


def replace_by(draft: Draft, task: PickTask, entry: Substitute, units: int) -> ShipmentLine:
    """The line of the other product, which promises what is free. Units that it replaces are held until their count."""
    given = units // entry.per * entry.gives
    line = draft.get(ShipmentLine, task.shipment_line)
    id_ = f"{draft.op}/line"
    new = draft.put(
        ShipmentLine(
            id=id_, warehouse=task.warehouse, shipment=task.shipment, product=entry.other, wanted=given,
            instead_of=line.id, gives=entry.gives, per=entry.per,
        )
    )  # fmt: skip
    if units:
        promised = reservation_id(id_, new.warehouse)
        draft.put(Reservation(id=promised, warehouse=new.warehouse, product=new.product, order_line=id_))
        _stand_in(draft, task, new, units, given)
        _tell_the_desk(draft, entry, id_, line, units)
    return new


def _stand_in(draft: Draft, task: PickTask, new: ShipmentLine, units: int, given: int) -> None:
    """Units of a line are not wanted there, but as others, which are promised. Those are held until their count."""
    line = draft.get(ShipmentLine, task.shipment_line)
    held = min(units, held_for_count(draft, line))
    draft.set(line, wanted=line.wanted - units, short=line.short - units)
    stock.reserve(draft, new.warehouse, new.product, given)
    before = reservation(draft, new.id, new.product, new.warehouse)
    draft.set(before, quantity=before.quantity + given)
    freed = give_back(draft, line.id, line.product, line.warehouse, held)
    hold(draft, task.id, task.warehouse, task.product, freed)


def in_place_again(draft: Draft, task: PickTask, instead: str, units: int) -> bool:
    """Units are short again that were found: the stop `instead` brings what it was to bring in their place.

    False where it cannot: others were promised that, its walk is over, or the order is packed.
    """
    stop = draft.get(PickTask, instead)
    line = draft.get(ShipmentLine, stop.shipment_line)
    given = units // (line.per or 1) * (line.gives or 0)
    there = balance(draft, stop.warehouse, stop.location, stop.product, stop.lot)
    free = min(stock.position(draft, line.warehouse, line.product).free, there.quantity - there.allocated, stop.short)
    walk = draft.get(PickRun, stop.run).stage
    if stop.cancelled or given > free or walk not in {"ready", "picking"}:
        return False
    draft.set(stop, short=stop.short - given)
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, given)
    draft.set(line, wanted=line.wanted + given)
    _stand_in(draft, task, line, units, given)
    _tell_again(draft, task, line, units, given)
    return True


def _tell_again(draft: Draft, task: PickTask, line: ShipmentLine, units: int, given: int) -> None:
    """The order lists the substitute as before, at its price."""
    told, new = draft.find(OrderLine, task.shipment_line), draft.find(OrderLine, line.id)
    order = draft.find(Order, line.shipment)
    if told is None or new is None or order is None:
        return
    draft.set(told, replaced=(told.replaced or 0) + units)
    reserved = reservation(draft, line.id, line.product, line.warehouse).quantity
    draft.set(new, replaced=(new.replaced or 0) - given, reserved=reserved)
    less = units * told.unit_price - given * new.unit_price
    charge(draft, order, -1)
    lines = order.lines + (1 if new.ordered == new.replaced else 0)
    charge(draft, draft.set(draft.get(Order, order.id), total=max(0, order.total - less), lines=lines), 1)


def _tell_the_desk(draft: Draft, entry: Substitute, new: str, line: ShipmentLine, units: int) -> None:
    """The office sees both lines. The customer pays for the other product what the replaced units came to, or less."""
    told = draft.find(OrderLine, line.id)
    order = draft.find(Order, line.shipment)
    if told is None or order is None:
        return
    given = units // entry.per * entry.gives
    price = told.unit_price * entry.per // entry.gives
    others = draft.all(OrderLine, "order", order.id)
    draft.set(told, replaced=(told.replaced or 0) + units, short=max(0, told.short - units))
    draft.put(
        OrderLine(
            id=new, order=order.id, n=1 + max(one.n for one in others), rep=order.rep, product=entry.other,
            ordered=given, unit_price=price, reserved=given, instead_of=told.id,
        )
    )  # fmt: skip
    less = units * told.unit_price - given * price
    charge(draft, order, -1)
    after = draft.set(draft.get(Order, order.id), total=max(0, order.total - less), lines=order.lines + 1)
    charge(draft, after, 1)


def stops_for(draft: Draft, task: PickTask, line: ShipmentLine, run: str, slot: str, rests: Sequence[Rest]) -> None:
    """A stop for each place that the other product is picked from, at the end of a walk.

    A device has planned with its stops and may have picked at them, so each is made: what was not promised asks for
    nothing.
    """
    last = max(t.sequence for t in draft.all(PickTask, "run", run)) if run == task.run else 0
    rest = line.wanted
    for n, wanted in enumerate(rests, 1):
        share = min(rest, wanted.units) if wanted.counts else 0
        rest -= share
        draft.put(
            PickTask(
                id=f"{draft.op}/{n}", warehouse=task.warehouse, run=run, sequence=last + n, slot=slot,
                shipment=task.shipment, shipment_line=line.id, order_number=task.order_number, product=line.product,
                location=wanted.location, lot=wanted.lot, quantity=wanted.units, short=wanted.units - share,
                cancelled=task.cancelled,
            )
        )  # fmt: skip
        if share:
            allocate(draft, task.warehouse, wanted.location, line.product, wanted.lot, share)
    if rest:
        draft.set(line, short=rest)
