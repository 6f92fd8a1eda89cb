"""Taking back what settling a task has done to the books, as long as nothing has been built on it."""

from __future__ import annotations

from backend.domain.count.book import correct, counted_id
from backend.domain.count.rows import StockCounted
from backend.domain.draft import Draft
from backend.domain.pack.carton import count_packed, put_in
from backend.domain.pack.rows import Carton, CartonItem, Shipment
from backend.domain.pick.cart import GONE, count_picked, count_short
from backend.domain.pick.replace import in_place_again
from backend.domain.pick.rows import Tote
from backend.domain.pick.serials import take
from backend.domain.stock.ledger import balance, transfer
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import COUNTED, carton_item, param, pick_task

_OVER = GONE | {"cancelled"}
_SECOND = {"second_count", "count_crossed", "counts_differ"}
"""Tasks that a count waits for."""


def lasts(task: ExceptionTask) -> bool:
    """Whether what it was settled as stays in the books: nobody has noted what that changed, or others have got it."""
    if task.settled_as == "found":
        return bool(param(task, "task")) and task.settled_units is None
    return task.settled_as in COUNTED and bool(task.product) and task.settled_units is None


def taken_back(draft: Draft, task: ExceptionTask) -> int | None:
    """Undo what settling it has moved. Returns how far the shortage grew; none if goods, counts or orders moved on."""
    units = task.settled_units or 0
    if task.settled_as in COUNTED and task.product:
        return _uncounted(draft, task, units)
    if units == 0:
        return 0
    if task.settled_as == "found":
        return _short_again(draft, task, units)
    return _packed_again(draft, task, units) if carton_item(draft, task) else _fetched(draft, task, units)


def opened_again(draft: Draft, task: ExceptionTask) -> None:
    """The task is open as it was, but for what it has let go of already: that is not let go of twice."""
    params = {key: value for key, value in task.params.items() if key not in {"corrected", "instead", "replaced"}}
    if task.settled_as == "recount" and pick_task(draft, task) is not None:
        params["let_go"] = 1
    choices = ("recount",) if task.act == "accept_count" and task.settled_as == "recount" else task.choices
    draft.set(
        draft.get(ExceptionTask, task.id), stage="open", settled_by=None, settled_as="", settled_units=None,
        params=params, choices=choices,
    )  # fmt: skip


def _uncounted(draft: Draft, task: ExceptionTask, units: int) -> int | None:
    """A count is taken off the books again. What moved meanwhile stays moved; a later count stands."""
    lot = param(task, "lot")
    there = balance(draft, task.warehouse, task.place, task.product, lot)
    if str(there.corrected) != param(task, "corrected") or there.quantity < units:
        return None
    grew = correct(draft, task.warehouse, task.place, task.product, lot, -units)[1]
    counted = draft.find(StockCounted, counted_id(task.place, task.product, lot))
    if counted is not None and counted.stage == "booked" and task.code in _SECOND:
        again = task.settled_as == "accept_count"
        draft.set(counted, stage="accept" if again else "undone", task=task.id if again else "")
    return grew


def _short_again(draft: Draft, task: ExceptionTask, units: int) -> int | None:
    """Units that were found are not there, unless somebody has picked them. What was to come in their place does."""
    stop = pick_task(draft, task)
    assert stop is not None
    if stop.left < units or draft.get(Shipment, stop.shipment).stage in _OVER:
        return None
    count_short(draft, stop, units, stop.short_reason or param(task, "reason"))
    instead = param(task, "instead")
    if instead and not in_place_again(draft, stop, instead, int(task.params["replaced"])):
        return None
    return 0


def _fetched(draft: Draft, task: ExceptionTask, units: int) -> int | None:
    """Units that were put back lie where they lay before."""
    from_, to, lot = param(task, "from"), param(task, "to"), param(task, "lot")
    there = balance(draft, task.warehouse, to, task.product, lot)
    tote, stop = draft.find(Tote, from_), pick_task(draft, task)
    shipment = draft.get(Shipment, stop.shipment) if stop is not None else None
    if there.quantity - there.allocated < units or (shipment is not None and shipment.stage in _OVER):
        return None
    if tote is not None and (tote.shipment is None or (shipment is not None and tote.shipment != shipment.id)):
        return None
    transfer(draft, task.warehouse, task.product, lot, to, from_, units)
    if stop is not None:
        count_picked(draft, stop, units)
        if param(task, "unit"):
            take(draft, stop, param(task, "unit"), lot)
    return 0


def _packed_again(draft: Draft, task: ExceptionTask, units: int) -> int | None:
    """Units that were taken out of a carton are in it again, unless it has left."""
    item = draft.get(CartonItem, carton_item(draft, task))
    carton = draft.get(Carton, item.carton)
    to = param(task, "to")
    there = balance(draft, task.warehouse, to, task.product, item.lot)
    if carton.stage == "shipped" or there.quantity - there.allocated < units:
        return None
    put_in(draft, carton, item.product, item.lot, units)
    count_packed(draft, carton.shipment, item.product, units)
    transfer(draft, task.warehouse, task.product, item.lot, to, param(task, "from"), units)
    return 0
