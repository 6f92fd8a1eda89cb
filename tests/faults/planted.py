"""Faults to put into a server on purpose, so that it is seen which test finds them."""

from __future__ import annotations

import math
import time

from tests.isolation.faults import deferred_begin


def plant(name: str) -> None:
    """Patch this process, before it serves; nothing for an empty name."""
    if name:
        FAULTS[name]()


def _no_shedding() -> None:
    """Whatever is asked is begun at once."""
    from backend.sync import load

    free = load.Kind(10**6, 10**6, 0.0, math.inf, None)
    load.LIVE = load.PULL = load.SCREEN = load.REPORT = free


def _clock_never_back() -> None:
    """Time does not go back: once far ahead, the server stays there."""
    real_ns, latest = time.time_ns, [0]

    def time_ns() -> int:
        latest[0] = max(latest[0], real_ns())
        return latest[0]

    time.time_ns = time_ns


FAULTS = {"clock_never_back": _clock_never_back, "deferred_begin": deferred_begin, "no_shedding": _no_shedding}
