"""How far it is from place to place: the floor as the codes of its bins tell it. Lengths are whole decimetres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

BAY, AISLE, CROSS = 12, 30, 24
"""A bay along its aisle, one aisle to the next, the width of an aisle across: usual for shelves and carts."""

_CODE = re.compile(r"(?:(?P<block>\w+)-(?=\w+-\d+-\d+$))?(?P<aisle>\w+)-(?P<bay>\d{1,3})(?:-\d{1,3})?")


class Spot(Struct, frozen=True):
    """Where somebody stands: in which block, which aisle of it by number, and how far from the front of the building.

    `front` and `back` are the ends of the aisle, where it can be left.
    """

    block: int
    column: int
    along: int
    front: int
    back: int


START = Spot(-1, 0, 0, 0, 0)
"""The front end of the first aisle: carts set out from here and come back."""


class Floor:
    """The blocks and aisles of a warehouse, from the codes of all of its bins.

    `A-12-04` is aisle A, bay 12, level 4; `A-12` has no level. `N-A-12-04` is the same in block N: blocks stand one
    behind another, with an aisle across between them and at both ends. Aisles stand in the order of their names.
    """

    def __init__(self, codes: Iterable[str]) -> None:
        aisles: dict[str, set[str]] = {}
        deep: dict[str, int] = {}
        for block, aisle, bay in filter(None, map(_parts, codes)):
            aisles.setdefault(block, set()).add(aisle)
            deep[block] = max(bay, deep.get(block, 0))
        self._blocks: dict[str, tuple[int, int, int]] = {}
        front = 0
        for nth, block in enumerate(sorted(aisles, key=_by_name)):
            back = front + CROSS + deep[block] * BAY
            self._blocks[block] = (nth, front, back)
            front = back
        self._columns = {
            (block, aisle): column
            for block, some in aisles.items()
            for column, aisle in enumerate(sorted(some, key=_by_name))
        }

    def spot(self, code: str) -> Spot | None:
        """Where a bin stands; none if its code does not say."""
        parts = _parts(code)
        if parts is None or parts[:2] not in self._columns:
            return None
        block, aisle, bay = parts
        nth, front, back = self._blocks[block]
        return Spot(nth, self._columns[block, aisle], front + CROSS // 2 + bay * BAY, front, back)


def _parts(code: str) -> tuple[str, str, int] | None:
    found = _CODE.fullmatch(code)
    return (found["block"] or "", found["aisle"], int(found["bay"])) if found else None


def _by_name(name: str) -> tuple[int, str]:
    return len(name), name


def apart(a: Spot, b: Spot) -> int:
    """The shortest way between two places: along the aisles, and across at their ends only."""
    if a.column == b.column or a.block != b.block:
        return abs(a.along - b.along) + abs(a.column - b.column) * AISLE
    by_front = a.along + b.along - 2 * a.front
    by_back = 2 * a.back - a.along - b.along
    return min(by_front, by_back) + abs(a.column - b.column) * AISLE


def length(walk: Sequence[Spot]) -> int:
    """A walk from the start past all places in turn, and back to the start."""
    round_trip = (START, *walk, START)
    return sum(apart(a, b) for a, b in pairwise(round_trip))
