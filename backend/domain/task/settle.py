"""What settling a task does to the books."""

from __future__ import annotations

from backend.domain.count.book import accept, counted_id
from backend.domain.count.rows import StockCounted
from backend.domain.draft import Draft
from backend.domain.order.hold import hold_id, release
from backend.domain.order.promise import give_back, held_for_count, reservation
from backend.domain.order.rows import Reservation
from backend.domain.pack.box import empty_g
from backend.domain.pack.carton import lines_of, take_from
from backend.domain.pack.like import contents_of, learn
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pick.cart import GONE, count_picked, place_of, surplus
from backend.domain.pick.found import Found, found_again
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.pick.serials import free
from backend.domain.stock import places
from backend.domain.stock.ledger import allocate, balance, count, transfer
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask

RULED = ("warn_", "force_")
"""How the codes of tasks begin that are about picking rules."""
COUNTED = {"recount", "accept_count"}
"""What a task is settled as that has changed the books by a count."""


def param(task: ExceptionTask, name: str) -> str:
    """A parameter of a task as text; empty without it."""
    return str(task.params.get(name, ""))


def pick_task(draft: Draft, task: ExceptionTask) -> PickTask | None:
    """The stop that a task is about, if it is about one."""
    return draft.find(PickTask, param(task, "task")) if param(task, "task") else None


def carton_item(draft: Draft, task: ExceptionTask) -> str:
    """The id of what lies in a carton that a task is about; empty if it is about none."""
    id_ = param(task, "item")
    if param(task, "carton") and not id_:
        id_ = f"{param(task, 'carton')}/{task.product}/{param(task, 'lot')}"
    return id_ if id_ and draft.find(CartonItem, id_) is not None else ""


def let_go_of_short(draft: Draft, task: ExceptionTask) -> None:
    """A place was counted: short units stop being held for the count, once."""
    stop = pick_task(draft, task)
    if stop is None or param(task, "let_go"):
        return
    line = draft.get(ShipmentLine, stop.shipment_line)
    over = draft.get(Shipment, stop.shipment).stage in {"shipped", "cancelled"}
    reserved = reservation(draft, line.id, line.product, line.warehouse).quantity
    held = reserved if over else held_for_count(draft, line)
    units = release(draft, stop.id, task.quantity)
    units += give_back(draft, line.id, line.product, line.warehouse, min(task.quantity - units, held))
    elsewhere = min(task.quantity, stop.short - line.short)
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -max(units, elsewhere))


def note_count(draft: Draft, task: ExceptionTask, before: int) -> None:
    """Keep with a task what a count of its place changed, for whoever takes it back. `before`: units in the books."""
    now = balance(draft, task.warehouse, task.place, task.product, param(task, "lot"))
    params = {**task.params, "corrected": now.corrected}
    draft.set(draft.get(ExceptionTask, task.id), settled_units=now.quantity - before, params=params)


def recounted(draft: Draft, task: ExceptionTask, counted: int) -> int:
    """A place was counted: the books follow. Returns how far the shortage grew."""
    let_go_of_short(draft, task)
    waiting = _waiting(draft, task)
    grew = count(draft, task.warehouse, task.place, task.product, param(task, "lot"), counted)
    if waiting is not None:
        now = balance(draft, task.warehouse, task.place, task.product, waiting.lot).corrected
        draft.set(waiting, stage="booked", counted=counted, found=now, task="", by=draft.author, op=draft.op)
    return grew


def accepted(draft: Draft, task: ExceptionTask) -> int:
    """A count stands that differs more than who counted may correct. Returns how far the shortage grew."""
    waiting = _waiting(draft, task)
    return accept(draft, waiting) if waiting is not None else 0


def _waiting(draft: Draft, task: ExceptionTask) -> StockCounted | None:
    """The count that a task is about, if it still is."""
    found = draft.find(StockCounted, counted_id(task.place, task.product, param(task, "lot")))
    return found if found is not None and found.task == task.id else None


def found_after_all(draft: Draft, task: ExceptionTask) -> Found | None:
    """Short units were there. Those that were picked elsewhere meanwhile are free for others.

    The task keeps how many are to be picked again, and what was to come in their place, for whoever takes it back; not
    where some went to others, nor where that was to come from several places.
    """
    stop = pick_task(draft, task)
    if stop is None:
        return None
    before = draft.find(Reservation, hold_id(stop.id))
    held = before is not None and before.quantity > 0
    found = found_again(draft, stop, min(task.quantity, stop.short))
    units = release(draft, stop.id, task.quantity)
    allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -units)
    stops = [one.stop for one in found.given_up]
    if not (held and (units or found.elsewhere)) and (not stops or (len(stops) == 1 and stops[0])):
        instead = {"instead": stops[0], "replaced": found.given_up[0].units} if stops else {}
        draft.set(task, settled_units=found.units, params={**task.params, **instead})
    return found


