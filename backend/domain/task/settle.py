"""What settling a task does to the books."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.order.promise import found_again, give_back, held_for_count, reservation
from backend.domain.pack.carton import take_from
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pick.cart import count_picked, surplus
from backend.domain.pick.rows import PickTask, Tote
from backend.domain.stock.ledger import allocate, balance, count, transfer
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask


def param(task: ExceptionTask, name: str) -> str:
    """A parameter of a task as text; empty without it."""
    return str(task.params.get(name, ""))


def pick_task(draft: Draft, task: ExceptionTask) -> PickTask | None:
    """The stop that a task is about, if it is about one."""
    return draft.find(PickTask, param(task, "task")) if param(task, "task") else None


def recounted(draft: Draft, task: ExceptionTask, counted: int) -> int:
    """A place was counted: short units stop being held for the count. Returns how far the shortage grew."""
    stop = pick_task(draft, task)
    if stop is not None:
        line = draft.get(ShipmentLine, stop.shipment_line)
        over = draft.get(Shipment, stop.shipment).stage in {"shipped", "cancelled"}
        reserved = reservation(draft, line.id, line.product, line.warehouse).quantity
        held = reserved if over else held_for_count(draft, line)
        units = give_back(draft, line.id, line.product, line.warehouse, min(task.quantity, held))
        allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -units)
    return count(draft, task.warehouse, task.place, task.product, param(task, "lot"), counted)


def found_after_all(draft: Draft, task: ExceptionTask) -> None:
    """Short units were there."""
    stop = pick_task(draft, task)
    if stop is not None:
        found_again(draft, stop, min(task.quantity, stop.short))


def put_back(draft: Draft, task: ExceptionTask) -> int:
    """Surplus or recalled units are in their bin again, as far as the books still hold them elsewhere."""
    from_, to, lot = param(task, "from"), param(task, "to"), param(task, "lot")
    if not from_:
        return 0
    units = min(task.quantity, balance(draft, task.warehouse, from_, task.product, lot).quantity)
    stop = pick_task(draft, task)
    if stop is not None:
        units = min(units, surplus(stop, draft.get(Shipment, stop.shipment)))
        count_picked(draft, stop, -units)
    item = draft.find(CartonItem, param(task, "item")) if param(task, "item") else None
    if item is not None:
        carton = draft.get(Carton, item.carton)
        units = 0 if carton.stage == "shipped" else min(units, item.quantity)
        take_from(draft, carton, item, units)
    transfer(draft, task.warehouse, task.product, lot, from_, to, units)
    _free_tote(draft, from_)
    return units


def taken_out(draft: Draft, task: ExceptionTask) -> int:
    """Units that the order does not want are out of the carton again, as far as the books still hold them there."""
    id_ = f"{param(task, 'carton')}/{task.product}/{param(task, 'lot')}"
    item = draft.find(CartonItem, id_) if param(task, "carton") else None
    carton = draft.get(Carton, item.carton) if item is not None else None
    if item is None or carton is None or carton.stage == "shipped":
        return 0
    units = min(task.quantity, item.quantity)
    take_from(draft, carton, item, units)
    transfer(draft, task.warehouse, task.product, item.lot, param(task, "from"), param(task, "to"), units)
    return units


def _free_tote(draft: Draft, place: str) -> None:
    """A tote of a cancelled order is free once it is empty."""
    tote = draft.find(Tote, place)
    if tote is None or tote.shipment is None:
        return
    over = draft.get(Shipment, tote.shipment).stage == "cancelled"
    if over and not any(s.quantity for s in draft.all(Stock, "location", place)):
        draft.set(tote, shipment=None)
