"""From a file of orders to orders: matched with our catalogue and customers, and sent down the one road."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.customer.rows import Customer
from backend.domain.outcome import Out
from backend.domain.product.rows import Product
from backend.exchange.intake.shopify import OrderDraft, Problem, read_orders
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.store.tables import TABLES
from backend.sync.service import OwnOp, Sync, own_id
from backend.sync.wire import OutcomeFrame

DEVICE = "sys:import"
ORDERS_A_STEP = 200
Progress = Callable[[int, int], None]
"""Told how many orders are done, of how many."""


class Intake(Struct, frozen=True, kw_only=True):
    """What a file came to: orders that are new, orders that were there before, and what is wrong with the rest."""

    placed: tuple[str, ...] = ()
    there_before: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    encoding: str = ""

    @property
    def errors(self) -> int:
        """How many orders or rows were left out."""
        return sum(p.severity == "error" for p in self.problems)


class Known(Struct, frozen=True):
    """What orders are matched against."""

    products: frozenset[str]
    customers: dict[str, tuple[str, str | None]]
    """By lower-case e-mail: the customer and their sales person."""


def known(connection: sa.Connection) -> Known:
    """Read the catalogue's SKUs and the customers' addresses."""
    products, customers = TABLES[Product], TABLES[Customer]
    found = connection.execute(sa.select(customers.c.email, customers.c.id, customers.c.rep).order_by(customers.c.id))
    return Known(
        frozenset(connection.scalars(sa.select(products.c.id).where(products.c.active))),
        {email.casefold(): (id_, rep) for email, id_, rep in found if email},
    )


async def take_in(
    sync: Sync, content: bytes, warehouse: str, *, dry_run: bool = False, progress: Progress | None = None
) -> Intake:
    """Read a Shopify orders export and place its orders for a warehouse. The same file again places nothing."""
    reading = read_orders(content)
    there = await sync.store.read(known)
    problems = list(reading.problems)
    drafts: list[OrderDraft] = []
    for draft in reading.orders:
        lacking = _unknown(draft, there)
        problems += lacking
        if not lacking:
            drafts.append(draft)
    placed, before = [], []
    for start in range(0, 0 if dry_run else len(drafts), ORDERS_A_STEP):
        part = drafts[start : start + ORDERS_A_STEP]
        ops, seen = await _numbered(sync, part, [place(d, there, warehouse) for d in part])
        outcomes = await sync.record(DEVICE, ops)
        for draft, op, outcome in zip(part, ops, outcomes, strict=True):
            if op.id in seen or outcome.code == "already_there":
                before.append(draft.number)
            elif outcome.out in {Out.APPLIED, Out.EXCEPTION}:
                placed.append(draft.number)
            else:
                problems.append(_not_taken(draft, outcome))
        if progress:
            progress(min(start + ORDERS_A_STEP, len(drafts)), len(drafts))
    return Intake(
        placed=tuple(placed), there_before=tuple(before), problems=tuple(sorted(problems, key=lambda p: p.row)),
        rows=reading.rows, encoding=reading.encoding,
    )  # fmt: skip


async def _numbered(
    sync: Sync, drafts: Sequence[OrderDraft], bodies: Sequence[OrderPlace]
) -> tuple[list[OwnOp], dict[str, OutcomeFrame]]:
    """Ops with an id of the order's own, so that it counts once. One that was refused may be tried again."""
    tries = [0] * len(drafts)
    while True:
        ids = [own_id(d.channel, d.external_id, str(n)) for d, n in zip(drafts, tries, strict=True)]
        seen = await sync.known(ids)
        again = [i for i, id_ in enumerate(ids) if id_ in seen and _may_try_again(seen[id_])]
        if not again:
            return [OwnOp(body, id_) for body, id_ in zip(bodies, ids, strict=True)], seen
        for i in again:
            tries[i] += 1


def _may_try_again(outcome: OutcomeFrame) -> bool:
    return outcome.out not in {Out.APPLIED, Out.EXCEPTION} and outcome.code != "already_there"


def place(draft: OrderDraft, there: Known, warehouse: str) -> OrderPlace:
    """The op that places an order as the shop has it."""
    customer, rep = there.customers.get(draft.email.casefold(), (None, None))
    to = draft.shipping
    return OrderPlace(
        order=own_id("order", draft.channel, draft.external_id), number=draft.number, channel=draft.channel,
        external_id=draft.external_id, customer=customer, rep=rep, warehouse=warehouse, currency=draft.currency,
        lines=tuple(PlacedLine(product=x.sku, quantity=x.quantity, unit_price=x.unit_price) for x in draft.lines),
        total=draft.total, placed_at=draft.placed_at, ship_name=to.company or to.name,
        ship_street=", ".join(filter(None, (to.street1, to.street2)))[:200], ship_city=to.city, ship_zip=to.zip,
        ship_country=to.country, ship_phone=to.phone, payment=draft.payment_status, notes=draft.notes,
    )  # fmt: skip


def _unknown(draft: OrderDraft, there: Known) -> list[Problem]:
    rows = sorted(line.row for line in draft.lines)
    return [
        Problem(
            row=line.row, column="Lineitem sku", code="unknown_sku", value=line.sku, severity="error",
            en=f"No product {line.sku} in the catalogue; order {draft.number} was left out",
            zh=f"目录中没有产品 {line.sku}；订单 {draft.number} 未导入", also=tuple(r for r in rows if r != line.row),
        )
        for line in draft.lines
        if line.sku not in there.products
    ]  # fmt: skip


def _not_taken(draft: OrderDraft, outcome: OutcomeFrame) -> Problem:
    why = ", ".join(f"{k} {v}" for k, v in outcome.params.items())
    return Problem(
        row=draft.lines[0].row, column="Name", code=outcome.code, value=draft.number, severity="error",
        en=f"Order {draft.number} was not taken: {outcome.code} ({why})",
        zh=f"订单 {draft.number} 未被接收：{outcome.code}（{why}）",
    )  # fmt: skip
