"""Promises made offline: which of them a lease makes firm, and what becomes of those that it does not."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.order.promise import reservation
from backend.domain.order.rows import Order, OrderLine
from backend.domain.stock.lease import Lease, draw
from backend.domain.stock.position import firm_up
from backend.domain.task.rows import ExceptionTask

CHOICES = ("backorder", "substitute", "partial", "cancel")
"""Ways out for an order whose promise cannot be kept as it was made."""


class Holder(Struct, frozen=True):
    """Who promises, from where, and when the server heard of it (UTC milliseconds)."""

    device: str
    person: str
    received_at: int


class Unkept(Struct, frozen=True):
    """Units that were promised from a lease, and why it does not hold."""

    code: str
    product: str
    units: int


def fault_of(lease: Lease | None, warehouse: str, product: str, units: int, holder: Holder) -> str:
    """Why a lease does not make units firm; empty if it does.

    A cloned or restored device has another id than the lease says, so what it promises is foreign.
    """
    if lease is None or (lease.device, lease.person) != (holder.device, holder.person):
        return "lease_foreign"
    if (lease.warehouse, lease.product) != (warehouse, product):
        return "lease_foreign"
    if lease.used + units > lease.quantity:
        return "lease_overdrawn"
    if lease.state != "open" or holder.received_at >= lease.reclaim_at:
        return "lease_late"
    return ""


def make_firm(
    draft: Draft, order: Order, line: OrderLine, uses: Iterable[tuple[str, int]], holder: Holder
) -> list[Unkept]:
    """Turn what a line draws from leases into its reservation. Returns what does not hold; that is not reserved."""
    unkept: list[Unkept] = []
    for id_, units in uses:
        lease = draft.find(Lease, id_)
        code = fault_of(lease, order.warehouse, line.product, units, holder)
        if not code and line.reserved + units > line.ordered:
            code = "lease_overdrawn"
        if code or lease is None:
            unkept.append(Unkept(code, line.product, units))
            continue
        draw(draft, lease, units)
        firm_up(draft, order.warehouse, line.product, units)
        before = reservation(draft, line.id, line.product, order.warehouse)
        draft.set(before, quantity=before.quantity + units)
        line = draft.set(line, reserved=line.reserved + units)
    return unkept


class Foreseen(Struct):
    """What a device can tell of a promise before the server has heard of it.

    `firm` of `units` are firm if the server hears of them by `by` (UTC milliseconds; 0 with nothing firm). `why` is the
    first reason for which something that was drawn on a lease is not.
    """

    firm: int = 0
    units: int = 0
    by: int = 0
    why: str = ""


def foresee(
    draft: Draft, warehouse: str, line: OrderLine, uses: Iterable[tuple[str, int]], holder: Holder, told: Foreseen
) -> None:
    """Draw on the leases that a device holds. No books are moved: they are the server's."""
    told.units += line.ordered
    for id_, units in uses:
        lease = draft.find(Lease, id_)
        code = fault_of(lease, warehouse, line.product, units, holder)
        if not code and line.reserved + units > line.ordered:
            code = "lease_overdrawn"
        if code or lease is None:
            told.why = told.why or code
            continue
        draw(draft, lease, units)
        told.firm += units
        told.by = min(told.by or lease.use_by, lease.use_by)
        line = draft.set(line, reserved=line.reserved + units)


def settle_unkept(draft: Draft, order: Order, how: str) -> None:
    """Somebody has decided on an order: the task that asked for it is done."""
    task = draft.find(ExceptionTask, order.unkept) if order.unkept else None
    if task is not None and task.stage == "open":
        draft.set(task, stage="settled", settled_by=draft.author, settled_as=how)
