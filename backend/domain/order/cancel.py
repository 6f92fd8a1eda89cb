"""Taking an order back from the floor, wherever its units are by now."""

from __future__ import annotations

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.order.promise import give_back, held_for_count, reservation
from backend.domain.order.rows import OrderLine
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pick.cart import place_of
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.stock import places
from backend.domain.stock.ledger import allocate
from backend.domain.stock.rows import Stock


class Return(Struct, frozen=True):
    """Units to put back: from where, to which bin. `task` for loose units on a cart, `item` for units in a carton."""

    product: str
    lot: str
    units: int
    from_: str
    to: str
    task: str = ""
    item: str = ""


def free_promises(draft: Draft, line: OrderLine, warehouse: str) -> None:
    """Free what is reserved for a line, but for units that wait for a count."""
    on_floor = draft.find(ShipmentLine, line.id)
    held = held_for_count(draft, on_floor) if on_floor is not None else 0
    give_back(
        draft, line.id, line.product, warehouse, reservation(draft, line.id, line.product, warehouse).quantity - held
    )


def recall(draft: Draft, shipment: Shipment) -> list[Return]:
    """Stop the picking of a shipment. Returns what has to be put back."""
    tasks = sorted(draft.all(PickTask, "shipment", shipment.id), key=lambda t: (t.run, t.sequence))
    homes: dict[str, str] = {}
    for task in tasks:
        homes.setdefault(task.product, task.location)
        allocate(draft, task.warehouse, task.location, task.product, task.lot, -task.left)
        draft.set(task, cancelled=True)
    for run in {task.run for task in tasks}:
        _stop_run(draft, draft.get(PickRun, run))
    return [
        *_loose(draft, tasks),
        *_in_totes(draft, shipment, homes),
        *_in_cartons(draft, shipment, homes),
    ]


def _stop_run(draft: Draft, run: PickRun) -> None:
    if run.stage == "ready" and all(t.cancelled for t in draft.all(PickTask, "run", run.id)):
        draft.set(run, stage="cancelled")


def _loose(draft: Draft, tasks: list[PickTask]) -> list[Return]:
    cart = [t for t in tasks if t.picked and place_of(draft, draft.get(PickSlot, t.slot)) == places.cart(t.warehouse)]
    return [Return(t.product, t.lot, t.picked, places.cart(t.warehouse), t.location, task=t.id) for t in cart]


def _in_totes(draft: Draft, shipment: Shipment, homes: dict[str, str]) -> list[Return]:
    return [
        Return(s.product, s.lot, s.quantity, tote.id, homes[s.product])
        for tote in draft.all(Tote, "shipment", shipment.id)
        for s in draft.all(Stock, "location", tote.id)
        if s.quantity and s.product in homes
    ]


def _in_cartons(draft: Draft, shipment: Shipment, homes: dict[str, str]) -> list[Return]:
    return [
        Return(i.product, i.lot, i.quantity, places.pack(shipment.warehouse), homes[i.product], item=i.id)
        for carton in draft.all(Carton, "shipment", shipment.id)
        for i in draft.all(CartonItem, "carton", carton.id)
        if i.quantity and i.product in homes
    ]
