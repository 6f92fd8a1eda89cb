"""What a count does to the books: it sets what was found against the goods that moved, and not against other counts.

A balance is `moved + corrected`. A count says how many units lay there when just the moves that its device knew had
happened, so it fixes `corrected`: `counted - moved`, as the device knew it. Moves that come later, or that others made
meanwhile, change `moved` only; two people who find the same difference correct it once.
"""

from __future__ import annotations

from backend.domain.count.rows import StockCounted
from backend.domain.draft import Draft
from backend.domain.stock.ledger import balance, send_out, transfer
from backend.domain.stock.places import adjustment, stock_id
from backend.domain.task.rows import ExceptionTask


def correct(draft: Draft, warehouse: str, place: str, product: str, lot: str, units: int) -> tuple[int, int]:
    """Add units to a balance, or take them off.

    Returns how many were not there to take, and how far the shortage grew.
    """
    if units >= 0:
        transfer(draft, warehouse, product, lot, adjustment(warehouse), place, units)
        return 0, 0
    there = min(-units, balance(draft, warehouse, place, product, lot).quantity)
    grew = send_out(draft, warehouse, product, lot, place, adjustment(warehouse), there)[1] if there else 0
    return -units - there, grew


def unseen(draft: Draft, warehouse: str, place: str, product: str, lot: str, moved: int) -> int:
    """Units that moved in (or out, below zero) of which the one who counted could not know."""
    return balance(draft, warehouse, place, product, lot).moved - moved


def is_crossed(difference: int, others: int) -> bool:
    """Whether a difference may be those very moves, made before the count: the same direction, so nobody can tell."""
    return difference * others > 0


def close(draft: Draft, last: StockCounted | None, settled_as: str) -> None:
    """The task of an earlier count waits no longer: somebody counted again."""
    task = draft.find(ExceptionTask, last.task) if last is not None and last.task else None
    if task is not None and task.stage == "open":
        draft.set(task, stage="settled", settled_by=draft.author, settled_as=settled_as)


def accept(draft: Draft, counted: StockCounted) -> int:
    """A lead lets a count stand. Returns how far the shortage grew."""
    c = counted
    now = balance(draft, c.warehouse, c.location, c.product, c.lot)
    grew = correct(draft, c.warehouse, c.location, c.product, c.lot, c.found - now.corrected)[1]
    draft.set(c, stage="booked", before=now.corrected, task="")
    return grew


def counted_id(place: str, product: str, lot: str) -> str:
    """The id of the last count of a balance."""
    return stock_id(place, product, lot)
