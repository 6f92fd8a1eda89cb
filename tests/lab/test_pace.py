"""The clock of a rehearsal: as fast as was asked for where the machine keeps up, and slower where it does not."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest

from backend.domain.outcome import Out
from backend.lab.rehearse.book import Book, entry_of
from backend.lab.rehearse.clock import Clock, paced
from backend.sync.client.outbox import Recorded
from backend.sync.wire import OutcomeFrame

IN_TIME, ONE_STALL = [0.001] * 200, [0.001] * 195 + [3.0] * 5


def test_a_machine_that_keeps_up_plays_as_fast_as_was_asked_for() -> None:
    assert paced(60, 60, IN_TIME, [0.1] * 9) == 60
    assert paced(60, 60, [], []) == 60
    assert paced(60, 60, ONE_STALL, [0.1, 0.1, 40.0]) == 60  # one op waits for a device that is out of reach


def test_who_is_late_or_waits_long_slows_the_day_down() -> None:
    assert paced(60, 60, [0.4] * 200, []) == pytest.approx(50)  # 24 s of the day, where 20 are bearable
    assert paced(60, 60, IN_TIME, [5.0] * 9) == 48  # by a fifth at most, and then it is looked at again
    assert paced(1.1, 60, [900.0] * 9, []) == 1
    assert paced(0.5, 0.5, [900.0] * 9, []) == 0.5


def test_at_the_pace_of_life_half_a_second_is_nothing() -> None:
    assert paced(1, 60, [0.5] * 200, [0.5] * 9) == pytest.approx(1.1)
    assert paced(58, 60, IN_TIME, []) == 60


def test_who_sleeps_wakes_by_the_day_whatever_becomes_of_its_speed() -> None:
    async def work() -> tuple[float, float]:
        clock = Clock(1000)
        begun = time.monotonic()
        asleep = asyncio.create_task(clock.sleep(400))
        await asyncio.sleep(0)
        clock.run_at(500)
        await asleep
        clock.over()
        return time.monotonic() - begun, clock.held

    took_s, held = asyncio.run(work())
    assert took_s > 0.75
    assert held <= 505


def test_what_waits_with_a_device_out_of_reach_does_not_slow_the_day_down() -> None:
    book = Book()
    for n in range(1, 21):
        made = Recorded(n, f"op{n}", b"", b"")
        book.stored(entry_of("d", made, "pick.scan", "ana", 100.0, is_live=True), ())
        if n < 20:
            book.heard("d", OutcomeFrame(n, Out.APPLIED), 100.1)
    assert paced(60, 60, IN_TIME, book.waited(700.0)) == 60


def test_the_clock_looks_at_what_waits_by_itself() -> None:
    async def work() -> float:
        clock = Clock(60)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.3):
                await clock.keep_up(lambda: [30.0])
        return clock.speed

    assert asyncio.run(work()) < 60
