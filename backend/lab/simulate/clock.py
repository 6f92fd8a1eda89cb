"""Virtual time: an event loop that never waits, and runs what is ready in an order that the seed chooses."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from random import Random
from typing import Any, TypeVar, cast

T = TypeVar("T")
CANCELS_MOST = 50
START_MS = 1_795_400_000_000
"""When each simulation begins, in UTC milliseconds: a day in November 2026."""


class _Leap:
    """In the place of a selector: instead of waiting for the network it moves the time."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("nothing is ready and nothing is due: the simulation waits for ever")
        self._loop.leap(timeout)
        return []

    def close(self) -> None:
        pass


class Loop(asyncio.BaseEventLoop):
    """asyncio without a clock and without a network."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance
        self._now = 0.0
        self._selector = _Leap(self)
        self._clock_resolution = 1e-9
        self.steps = 0

    def time(self) -> float:
        """Seconds since the simulation began."""
        return self._now

    def leap(self, timeout: float) -> None:
        """Go on to the next thing that is due, and shuffle what is ready."""
        self._now += timeout
        self.steps += 1
        ready = cast("Any", self)._ready  # noqa: SLF001  (asyncio has no public door to it)
        if len(ready) > 1:
            handles = list(ready)
            self._chance.shuffle(handles)
            ready.clear()
            ready.extend(handles)

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


def run(main: Coroutine[Any, Any, T], chance: Random) -> T:
    """Run a coroutine to its end in virtual time. What it leaves behind is cancelled."""
    loop = Loop(chance)
    loop.set_exception_handler(lambda _loop, _context: None)  # tasks of a process that was killed
    try:
        return loop.run_until_complete(main)
    finally:
        _end(loop)
        loop.close()


def _end(loop: Loop) -> None:
    """Cancel what is left, as often as it takes: who cleans up may come to another await on the way out."""
    for _ in range(CANCELS_MOST):
        left = [task for task in asyncio.all_tasks(loop) if not task.done()]
        if not left:
            return
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.wait(left, timeout=1))


def now_ms() -> int:
    """Virtual milliseconds since the start."""
    return round(asyncio.get_running_loop().time() * 1000)
