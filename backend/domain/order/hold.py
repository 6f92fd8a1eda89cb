"""Units that are promised to nobody until a bin was counted: they may not be there."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.order.rows import Reservation
from backend.domain.stock import position as stock


def hold_id(task: str) -> str:
    """The id of what is held for the count of a stop's bin."""
    return f"{task}/count"


def hold(draft: Draft, task: str, warehouse: str, product: str, units: int) -> None:
    """Hold units, as far as any are free."""
    units = min(units, stock.position(draft, warehouse, product).free)
    if units:
        id_ = hold_id(task)
        before = draft.find(Reservation, id_) or Reservation(id=id_, warehouse=warehouse, product=product)
        draft.set(before, quantity=before.quantity + units)
        stock.reserve(draft, warehouse, product, units)


def release(draft: Draft, task: str, units: int) -> int:
    """The count is over, or not needed: held units are free again, as far as there are any. Returns how many."""
    held = draft.find(Reservation, hold_id(task))
    units = min(units, held.quantity) if held is not None else 0
    if held is not None and units:
        draft.set(held, quantity=held.quantity - units)
        stock.unreserve(draft, held.warehouse, held.product, units)
    return units
