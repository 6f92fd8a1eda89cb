"""Turns: how many go at once, who waits, who is told to come back, and how ops come first."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from backend.sync import load, push
from backend.sync.load import Busy, Kind, Turns

FEW = Kind(at_once=2, at_once_pressed=1, rest=0.0, waiting_most=2, wait_s_most=None)


class Work:
    """Pieces of work that end when they are told to."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.running = self.most = 0
        self.end, self.two = asyncio.Event(), asyncio.Event()

    async def one(self) -> None:
        async with self._turns.turn():
            self.running += 1
            self.most = max(self.most, self.running)
            if self.running == 2:
                self.two.set()
            try:
                await self.end.wait()
            finally:
                self.running -= 1


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_so_many_go_at_once_so_many_wait_and_one_more_is_told_to_come_back() -> None:
    async def work() -> None:
        turns = Turns(FEW, lambda: False)
        some = Work(turns)
        tasks = [asyncio.create_task(some.one()) for _ in range(4)]
        await settle()
        assert (some.running, turns.is_full) == (2, True)
        with pytest.raises(Busy):
            await some.one()
        some.end.set()
        await asyncio.gather(*tasks)
        assert (some.most, turns.is_full) == (2, False)

    asyncio.run(work())


def test_while_many_ops_wait_fewer_go_and_all_go_on_when_it_is_over() -> None:
    async def work() -> None:
        pressed = True
        turns = Turns(FEW, lambda: pressed)
        some = Work(turns)
        tasks = [asyncio.create_task(some.one()) for _ in range(3)]
        await settle()
        assert some.running == 1
        pressed = False
        async with asyncio.timeout(10):
            await some.two.wait()
            some.end.set()
            await asyncio.gather(*tasks)

    asyncio.run(work())


def test_reports_do_not_begin_while_many_ops_wait() -> None:
    async def work() -> None:
        turns = Turns(msgspec.structs.replace(load.REPORT, wait_s_most=0.01), lambda: True)
        with pytest.raises(Busy):
            await Work(turns).one()

    asyncio.run(work())


def test_who_gives_up_or_waits_too_long_takes_no_place_with_him() -> None:
    async def work() -> None:
        turns = Turns(FEW, lambda: False)
        some = Work(turns)
        tasks = [asyncio.create_task(some.one()) for _ in range(4)]
        await settle()
        for task in tasks[1:3]:
            task.cancel()  # one that runs, one that waits
        await asyncio.gather(*tasks[1:3], return_exceptions=True)
        await settle()
        assert (some.most, turns.is_full) == (2, False)
        some.end.set()
        await asyncio.gather(tasks[0], tasks[3])
        again = Work(turns)
        both = [asyncio.create_task(again.one()) for _ in range(2)]
        await settle()
        assert again.running == 2
        again.end.set()
        await asyncio.gather(*both)

    asyncio.run(work())


def test_the_order_in_which_kinds_give_way() -> None:
    shares = [kind.at_once_pressed / (1 + kind.rest) for kind in (load.LIVE, load.PULL, load.SCREEN, load.REPORT)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) < 0.5
    assert load.PULL.waiting_most > load.SCREEN.waiting_most > load.REPORT.waiting_most
    assert load.PULL.waiting_most < push.CHUNKS_WAITING_MOST
