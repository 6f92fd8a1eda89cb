"""The rows that a substitute is decided over, and what is said of one when the units turn up."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Params, PhysicalTask
from backend.domain.pack.rows import ShipmentLine
from backend.domain.pick.found import Found, nobody_comes, product_instead
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.ops import wants
from backend.ops.answer import Trouble
from backend.ops.kernel import All, Ref, State, Text, Want

PICKED_INSTEAD = Text(
    "{other} goes in place of {stay} of them already: leave those at {place}",
    "其中 {stay} 件已用 {other} 代替：请留在 {place}",
)


def replace_wants(state: State, stop: str, other: str) -> Iterable[Want]:
    """A short stop, its line with its promise, the order, and the entry and position of the other product."""
    yield from wants.task(state, stop)
    task = state.find(PickTask, stop)
    if task is None:
        return
    yield Ref(PickRun, task.run)
    yield All(PickTask, "run", task.run)
    yield wants.held(task.id)
    yield from wants.promise(task.shipment_line, task.warehouse, task.product)
    yield Ref(OrderLine, task.shipment_line, needed=False)
    yield from _charged(state, task)
    yield Ref(Substitute, substitute_id(task.product, other), needed=False)
    yield wants.position(task.warehouse, other)


def given_up_wants(state: State, stop: str) -> Iterable[Want]:
    """A stop whose units turn up or are short again: where its line has them from, and what goes in place of it."""
    yield from wants.task(state, stop)
    task = state.find(PickTask, stop)
    if task is None:
        return
    yield Ref(PickRun, task.run, needed=False)
    yield from wants.promise(task.shipment_line, task.warehouse, task.product)
    yield from wants.elsewhere(state, task)
    yield from _charged(state, task)
    yield All(ShipmentLine, "shipment", task.shipment)
    others = [s for s in state.all(ShipmentLine, "shipment", task.shipment) if s.instead_of == task.shipment_line]
    for line in others:
        yield from wants.promise(line.id, line.warehouse, line.product)
        yield All(PickTask, "shipment_line", line.id)
        for other in state.all(PickTask, "shipment_line", line.id):
            yield wants.balance(other.location, other.product, other.lot)
            yield wants.held(other.id)
            yield Ref(PickRun, other.run, needed=False)


def after_found(draft: Draft, task: PickTask, found: Found) -> list[Trouble]:
    """What the hands have to know once units have turned up: some are not wanted, or nobody comes by for them."""
    troubles: list[Trouble] = []
    if found.stay:
        leave = PhysicalTask("leave_there", task.warehouse, task.location, task.product, found.stay, ("seen",))
        said: Params = {
            "other": product_instead(draft, task),
            "stay": found.stay,
            "place": task.location,
            "task": task.id,
        }
        troubles.append(Trouble("picked_instead", leave, said))
    run, left = nobody_comes(draft, task), draft.get(PickTask, task.id).left
    if run is not None:
        rest = PhysicalTask("pick_rest", task.warehouse, task.location, task.product, left)
        told: Params = {"units": left, "stops": 1, "number": run.number, "task": task.id}
        troubles.append(Trouble("unfinished", rest, told))
    return troubles


def _charged(state: State, task: PickTask) -> Iterable[Want]:
    """The order of a stop with its lines, and the customer who owes for it."""
    yield All(OrderLine, "order", task.shipment)
    yield Ref(Order, task.shipment, needed=False)
    order = state.find(Order, task.shipment)
    if order is not None and order.customer:
        yield Ref(Customer, order.customer, needed=False)
