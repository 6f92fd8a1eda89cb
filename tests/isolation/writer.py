"""One of several writers: appends to lists through the real committer, and tells what it saw.

As a process: `python -m tests.isolation.writer ADDRESS NAME COUNT SEED FAULT`; it prints its history as JSON lines.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.customer.rows import Customer
from backend.domain.order.rows import Order
from backend.domain.outcome import Applied, Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun
from backend.domain.row import Row
from backend.domain.stock.rows import Location, Stock
from backend.ops import versions
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Want
from backend.store import rows as stored
from backend.store.engine import Store
from backend.sync.admit import Chunk, Decided
from backend.sync.commit import Committer
from backend.sync.receipts import Receipts
from backend.sync.service import now_ms
from tests.isolation import faults
from tests.isolation.history import Element, Tx

WAREHOUSES = ("AMS", "BRU", "CGN")
BLOCK = 120
"""Transactions after which all writers go on to fresh lists: reads stay short, and rows are made all the time."""
LISTS = 3
"""Of each sort, at a time."""


class Mix(Op, frozen=True, kw_only=True):
    """Read some lists, and append to some. A test's own op: the engine treats it as any other."""

    reads: tuple[str, ...]
    appends: tuple[str, ...]
    twice: bool = False

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        return [_want(key) for key in {*self.reads, *self.appends}]

    def decide(self, state: State, context: Context) -> Outcome:
        seen = {key: _elements(state, key) for key in sorted({*self.reads, *self.appends})}
        added = {key: [f"{context.id}.{i}" for i in range(1 + self.twice)] for key in self.appends}
        faults.pause()
        rows = [row for key in self.appends for row in _appended(state, key, seen[key], added[key])]
        return Applied(tuple(rows), {key: " ".join(elements) for key, elements in seen.items()})


Mix.kind, Mix.nature, Mix.right, Mix.offline = "test.mix", Nature.REQUEST, Right.SERVER, Offline.ONLINE
Mix.words = {}


def _want(key: str) -> Want:
    sort, _, name = key.partition(":")
    if sort == "set":
        return All(Stock, "product", name)
    if sort == "number":
        return All(Order, "number", name)
    return Ref(_ROWS[sort], name, needed=False)


_ROWS: dict[str, type[Row]] = {"place": Location, "run": PickRun, "desk": Customer, "order": Order}


def _elements(state: State, key: str) -> list[Element]:
    """A list is a text in one row; of the sort `set`, rows on any floor, in the order of what each says it is."""
    sort, _, name = key.partition(":")
    if sort == "set":
        rows = sorted(state.all(Stock, "product", name), key=lambda s: (s.quantity, s.id))
        return [s.id.split("/")[1] for s in rows]
    if sort == "number":
        orders = sorted(state.all(Order, "number", name), key=lambda o: (o.total, o.id))
        return [o.id for o in orders]
    if sort == "order":
        order = state.find(Order, name)
        return order.notes.split() if order else []
    if sort == "place":
        place = state.find(Location, name)
        return place.zone.split() if place else []
    if sort == "run":
        run = state.find(PickRun, name)
        return run.number.split() if run else []
    customer = state.find(Customer, name)
    return customer.name.split() if customer else []


def _appended(state: State, key: str, seen: list[Element], added: list[Element]) -> list[Row]:
    sort, _, name = key.partition(":")
    text = " ".join([*seen, *added])
    if sort == "set":
        floor = WAREHOUSES[hash_of(added[0]) % len(WAREHOUSES)]
        return [
            Stock(id=f"{floor}/{one}/{name}", warehouse=floor, location=f"{floor}/1", product=name, quantity=n)
            for n, one in enumerate(added, len(seen) + 1)
        ]
    if sort == "number":
        return [Order(id=one, number=name, warehouse="AMS", total=n) for n, one in enumerate(added, len(seen) + 1)]
    if sort == "order":
        order = state.find(Order, name)
        return [msgspec.structs.replace(order or Order(id=name, number=name, warehouse="AMS"), notes=text)]
    if sort == "place":
        floor, _, code = name.partition("/")
        place = state.find(Location, name)
        return [msgspec.structs.replace(place or Location(id=name, warehouse=floor, code=code), zone=text)]
    if sort == "run":
        run = state.find(PickRun, name)
        floor = WAREHOUSES[hash_of(name) % len(WAREHOUSES)]
        return [msgspec.structs.replace(run or PickRun(id=name, warehouse=floor, number=""), number=text)]
    customer = state.find(Customer, name)
    return [msgspec.structs.replace(customer or Customer(id=name, number=name, name=""), name=text)]


def hash_of(text: str) -> int:
    """The same in every process."""
    return sum(text.encode())


def keys(block: int) -> list[str]:
    """The lists of a block: on floors that their id tells or does not, on none, locked by row, and sets of rows."""
    places = [f"place:{w}/b{block}x{i}" for w in WAREHOUSES for i in range(LISTS - 1)]
    others = [f"{sort}:b{block}x{i}" for sort in ("run", "desk", "order") for i in range(LISTS)]
    return [*places, *others, *(f"{sort}:{sort}{block}x{i}" for sort in ("set", "number") for i in range(LISTS - 1))]


