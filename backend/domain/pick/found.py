"""Short units that are there after all: they are picked, and what was to come in their place is not."""

from __future__ import annotations

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.order.hold import release
from backend.domain.order.promise import give_back, reservation
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.cart import GONE, count_short
from backend.domain.pick.elsewhere import take_back
from backend.domain.pick.give_up import GivenUp, give_up_some, stands_for
from backend.domain.pick.rows import PickRun, PickTask


class Found(Struct, frozen=True):
    """What came of units that were found.

    `units` are to be picked again. `elsewhere` of them were to come from other bins, those of `given_up` as another
    product. `stay` of what was found are not wanted: what stands for them is picked already.
    """

    units: int
    elsewhere: int
    given_up: tuple[GivenUp, ...]
    stay: int


def found_again(draft: Draft, task: PickTask, units: int) -> Found:
    """Short units were there after all: they are to be picked, or are free for others if the order is over.

    Those that the line lacks come first; then they take the place of another product, and then of what was to be
    picked elsewhere. What was picked of those already is not picked twice: it stays as it is until the bin is counted.
    """
    lacking = min(units, draft.get(ShipmentLine, task.shipment_line).short)
    given_up = give_up_some(draft, task, units - lacking)
    replaced = sum(one.units for one in given_up)
    instead = take_back(draft, task, units - lacking - replaced)
    found = lacking + replaced + instead
    if instead:
        line = draft.get(ShipmentLine, task.shipment_line)
        draft.set(line, short=line.short + instead)
        release(draft, task.id, instead)
    if found:
        count_short(draft, task, -found, task.short_reason if found < task.short else "")
    if draft.get(Shipment, task.shipment).stage in {"shipped", "cancelled"}:
        line = draft.get(ShipmentLine, task.shipment_line)
        reserved = reservation(draft, line.id, line.product, line.warehouse).quantity
        give_back(draft, line.id, line.product, line.warehouse, min(found, reserved - line.short))
    return Found(found, instead, given_up, min(units - found, _standing(draft, task)))


def _standing(draft: Draft, task: PickTask) -> int:
    """Units of the line of a stop that another product still stands for."""
    if task.cancelled:
        return 0
    lines = draft.all(ShipmentLine, "shipment", task.shipment)
    return sum(stands_for(line) for line in lines if line.instead_of == task.shipment_line)


def product_instead(draft: Draft, task: PickTask) -> str:
    """What is sent in place of units of a stop: the last that it was."""
    lines = draft.all(ShipmentLine, "shipment", task.shipment)
    return [s.product for s in lines if s.instead_of == task.shipment_line and stands_for(s)][-1]


def nobody_comes(draft: Draft, task: PickTask) -> PickRun | None:
    """The walk of a stop, where it is over and the order still wants units of it; none if somebody comes by."""
    run, stop = draft.find(PickRun, task.run), draft.get(PickTask, task.id)
    over = run is not None and run.stage == "done"
    return run if over and stop.left and draft.get(Shipment, task.shipment).stage not in {*GONE, "cancelled"} else None
