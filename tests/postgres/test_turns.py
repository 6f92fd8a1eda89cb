"""The minute clocks of several server processes: one of them acts, another takes over, nothing is done twice."""

from __future__ import annotations

import asyncio

import psycopg
import sqlalchemy as sa

from backend.exchange.clock import Clock
from backend.ops.people.add import PeopleAdd
from backend.store.engine import Store
from backend.store.tables import OP
from backend.store.turn import Turn
from backend.sync.service import OwnOp, Sync, own_id
from tests.conftest import Make
from tests.postgres.test_own_ops import process

TAKEN_S_MAX = 20


def clock(sync: Sync, done: list[str], name: str) -> Clock:
    """A clock whose only chore says who did it."""

    async def chore(of: Sync) -> int:
        done.append(name)
        await of.record("sys:clock", [OwnOp(PeopleAdd(person=f"p{len(done)}", name="P"), own_id(str(len(done))))])
        return 1

    return Clock(sync, {"said": (chore, 1)})


async def end_sessions(store: Store) -> None:
    """What a process that dies leaves: its sessions end."""
    mine = "application_name = 'tote-turn' AND datname = current_database()"
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}"
    async with await psycopg.AsyncConnection.connect(store.direct_url(), autocommit=True) as connection:
        await connection.execute(end)


def test_one_clock_acts_and_another_takes_over_when_it_stops_or_dies(make_postgres: Make) -> None:
    async def body() -> None:
        address, done = make_postgres(), list[str]()
        async with process(address) as one, process(address) as two:
            first, second = clock(one, done, "first"), clock(two, done, "second")
            for _ in range(3):
                await asyncio.gather(first.tick(), second.tick())
            assert len(set(done)) == 1
            winner, other = (first, second) if done[0] == "first" else (second, first)
            await winner.stop()
            done.clear()
            await other.tick()
            await winner.tick()
            assert len(done) == 1
            await end_sessions(one.store)
            await other.tick()  # finds that it has lost its turn
            await winner.tick()
            assert len(set(done)) == 2, "the one that was waiting has it now"
            await other.tick()
            assert len(done) == 2
            query = sa.select(OP.c.n).where(OP.c.device == "sys:clock").order_by(OP.c.n)
            ns = await one.store.read(lambda c: list(c.scalars(query)))
            assert ns == list(range(1, len(ns) + 1))
            await first.stop()
            await second.stop()

    asyncio.run(body())


def test_a_process_that_hangs_loses_its_turn(make_postgres: Make) -> None:
    async def body() -> None:
        store = Store(make_postgres())
        hangs, waits = Turn(store, "t", silent_s=0.2), Turn(store, "t")
        assert await hangs.mine()
        async with asyncio.timeout(TAKEN_S_MAX):
            while not await waits.mine():  # noqa: ASYNC110  (each question goes to the database)
                await asyncio.sleep(0.05)
        assert not await hangs.mine(), "it wakes up, and knows that it has no turn"
        await hangs.end()
        await waits.end()
        await store.close()

    asyncio.run(body())
