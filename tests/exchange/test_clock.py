"""The server's own clock: leases that are due come back, once, whatever happens to the server or to its time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from backend.exchange.clock import Clock, reclaim_leases
from backend.store.tables import OP
from backend.sync.service import Sync
from tests.sync.selling import HOUR, NOON, House, engine, sell


async def reclaims(sync: Sync) -> list[str]:
    """What the ops that reclaim came to, in order."""
    query = sa.select(OP.c.out).where(OP.c.kind.like("lease.reclaim@%")).order_by(OP.c.position)
    return await sync.store.read(lambda c: list(c.scalars(query)))


def test_a_lease_comes_back_at_its_moment_and_not_before(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        house.now = NOON + 18 * HOUR - 1
        await Clock(house.sync).tick()
        assert await house.state() == "open"
        house.now += 1
        await Clock(house.sync).tick()
        assert await house.state() == "reclaimed"
        assert await house.books() == (0, 0, 100)

    sell(tmp_path, work)


def test_what_was_promised_of_it_stays_promised(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        await house.luc.outcomes(house.order("o1", 5, ("l1", 5)))
        house.now = NOON + 18 * HOUR
        assert await reclaim_leases(house.sync) == 1
        assert await house.books() == (5, 0, 95)

    sell(tmp_path, work)


def test_a_server_that_died_and_came_back_reclaims_nothing_twice(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease("l1")
        await house.lease("l2", phone=house.mei)
        house.now = NOON + 18 * HOUR
        await reclaim_leases(house.sync)
        again = engine(house.sync.store, lambda: house.now)
        await again.start()
        await Clock(again).tick()
        await again.stop()
        assert await reclaims(house.sync) == ["applied", "applied"]

    sell(tmp_path, work)


def test_a_clock_that_is_set_back_in_between_delays_it_and_no_more(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        due = NOON + 18 * HOUR
        moments: Iterator[int] = iter([due, due - 1])
        sync = house.sync
        real, sync.clock = sync.clock, lambda: next(moments)
        assert await reclaim_leases(sync) == 0
        sync.clock = real
        house.now = due + HOUR
        assert await reclaim_leases(sync) == 1
        assert await reclaims(sync) == ["refused", "applied"]

    sell(tmp_path, work)


def test_an_order_and_the_clock_that_race_never_both_get_the_units(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease("l1")
        await house.lease("l2", phone=house.mei)
        house.now = NOON + 18 * HOUR
        order = house.order("o1", 8, ("l1", 8))
        await asyncio.gather(reclaim_leases(house.sync), house.luc.outcomes(order))
        assert await house.books() == (0, 0, 100)
        assert await house.state() == "reclaimed"

    sell(tmp_path, work)


def test_a_chore_that_fails_stops_no_other_and_is_tried_again(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        done: list[str] = []

        async def fails(_sync: Sync) -> int:
            done.append("failed")
            raise OSError

        async def works(_sync: Sync) -> int:
            done.append("worked")
            return 0

        clock = Clock(house.sync, {"fails": (fails, 1), "works": (works, 2)})
        await clock.tick()
        await clock.tick()
        await clock.tick()
        assert done == ["failed", "worked", "failed", "failed", "worked"]

    sell(tmp_path, work)


def test_a_server_that_starts_does_what_fell_due_while_it_was_down(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        house.now = NOON + 40 * HOUR
        heard = asyncio.Event()
        house.sync.listeners.append(lambda _written: heard.set())
        clock = Clock(house.sync)
        clock.start()
        await asyncio.wait_for(heard.wait(), 20)
        await clock.stop()
        assert await house.state() == "reclaimed"

    sell(tmp_path, work)
