"""What one warehouse has and has promised of one product. The only place where a position changes."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.stock.places import position_id
from backend.domain.stock.rows import StockPosition


def position(draft: Draft, warehouse: str, product: str) -> StockPosition:
    """The position as it stands; all zero if there was never any stock."""
    id_ = position_id(warehouse, product)
    return draft.find(StockPosition, id_) or StockPosition(id=id_, warehouse=warehouse, product=product)


def _deficit(on_hand: int, reserved: int, leased: int) -> int:
    return max(0, reserved + leased - on_hand)


def arrive(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Units turned up within the walls: an open shortage shrinks."""
    p = position(draft, warehouse, product)
    on_hand = p.on_hand + units
    draft.set(p, on_hand=on_hand, short_open=min(p.short_open, _deficit(on_hand, p.reserved, p.leased)))


def leave(draft: Draft, warehouse: str, product: str, units: int) -> int:
    """Units went out of the walls, or are not there: a fact, so a shortage may open. Returns how far it grew."""
    p = position(draft, warehouse, product)
    assert units <= p.on_hand, f"{p.id}: {units} leave, {p.on_hand} on hand"
    on_hand = p.on_hand - units
    after = draft.set(p, on_hand=on_hand, short_open=_deficit(on_hand, p.reserved, p.leased))
    return max(0, after.short_open - p.short_open)


def reserve(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Promise units that are free."""
    p = position(draft, warehouse, product)
    assert units <= p.free, f"{p.id}: {units} wanted, {p.free} free"
    draft.set(p, reserved=p.reserved + units)


def unreserve(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Take a promise back: an open shortage shrinks."""
    p = position(draft, warehouse, product)
    assert units <= p.reserved, f"{p.id}: {units} to free, {p.reserved} reserved"
    reserved = p.reserved - units
    draft.set(p, reserved=reserved, short_open=min(p.short_open, _deficit(p.on_hand, reserved, p.leased)))


def set_aside(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Lease units that are free."""
    p = position(draft, warehouse, product)
    assert units <= p.free, f"{p.id}: {units} wanted, {p.free} free"
    draft.set(p, leased=p.leased + units)


def let_go(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Units are leased no longer: an open shortage shrinks."""
    p = position(draft, warehouse, product)
    assert units <= p.leased, f"{p.id}: {units} to let go, {p.leased} leased"
    leased = p.leased - units
    draft.set(p, leased=leased, short_open=min(p.short_open, _deficit(p.on_hand, p.reserved, leased)))


def firm_up(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Leased units are reserved from now on. What is promised in all stays the same, so there is nothing to ask."""
    p = position(draft, warehouse, product)
    assert units <= p.leased, f"{p.id}: {units} to firm up, {p.leased} leased"
    draft.set(p, leased=p.leased - units, reserved=p.reserved + units)
