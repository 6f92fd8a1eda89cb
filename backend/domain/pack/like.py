"""What cartons with the same contents were like before: a weighing is held against it, and a box suggested by it."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.row import Row, table, wh

WEIGHTS_MOST = 20
"""So many weighings are kept, the latest ones: scales, packing and goods change."""
WEIGHT_MOST_G = 1_000_000
"""Heavier is no carton, but a slip; it also keeps the sums of squares exact in a browser."""
CONTENTS_MOST = 300
"""Longer contents are hardly packed twice."""
SLOTS = 2048
"""Contents remembered in a warehouse. Others that fall into the same slot take it over: memory stays bounded."""


@table("pack_like")
class PackLike(Row, frozen=True, kw_only=True):
    """Closed cartons of one contents. Id: `<warehouse>/<slot>`.

    `weights` in grams, without the box. `box`: the kind that somebody took last, `box_before` the time before; where
    they are the same, that one is suggested. One alone may be a slip.
    """

    warehouse: str
    contents: str
    weights: tuple[int, ...] = ()
    box: str | None = None
    box_before: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


def contents_of(goods: Iterable[tuple[str, int]]) -> str:
    """Products and units in one order, lots put together: `MILK-1L*2,PEN-01*5`; empty if that is too long."""
    units: dict[str, int] = {}
    for product, quantity in goods:
        units[product] = units.get(product, 0) + quantity
    text = ",".join(f"{product}*{quantity}" for product, quantity in sorted(units.items()) if quantity)
    return text if len(text) <= CONTENTS_MOST else ""


def like_id(warehouse: str, contents: str) -> str:
    """Where a contents is remembered: FNV-1a over its characters."""
    found = 0x811C9DC5
    for letter in contents:
        found = ((found ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    return f"{warehouse}/{found % SLOTS}"


def likes(row: PackLike | None, contents: str) -> PackLike | None:
    """The row, if it is about this contents and not about another one of its slot."""
    return row if row is not None and contents and row.contents == contents else None


def learn(draft: Draft, warehouse: str, contents: str, net_g: int) -> None:
    """Remember what a carton's goods weighed."""
    if contents and 0 < net_g <= WEIGHT_MOST_G:
        row = _slot(draft, warehouse, contents)
        draft.set(row, weights=(*row.weights, net_g)[-WEIGHTS_MOST:])


def learn_box(draft: Draft, warehouse: str, contents: str, box: str) -> None:
    """Remember which box somebody took for a carton's goods."""
    if contents:
        row = _slot(draft, warehouse, contents)
        draft.set(row, box=box, box_before=row.box)


def follow_box(draft: Draft, warehouse: str, contents: str) -> None:
    """Somebody took the box that the bench named: a single other one before it was a slip.

    It is not remembered in its place, or what was once computed would be named for good, whatever boxes come later.
    """
    row = likes(draft.find(PackLike, like_id(warehouse, contents)), contents)
    if row is not None and row.box != row.box_before:
        draft.set(row, box=None, box_before=None)


def _slot(draft: Draft, warehouse: str, contents: str) -> PackLike:
    """What is remembered of a contents, or a fresh row in place of what another one has left in its slot."""
    id_ = like_id(warehouse, contents)
    there = draft.find(PackLike, id_) or PackLike(id=id_, warehouse=warehouse, contents=contents)
    if there.contents == contents:
        return there
    return draft.set(there, contents=contents, weights=(), box=None, box_before=None)
