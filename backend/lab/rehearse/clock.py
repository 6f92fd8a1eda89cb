"""The clock that everybody of a rehearsal lives by: as fast as was asked for, and no faster than this machine can."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from backend.lab.bench.quick import percentile

TICK_S = 0.5
"""Real seconds between two looks at how the machine keeps up; and the longest sleep, so that all feel a change."""
LATE_S, ANSWER_S = 20.0, 60.0
"""Seconds of the day: more than this late, or this long without an answer, and the machine does not keep up. Not real
seconds, since half a second is nothing at the pace of life, and half a minute at sixty times.
"""
LOOKED_AT = 200
"""Sleepers that woke last: few of them say little, and one stall of the machine is no reason to slow down for long."""
SLOWEST = 1.0
"""Never slower than life."""
DOWN_MOST, UP = 0.8, 1.1
EASY = 0.6
"""Below this share of what is bearable the clock may run faster again."""


class Clock:
    """Seconds of the day that is played. It slows down rather than let people and server fall behind."""

    def __init__(self, speed: float) -> None:
        self.asked = self.speed = self.held = speed
        """What was asked for, what it runs at now, and, once the day is over, what came of it on the whole."""
        self.is_paced = True
        """Whether `keep_up` may slow it down."""
        self.late: list[float] = []
        """Real seconds by which sleepers woke too late."""
        self._loop = asyncio.get_running_loop()
        self.shares = 0.0, 0.0
        """Of a processor, that the process of the people and that of the server have used in the day."""
        self._spent: Callable[[], float] = lambda: 0.0
        self.begin()

    def begin(self, spent: Callable[[], float] | None = None) -> None:
        """The day begins. `spent`: seconds of processor that the server has used."""
        self._spent = spent or self._spent
        self._begun = self._since = self._loop.time()
        self._at = 0.0
        self._cpu = time.process_time(), self._spent()

    def now(self) -> float:
        """Seconds of the day."""
        return self._at + (self._loop.time() - self._since) * self.speed

    def run_at(self, speed: float) -> None:
        """Go on at another speed."""
        self._at, self._since, self.speed = self.now(), self._loop.time(), speed

    def over(self) -> None:
        """The day is over: what it came to."""
        real = max(self._loop.time() - self._begun, 1e-9)
        people, server = self._cpu
        self.held = self.now() / real
        self.shares = round((time.process_time() - people) / real, 2), round((self._spent() - server) / real, 2)

    async def sleep(self, seconds: float) -> None:
        """Until so many seconds of the day have passed."""
        end = self.now() + seconds
        while True:
            planned = min(TICK_S, max(0.0, end - self.now()) / self.speed)
            begun = self._loop.time()
            await asyncio.sleep(planned)
            late = self._loop.time() - begun - planned
            if self.now() >= end - 1e-6:
                self.late.append(late)
                return

    async def keep_up(self, waited: Callable[[], list[float]]) -> None:
        """Slow down while people act late or wait long for the server, and speed up again when they do not.

        `waited`: for how long ops have waited for their outcome, in real seconds.
        """
        while self.is_paced:
            await asyncio.sleep(TICK_S)
            self.run_at(paced(self.speed, self.asked, self.late[-LOOKED_AT:], waited()))


def paced(speed: float, asked: float, late: list[float], waited: list[float]) -> float:
    """The speed for the next while, after people were so late and ops waited so long (real seconds)."""
    behind = (late, 0.9, LATE_S), (waited, 0.5, ANSWER_S)
    load = max(percentile(found, share) * speed / most if found else 0.0 for found, share, most in behind)
    if load > 1:
        return max(min(asked, SLOWEST), speed * max(DOWN_MOST, 1 / load))
    return min(asked, speed * UP) if load < EASY else speed