def put_back(draft: Draft, task: ExceptionTask) -> int:
    """Surplus or recalled units are in their bin again, as far as the books still hold them elsewhere."""
    to, lot = param(task, "to"), param(task, "lot")
    from_ = _lie_in(draft, task)
    if not from_:
        return 0
    units = min(task.quantity, balance(draft, task.warehouse, from_, task.product, lot).quantity)
    stop = pick_task(draft, task)
    if stop is not None:
        ruled = task.code.startswith(RULED)
        units = min(units, stop.picked if ruled else surplus(stop, draft.get(Shipment, stop.shipment)))
        count_picked(draft, stop, -units)
        # A number that was taken twice stays with the unit that has it rightly.
        if units and param(task, "unit") and not task.code.endswith("_serial"):
            free(draft, stop.id, task.product, param(task, "unit"))
    item = draft.find(CartonItem, param(task, "item")) if param(task, "item") else None
    if item is not None:
        carton = draft.get(Carton, item.carton)
        units = 0 if carton.stage == "shipped" else min(units, item.quantity)
        take_from(draft, carton, item, units)
    transfer(draft, task.warehouse, task.product, lot, from_, to, units)
    _free_tote(draft, from_)
    return units


def _lie_in(draft: Draft, task: ExceptionTask) -> str:
    """Where units to put back are by now: what lay loose may have come into the tote of its slot since.

    And what lay in a tote of an order may be in another one: a packer who takes goods out again puts them into any. The
    task keeps the place, for whoever takes it back.
    """
    from_, lot = param(task, "from"), param(task, "lot")
    stop = pick_task(draft, task)
    slot = draft.find(PickSlot, stop.slot) if stop is not None else None
    if stop is None or slot is None:
        return from_
    mine = [place_of(draft, slot)] if from_ == places.cart(task.warehouse) else []
    others = sorted(tote.id for tote in draft.all(Tote, "shipment", stop.shipment))
    for place in [*mine, from_, *others]:
        if balance(draft, task.warehouse, place, task.product, lot).quantity >= task.quantity:
            if place != from_:
                draft.set(draft.get(ExceptionTask, task.id), params={**task.params, "from": place})
            return place
    return from_


def left_behind(draft: Draft, task: ExceptionTask) -> PickTask | None:
    """The stop of a walk that is over, whose units were put back and are still wanted; none if all is well."""
    stop = pick_task(draft, task)
    if stop is None or not task.code.startswith(RULED) or not stop.left:
        return None
    shipment = draft.get(Shipment, stop.shipment)
    over = draft.get(PickRun, stop.run).stage == "done" and shipment.stage not in GONE
    return stop if over else None


def taken_out(draft: Draft, task: ExceptionTask) -> int:
    """Units that the order does not want are out of the carton again, as far as the books still hold them there."""
    id_ = f"{param(task, 'carton')}/{task.product}/{param(task, 'lot')}"
    item = draft.find(CartonItem, id_) if param(task, "carton") else None
    carton = draft.get(Carton, item.carton) if item is not None else None
    if item is None or carton is None or carton.stage == "shipped":
        return 0
    units = min(task.quantity, item.quantity)
    if task.code == "over_pack":  # the packer may have scanned it out again at once
        lines = lines_of(draft, carton.shipment, task.product)
        units = min(units, max(0, sum(line.packed - line.wanted for line in lines)))
    take_from(draft, carton, item, units)
    transfer(draft, task.warehouse, task.product, item.lot, param(task, "from"), param(task, "to"), units)
    return units


def weighed_right(draft: Draft, task: ExceptionTask) -> None:
    """A carton holds what it should, whatever the scale said: the next of its kind will not be asked about so soon."""
    carton = draft.find(Carton, param(task, "carton"))
    if carton is None or str(carton.weight_g) != param(task, "weighed"):
        return
    items = draft.all(CartonItem, "carton", carton.id)
    contents = contents_of((i.product, i.quantity) for i in items)
    learn(draft, carton.warehouse, contents, carton.weight_g - empty_g(draft, carton))


def _free_tote(draft: Draft, place: str) -> None:
    """A tote of a cancelled order is free once it is empty."""
    tote = draft.find(Tote, place)
    if tote is None or tote.shipment is None:
        return
    over = draft.get(Shipment, tote.shipment).stage == "cancelled"
    if over and not any(s.quantity for s in draft.all(Stock, "location", place)):
        draft.set(tote, shipment=None)
