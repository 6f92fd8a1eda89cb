"""The rows that a substitute is decided over."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.customer.rows import Customer
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.rows import ShipmentLine
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.ops import wants
from backend.ops.kernel import All, Ref, State, Want


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


def _charged(state: State, task: PickTask) -> Iterable[Want]:
    """The order of a stop with its lines, and the customer who owes for it."""
    yield All(OrderLine, "order", task.shipment)
    yield Ref(Order, task.shipment, needed=False)
    order = state.find(Order, task.shipment)
    if order is not None and order.customer:
        yield Ref(Customer, order.customer, needed=False)
