"""Faults to put into a server on purpose, so that it is seen which test finds them."""

from __future__ import annotations

import math

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


FAULTS = {"deferred_begin": deferred_begin, "no_shedding": _no_shedding}
