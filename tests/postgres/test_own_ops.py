"""The server's own devices are used from several processes at once: no op is lost, none is taken twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa

from backend.ops.people.add import PeopleAdd
from backend.store.engine import Store
from backend.store.tables import OP
from backend.sync import fold
from backend.sync.service import OwnOp, Sync, own_id
from tests.conftest import Make

SECRET = b"a secret for tests only, 32 bytes"


@asynccontextmanager
async def process(address: str) -> AsyncIterator[Sync]:
    """A server process's engine, with everything of its own but the database."""
    store = Store(address)
    sync = Sync(store, lambda _connection, _device: frozenset({"system"}), secret=SECRET)
    await sync.start()
    try:
        yield sync
    finally:
        await sync.stop()
        await store.close()


def add(name: str) -> OwnOp:
    return OwnOp(PeopleAdd(person=name, name=name), own_id("add", name))


def test_two_processes_record_as_one_device_and_each_op_counts_once(make_postgres: Make) -> None:
    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:

            async def many(sync: Sync, mine: str) -> None:
                for i in range(20):
                    outcomes = await sync.record("sys:both", [add(f"{mine}{i}"), add(f"same{i}")])
                    assert {o.out for o in outcomes} == {"applied"}, outcomes

            await asyncio.gather(many(one, "a"), many(two, "b"))
            logged = sa.select(OP.c.n, OP.c.out).where(OP.c.device == "sys:both").order_by(OP.c.n)
            found = await one.store.read(lambda c: c.execute(logged).all())
            assert [n for n, _ in found] == list(range(1, 61))
            assert {out for _, out in found} == {"applied"}
            assert await one.store.read(fold.chains) == []

    asyncio.run(body())
