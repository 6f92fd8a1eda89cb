"""The road through the real engine: the database's own rules accept what the ops write."""

from __future__ import annotations

import asyncio
from pathlib import Path

import sqlalchemy as sa

from backend.domain.pack.rows import Carton
from backend.domain.people.rows import Grant, Person
from backend.domain.stock.rows import Move, Stock
from backend.ops.kernel import Op
from backend.store.engine import Store
from backend.store.tables import METADATA, TABLES
from backend.sync.service import OwnOp, Sync
from tests.ops.memory import Memory
from tests.ops.road import PEOPLE, Road

DEPTH = 6
"""From the first receipt to the truck that has left."""


def road_as_ops() -> tuple[list[tuple[Op, str]], Memory]:
    """The ops of two orders on their whole road, and the rows that they come to in memory."""
    played: list[tuple[Op, str]] = []

    class Recording(Road):
        def do(self, op: Op, author: str = "ana") -> bool:
            played.append((op, author))
            return super().do(op, author)

    road = Recording()
    road.open_the_house(depth=DEPTH)
    road.cancel(0)
    return played, road.memory


def test_the_database_takes_the_whole_road_and_ends_with_the_same_books(tmp_path: Path) -> None:
    played, memory = road_as_ops()
    setting = memory_of_the_setting()

    async def body() -> None:
        store = Store(tmp_path / "tote.db")
        await store.write(METADATA.create_all)
        await store.write(lambda c: fill(c, setting))
        sync = Sync(
            store, lambda _connection, _device: frozenset({"system"}), secret=b"a secret for tests only, 32 bytes"
        )
        await sync.start()
        try:
            for op, author in played:
                (outcome,) = await sync.record("sys:test", [OwnOp(op, author=author)])
                assert outcome.out != "quarantined", (op, outcome)
            await store.write(lambda c: compare(c, memory))
        finally:
            await sync.stop()
            await store.close()

    asyncio.run(body())


def memory_of_the_setting() -> Memory:
    """The rows that the machine begins with, before its first op."""
    road = Road()
    road.do = lambda *_: True  # type: ignore[method-assign]
    road.open_the_house(depth=0)
    for author in PEOPLE:
        road.memory.put(Person(id=author, name=author))
        road.memory.put(Grant(id=author, person=author, role="system", from_v=1))
    return road.memory


def fill(connection: sa.Connection, memory: Memory) -> None:
    for kind, rows in memory.tables.items():
        fields = kind.__struct_fields__
        connection.execute(sa.insert(TABLES[kind]), [{f: getattr(r, f) for f in fields} for r in rows.values()])


def compare(connection: sa.Connection, memory: Memory) -> None:
    """Same balances, same number of moves, same cartons."""
    stock = TABLES[Stock]
    found = {i: (q, a) for i, q, a in connection.execute(sa.select(stock.c.id, stock.c.quantity, stock.c.allocated))}
    assert found == {s.id: (s.quantity, s.allocated) for s in memory.rows(Stock)}
    assert connection.scalar(sa.select(sa.func.count()).select_from(TABLES[Move])) == len(memory.rows(Move))
    carton = TABLES[Carton]
    stages = set(connection.scalars(sa.select(carton.c.stage)))
    assert stages == {"shipped"} == {c.stage for c in memory.rows(Carton)}
    assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
