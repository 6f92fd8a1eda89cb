"""Moves and the balances that they sum up. Goods change place here and nowhere else."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.stock.places import adjustment, is_free, is_outside, stock_id
from backend.domain.stock.position import arrive, leave
from backend.domain.stock.rows import Move, Stock


def balance(draft: Draft, warehouse: str, place: str, product: str, lot: str) -> Stock:
    """The balance at a place as it stands; zero if there never was one."""
    id_ = stock_id(place, product, lot)
    return draft.find(Stock, id_) or Stock(id=id_, warehouse=warehouse, location=place, product=product, lot=lot)


def _book(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> None:
    """One entry of the ledger, and the balances on its real ends."""
    move = Move(
        id=draft.next_id(Move), warehouse=warehouse, op=draft.op, product=product, lot=lot,
        from_location=from_, to_location=to, quantity=units,
    )  # fmt: skip
    draft.put(move)
    for place, change in ((from_, -units), (to, units)):
        if not is_outside(place):
            before = balance(draft, warehouse, place, product, lot)
            found = change if adjustment(warehouse) in {from_, to} else 0
            draft.set(before, quantity=before.quantity + change, corrected=before.corrected + found)


def carry(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> tuple[int, int]:
    """Units that went from one place to another, as somebody saw it.

    Returns how many of them the books did not hold at `from_`: those are booked in from `adjustment` first, so that
    no real place goes below zero and the sum of moves stays the balance. Then how far the shortage grew: what goes
    beyond the walls or into quarantine is on hand no longer.
    """
    assert units >= 0
    if units == 0 or from_ == to:
        return 0, 0
    missing = 0
    if not is_outside(from_):
        missing = max(0, units - balance(draft, warehouse, from_, product, lot).quantity)
    if missing:
        _book(draft, warehouse, product, lot, adjustment(warehouse), from_, missing)
        if is_free(from_):
            arrive(draft, warehouse, product, missing)
    _book(draft, warehouse, product, lot, from_, to, units)
    if is_free(to) and not is_free(from_):
        arrive(draft, warehouse, product, units)
    grew = leave(draft, warehouse, product, units) if is_free(from_) and not is_free(to) else 0
    return missing, grew


def transfer(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> int:
    """As `carry`, where no shortage can grow. Returns the missing units."""
    return carry(draft, warehouse, product, lot, from_, to, units)[0]


def send_out(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> tuple[int, int]:
    """As `carry`, to a place beyond the walls."""
    assert is_outside(to)
    assert not is_outside(from_)
    return carry(draft, warehouse, product, lot, from_, to, units)


def count(draft: Draft, warehouse: str, place: str, product: str, lot: str, counted: int) -> int:
    """Make a balance what was counted. Returns how far the shortage grew."""
    difference = counted - balance(draft, warehouse, place, product, lot).quantity
    outside = adjustment(warehouse)
    if difference > 0:
        transfer(draft, warehouse, product, lot, outside, place, difference)
    if difference < 0:
        return send_out(draft, warehouse, product, lot, place, outside, -difference)[1]
    return 0


def allocate(draft: Draft, warehouse: str, place: str, product: str, lot: str, change: int) -> None:
    """Raise or lower what pick tasks count on at a place."""
    before = balance(draft, warehouse, place, product, lot)
    draft.set(before, allocated=max(0, before.allocated + change))


def lot_at(stocks: list[Stock], product: str, preferred: str) -> str:
    """The lot of a product to take from a place: the preferred one, or another that is there."""
    there = [s.lot for s in stocks if s.product == product and s.quantity > 0]
    return preferred if preferred in there or not there else there[0]
