"""A wave before it is released: the runs that approved orders would make, and which of them bins do not cover."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Annotated, TypeVar

import sqlalchemy as sa
from msgspec import Meta, Struct

from backend.domain.draft import Draft
from backend.domain.order.rows import Order, OrderLine
from backend.domain.people.roles import Right, may
from backend.domain.pick.burden import burden
from backend.domain.pick.carts import URGENT_HOURS, CartType, ReleaseRule
from backend.domain.pick.rules import PickRule
from backend.domain.pick.run import Load, Stop, plan
from backend.domain.pick.wave import HOUR_MS, Candidate, Cart, Mode, Proposal, cart_of, propose
from backend.domain.product.rows import Lot, Product, ProductUnit
from backend.domain.row import Row, wh
from backend.domain.stock.rows import Location, Stock
from backend.domain.units import RowId, UtcMs
from backend.queries.kernel import Asker, NotThere, Query, query
from backend.store import rows as stored
from backend.store.tables import TABLES

R = TypeVar("R", bound=Row)
ORDERS_MAX = 500


class Lacking(Struct):
    """Units of a product that no bin has for an order, though they are reserved."""

    order: str
    product: str
    missing: int


class Wave(Struct):
    """The runs in the order in which they should go, and what cannot go: it is in no run.

    `later` is how many orders were left out because they are due after the cutoff, or on no day; `urgent_hours` what
    the plan takes for urgent.
    """

    runs: list[Proposal]
    lacking: list[Lacking]
    later: int = 0
    urgent_hours: int = URGENT_HOURS


@query(right=Right.RELEASE)
class PickWave(Query, frozen=True, kw_only=True):
    """Plan a wave of the approved orders of a warehouse, the first due first; nothing changes by it.

    Orders due within `urgent_hours` never share a cart with others; without, what the floor's lead has said counts.
    `kilograms` and `litres` of a cart: 0 for no limit; a `cart` of the floor says them, and its slots, by itself. With
    `due_before` only orders that are due until then go.
    """

    warehouse: RowId
    mode: Mode = "cluster"
    slots: Annotated[int, Meta(ge=1, le=24)] = 8
    kilograms: Annotated[int, Meta(ge=0, le=10_000)] = 0
    litres: Annotated[int, Meta(ge=0, le=100_000)] = 0
    urgent_hours: Annotated[int, Meta(ge=0, le=240)] | None = None
    cart: RowId | None = None
    due_before: UtcMs = 0

    def answer(self, connection: sa.Connection, asker: Asker) -> Wave:
        if not may(Right.RELEASE, wh(self.warehouse), asker.roles):
            raise NotThere("warehouse", self.warehouse)
        now = time.time_ns() // 1_000_000
        candidates, lacking, later = _candidates(connection, self.warehouse, now, self.due_before)
        hours = _urgent_hours(connection, self.warehouse) if self.urgent_hours is None else self.urgent_hours
        runs = propose(candidates, self.mode, self._cart(connection), now + hours * HOUR_MS)
        return Wave(runs, lacking, later, hours)

    def _cart(self, connection: sa.Connection) -> Cart:
        if self.cart is None:
            return Cart(self.slots, self.kilograms * 1000, self.litres * 1000)
        for kind in stored.load(connection, CartType, "id", [self.cart]):
            if kind.warehouse == self.warehouse:
                return cart_of(kind)
        raise NotThere("cart_type", self.cart)


def _urgent_hours(connection: sa.Connection, warehouse: str) -> int:
    found = stored.load(connection, ReleaseRule, "id", [warehouse])
    return found[0].urgent_hours if found else URGENT_HOURS


class _Held:
    """Rows that were read, for the planning of `pick.release` to look at."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {(type(row), row.id): row for row in rows}

    def find(self, row: type[R], id_: str) -> R | None:
        found = self._rows.get((row, id_))
        return found if isinstance(found, row) else None

    def get(self, row: type[R], id_: str) -> R:
        found = self.find(row, id_)
        assert found is not None, id_
        return found

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        return [r for r in self._rows.values() if isinstance(r, row) and getattr(r, field) == value]


def _held(connection: sa.Connection, warehouse: str, products: Sequence[str]) -> _Held:
    """Where products lie, and the rules that their picking goes by."""
    stocks = stored.load(connection, Stock, "product", products)
    return _Held([
        *stocks,
        *stored.load(connection, Location, "id", sorted({s.location for s in stocks})),
        *stored.load(connection, Lot, "product", products),
        *stored.load(connection, Product, "id", products),
        *stored.load(connection, PickRule, "warehouse", [warehouse]),
    ])  # fmt: skip


def _candidates(
    connection: sa.Connection, warehouse: str, now: int, due_before: int
) -> tuple[list[Candidate], list[Lacking], int]:
    """Orders in turn, each over what the ones before leave in the bins; and how many are due too late to go."""
    table = TABLES[Order]
    ready = stored.load_all(
        connection, Order, (table.c.stage == "approved") & (table.c.warehouse == warehouse) & (table.c.held == "")
    )
    going = [o for o in ready if not due_before or (o.due_at is not None and o.due_at <= due_before)]
    later = len(ready) - len(going)
    ready = sorted(going, key=lambda o: (o.due_at is None, o.due_at or 0, o.number))[:ORDERS_MAX]
    lines: dict[str, list[OrderLine]] = {}
    for line in stored.load(connection, OrderLine, "order", [o.id for o in ready]):
        if line.reserved > 0:
            lines.setdefault(line.order, []).append(line)
    products = sorted({line.product for some in lines.values() for line in some})
    held = _held(connection, warehouse, products)
    sizes = _Sizes(connection, products)
    found: list[Candidate] = []
    lacking: list[Lacking] = []
    draft = Draft(held, op="", author="", at=now)
    for order in ready:
        mine = tuple(sorted(lines.get(order.id, []), key=lambda line: line.n))
        if not mine:
            continue
        attempt = Draft(draft, op="", author="", at=now)
        stops, uncovered = plan(attempt, warehouse, [Load(order, mine)], now)
        if uncovered:
            lacking += [Lacking(order.id, u.lack.product, u.lack.wanted - u.lack.free) for u in uncovered]
            continue
        for row in attempt.rows():
            draft.put(row)
        found.append(_candidate(order, stops, sizes))
    return found, lacking, later


class _Sizes:
    """What the catalogue knows of how heavy and how large goods are."""

    def __init__(self, connection: sa.Connection, products: Sequence[str]) -> None:
        self.products = {p.id: p for p in stored.load(connection, Product, "id", products)}
        self.packs = stored.load(connection, ProductUnit, "product", products)


def _candidate(order: Order, stops: Sequence[Stop], sizes: _Sizes) -> Candidate:
    units = [(stop.line.product, stop.share.units) for stop in stops]
    grams, millilitres = burden(units, sizes.products, sizes.packs)
    return Candidate(
        order=order.id, due=order.due_at, stops=len(stops), units=sum(n for _, n in units), grams=grams,
        millilitres=millilitres, aisles=frozenset(s.share.shelf.location.code.partition("-")[0] for s in stops),
        goods=frozenset((s.share.shelf.location.id, s.line.product) for s in stops),
    )  # fmt: skip