class Writer:
    """Commits groups of a few ops, of a device of its own."""

    def __init__(self, address: str, name: str, seed: int) -> None:
        versions.OPS[Mix.kind] = Mix
        self.store = Store(address)
        self._committer = Committer(
            self.store.write_now, lambda _c, _d: frozenset({"system"}), Receipts(b"a secret for tests only, 32 bytes")
        )
        self._name, self._n, self._random = name, 0, random.Random(seed)
        self.history: list[Tx] = []

    def group(self, block: int) -> None:
        """Some ops in one commit."""
        self.commit([self._mix(block) for _ in range(self._random.choice((1, 1, 2, 4)))])

    def commit(self, ops: list[Mix]) -> None:
        """These ops in one commit."""
        first, ids = self._n + 1, [f"{self._name}-{self._n + 1 + i}" for i in range(len(ops))]
        raws = [
            msgspec.json.encode({"n": n, "id": id_, "kind": "test.mix@1", "author": "system", "wall": 0, "body": op})
            for n, (id_, op) in enumerate(zip(ids, ops, strict=True), first)
        ]
        decided = self._decided(Chunk(f"sys:{self._name}", "system", raws, first, now_ms(), "own"))
        self._n += len(ops)
        for id_, op, raw in zip(ids, ops, decided.outcomes, strict=True):
            outcome: dict[str, Any] = msgspec.json.decode(raw)
            assert outcome["out"] == "applied", outcome
            reads = {key: text.split() for key, text in outcome.get("params", {}).items()}
            added = {key: [f"{id_}.{i}" for i in range(1 + op.twice)] for key in op.appends}
            self.history.append(Tx(id_, reads, added))

    def _decided(self, chunk: Chunk) -> Decided:
        """As a device does: come again while the file is taken."""
        while True:
            try:
                (decided,), _ = self._committer.commit([chunk])
            except sa.exc.OperationalError as error:
                if "BEGIN IMMEDIATE" not in str(error):
                    raise
            else:
                return decided

    def _mix(self, block: int) -> Mix:
        chosen = self._random.sample(keys(block), self._random.choice((1, 2, 2, 3)))
        appends = chosen[: self._random.choice((0, 1, 1, 1, 2))]
        return Mix(reads=tuple(chosen), appends=tuple(appends), twice=self._random.random() < 0.2)

    def run(self, count: int, blocks: int) -> None:
        """As many ops as wanted, over all blocks in turn."""
        while self._n < count:
            self.group(self._n * blocks // count)


def furnish(connection: sa.Connection, blocks: int) -> None:
    """The rows that the lists refer to."""
    from backend.domain.product.rows import Product
    from backend.domain.stock.rows import Warehouse

    houses = [Warehouse(id=w, ver=1, name_en=w, name_zh=w, company_prefix="9521230") for w in WAREHOUSES]
    stored.insert(connection, Warehouse, houses)
    bins = [Location(id=f"{w}/1", ver=1, warehouse=w, code="1") for w in WAREHOUSES]
    stored.insert(connection, Location, bins)
    names = [k[4:] for block in range(blocks) for k in keys(block) if k.startswith("set:")]
    stored.insert(connection, Product, [Product(id=n, ver=1, name_en=n, name_zh=n) for n in names])


def final(connection: sa.Connection, blocks: int) -> dict[str, list[Element]]:
    """All lists as they are in the tables."""
    state = _Tables(connection)
    return {key: _elements(state, key) for block in range(blocks) for key in keys(block)}  # type: ignore[arg-type]


class _Tables:
    """Rows straight from the tables, past the engine."""

    def __init__(self, connection: sa.Connection) -> None:
        self._rows = {kind: {r.id: r for r in stored.load_all(connection, kind)} for kind in _ROWS.values()}
        self._stocks: dict[str, list[Stock]] = {}
        for stock in stored.load_all(connection, Stock):
            self._stocks.setdefault(stock.product, []).append(stock)

    def find(self, row: type[Row], id_: str) -> Row | None:
        return self._rows[row].get(id_)

    def all(self, row: type[Row], field: str, value: str) -> list[Row]:
        if row is Order:
            return [o for o in self._rows[Order].values() if getattr(o, field) == value]
        assert (row, field) == (Stock, "product")
        return [*self._stocks.get(value, [])]


def blocks_of(count: int, writers: int) -> int:
    return max(1, count * writers // BLOCK)


def main(address: str, name: str, count: str, blocks: str, fault: str) -> None:
    """Write, begun when the other writers are there, and print what was seen."""
    faults.plant(fault)
    writer = Writer(address, name, hash_of(name))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    begun = time.perf_counter()
    writer.run(int(count), int(blocks))
    seconds = time.perf_counter() - begun
    asyncio.run(writer.store.close())
    sys.stdout.write(msgspec.json.encode((seconds, writer.history)).decode() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
