"""The cart of a run: which tote a slot's units are in, and what binding another one moves."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.rows import PickSlot, PickTask, Tote
from backend.domain.stock import places
from backend.domain.stock.ledger import allocate, lot_at, transfer
from backend.domain.stock.rows import Location, Stock

GONE = frozenset({"packed", "loaded", "shipped"})
"""Stages in which a shipment takes no more units."""


def place_of(draft: Draft, slot: PickSlot) -> str:
    """Where a slot's units are: in its tote while that still belongs to the shipment, else loose on the cart."""
    tote = draft.find(Tote, slot.tote) if slot.tote else None
    return tote.id if tote is not None and tote.shipment == slot.shipment else places.cart(slot.warehouse)


def bind(draft: Draft, slot: PickSlot, code: str) -> str:
    """Bind a tote to a slot; units picked before go with it. A tote that nobody entered yet is entered."""
    before = place_of(draft, slot)
    id_ = _link(draft, slot, code)
    if before == places.cart(slot.warehouse):
        _from_cart(draft, slot, before, id_)
    elif before != id_:
        for stock in draft.all(Stock, "location", before):
            transfer(draft, slot.warehouse, stock.product, stock.lot, before, id_, stock.quantity)
        draft.set(draft.get(Tote, before), shipment=None)
    return id_


def bind_further(draft: Draft, slot: PickSlot, code: str) -> str:
    """Bind one more tote to a slot. That before keeps what was put into it; what is in the hand goes into the new."""
    before = place_of(draft, slot)
    if before == places.cart(slot.warehouse):
        return bind(draft, slot, code)
    id_ = _link(draft, slot, code)
    for task in draft.all(PickTask, "slot", slot.id):
        stocks = draft.all(Stock, "location", before)
        lot = lot_at(stocks, task.product, task.lot)
        there = sum(s.quantity for s in stocks if s.product == task.product and s.lot == lot)
        transfer(draft, slot.warehouse, task.product, lot, before, id_, min(task.picked - task.put, there))
    return id_


def _link(draft: Draft, slot: PickSlot, code: str) -> str:
    id_ = f"{slot.warehouse}/{code}"
    tote = draft.find(Tote, id_) or Tote(id=id_, warehouse=slot.warehouse, code=code)
    draft.set(tote, shipment=slot.shipment)
    if draft.find(Location, id_) is None:
        draft.put(Location(id=id_, warehouse=slot.warehouse, code=code, kind="tote"))
    draft.set(slot, tote=id_)
    return id_


def held_by(draft: Draft, slot: PickSlot, product: str, lot: str, units: int) -> list[tuple[str, str, int]]:
    """Where units of a slot are taken from: the place, the lot, how many.

    What is of the wanted lot goes first, a place that has all of it before others, and the slot's own tote before the
    further ones of its order. What nothing holds by the books is of its own tote.
    """
    first = place_of(draft, slot)
    places = [first, *(tote.id for tote in draft.all(Tote, "shipment", slot.shipment) if tote.id != first)]
    stocks = [s for place in places for s in draft.all(Stock, "location", place) if s.product == product]
    found: list[tuple[str, str, int]] = []
    for stock in sorted(stocks, key=lambda s: (s.lot != lot, s.quantity < units)):
        taken = min(units, max(0, stock.quantity))
        found += [(stock.location, stock.lot, taken)] if taken else []
        units -= taken
    return [*found, (first, lot, units)] if units else found


def _from_cart(draft: Draft, slot: PickSlot, cart: str, tote: str) -> None:
    for task in draft.all(PickTask, "slot", slot.id):
        loose = draft.all(Stock, "location", cart)
        lot = lot_at(loose, task.product, task.lot)
        there = sum(s.quantity for s in loose if s.product == task.product and s.lot == lot)
        transfer(draft, slot.warehouse, task.product, lot, cart, tote, min(task.picked, there))


def surplus(task: PickTask, shipment: Shipment | None) -> int:
    """Units picked that the order does not take (any more)."""
    takes = 0 if task.cancelled or (shipment is not None and shipment.stage in GONE) else task.quantity - task.short
    return max(0, task.picked - takes)


def count_picked(draft: Draft, task: PickTask, change: int) -> PickTask:
    """Count units of a task, of its line, and what the bin is still counted on for."""
    after = draft.set(task, picked=task.picked + change, put=min(task.put, task.picked + change))
    allocate(draft, task.warehouse, task.location, task.product, task.lot, after.left - task.left)
    line = draft.get(ShipmentLine, task.shipment_line)
    draft.set(line, picked=line.picked + change)
    return after


def count_short(draft: Draft, task: PickTask, change: int, reason: str) -> PickTask:
    """Count units that were not there. The bin stays counted on for them until somebody has counted it.

    Units that turn up are to be picked, but for those that more was picked in place of, or whose order is off.
    """
    line = draft.get(ShipmentLine, task.shipment_line)
    draft.set(line, short=line.short + change)
    after = draft.set(task, short=task.short + change, short_reason=reason)
    freed = task.left + task.short - after.left - after.short
    if freed:
        allocate(draft, task.warehouse, task.location, task.product, task.lot, -freed)
    return after
