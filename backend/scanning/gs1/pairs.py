"""Which identifiers go together (GenSpecs 4.14)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from backend.scanning.gs1.elements import Pair, Problem
from backend.scanning.gs1.table import TABLE

TOLERATED = frozenset((("01", "37"),))
"""A count beside the GTIN of a case: the standard forbids it, and suppliers print it every day. It is a warning."""


def twice(pairs: Sequence[Pair]) -> Problem | None:
    """An identifier that has two different values, or none. The same value twice says nothing new (4.14.1)."""
    seen: dict[str, str] = {}
    for ai, value in pairs:
        if seen.setdefault(ai, value) != value:
            return Problem("DUPLICATE_AI", ai)
    return None


@lru_cache(4096)
def judged(present: tuple[str, ...]) -> tuple[Problem | None, tuple[str, ...]]:
    """An identifier beside one that it must never stand beside, or none; and the warnings.

    These are what the standard asks for and a warehouse can do without, as `NEEDS <ai>` and `PAIR <ai> <ai>`: what an
    identifier needs may stand in another symbol on the same item.
    """
    # Which identifiers stand together is the same for all labels of a kind; only the values differ.
    return _forbidden(present), tuple(_warnings(frozenset(present)))


def _forbidden(present: Sequence[str]) -> Problem | None:
    for ai in present:
        for other in present:
            if other != ai and any(other.startswith(bar) for bar in TABLE[ai].never) and (ai, other) not in TOLERATED:
                return Problem("AI_PAIR", ai)
    return None


def _warnings(present: Collection[str]) -> Iterator[str]:
    for ai in sorted(present):
        if not all(any(_there(one, present) for one in group) for group in TABLE[ai].needs):
            yield f"NEEDS {ai}"
    yield from (f"PAIR {ai} {other}" for ai, other in TOLERATED if {ai, other} <= set(present))


def _there(wanted: str, present: Collection[str]) -> bool:
    return all(any(ai.startswith(part) for ai in present) for part in wanted.split("+"))
