"""Who goes first when more is asked than can be done: ops, then what devices pull, then screens, then reports.

Ops wait on the road, which has a bound of its own. All else takes turns here, each kind apart. Turns are free while
few ops wait. While many do, each kind has one turn at a time and rests after it for a multiple of what it took, so that
the writer keeps its share of the processor; reports wait until it is over. What does not fit in is told to come back.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from msgspec import Struct

LOOK_S = 0.02
"""How often who waits for the ops looks whether there are still many."""
RETRY_S_LEAST, RETRY_S_MOST = 2, 5


class Busy(Exception):  # noqa: N818  (it is an answer, not a fault of the server)
    """Too much waits already. The caller should come back after a while."""


class Kind(Struct, frozen=True):
    """How one kind of work shares."""

    at_once: int
    at_once_pressed: int
    rest: float
    """While many ops wait: how long it rests after a turn, as a multiple of the turn."""
    waiting_most: float
    wait_s_most: float | None


LIVE = Kind(3, 1, 3.0, math.inf, None)
"""Pulls for live streams. At most one waits for each socket, and those are counted."""
PULL = Kind(2, 1, 9.0, 200, 4.0)
SCREEN = Kind(3, 1, 19.0, 32, 3.0)
REPORT = Kind(1, 0, 0.0, 4, 2.0)


class Turns:
    """The turns of one kind of work. For one event loop."""

    def __init__(self, kind: Kind, is_pressed: Callable[[], bool]) -> None:
        self._kind, self._is_pressed = kind, is_pressed
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._begun = 0
        self._rests_until = -math.inf
        self._looking: asyncio.TimerHandle | None = None

    @property
    def is_full(self) -> bool:
        """Whether one more would be told to come back."""
        return len(self._waiting) >= self._kind.waiting_most

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Do something in its turn. Raises `Busy` when too many wait, or when it has waited too long."""
        await self._enter()
        loop = asyncio.get_running_loop()
        since = loop.time()
        try:
            yield
        finally:
            now = loop.time()
            self._rests_until = now + (now - since) * self._kind.rest
            self._begun -= 1
            self._admit()

    async def _enter(self) -> None:
        if not self._waiting and self._may_go():
            self._begun += 1
            return
        if self.is_full:
            raise Busy
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        self._look_again()
        try:
            async with asyncio.timeout(self._kind.wait_s_most):
                await mine
        except BaseException as error:
            self._give_up(mine)
            if isinstance(error, TimeoutError):
                raise Busy from None
            raise

    def _give_up(self, mine: asyncio.Future[None]) -> None:
        if mine.done() and not mine.cancelled():  # it was let in at the same moment
            self._begun -= 1
            self._admit()
        elif mine in self._waiting:
            self._waiting.remove(mine)

    def _may_go(self) -> bool:
        if not self._is_pressed():
            return self._begun < self._kind.at_once
        rested = asyncio.get_running_loop().time() >= self._rests_until
        return rested and self._begun < self._kind.at_once_pressed

    def _admit(self) -> None:
        while self._waiting and self._may_go():
            first = self._waiting.popleft()
            if not first.done():
                self._begun += 1
                first.set_result(None)
        self._look_again()

    def _look_again(self) -> None:
        """Nobody tells when a rest or the press is over: look."""
        if self._waiting and self._looking is None:
            loop = asyncio.get_running_loop()
            after_s = min(max(self._rests_until - loop.time(), 0.001), LOOK_S)
            self._looking = loop.call_later(after_s, self._look)

    def _look(self) -> None:
        self._looking = None
        self._admit()


class Load:
    """All turns of one process. `is_pressed` tells whether many ops wait."""

    def __init__(self, is_pressed: Callable[[], bool]) -> None:
        self.live, self.pull = Turns(LIVE, is_pressed), Turns(PULL, is_pressed)
        self.screen, self.report = Turns(SCREEN, is_pressed), Turns(REPORT, is_pressed)


def retry_after_s() -> int:
    """When to come back: not for all in the same second."""
    return random.randint(RETRY_S_LEAST, RETRY_S_MOST)  # noqa: S311  (no secret)
