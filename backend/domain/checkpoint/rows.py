"""What is to be looked at before work goes on, and what was found."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

Stage = Literal["home", "pick", "pack", "ship", "receive", "move", "returns", "count"]
"""The step before which it is asked."""
Said = Literal["yes", "no", "figure", "unable"]


@table("checkpoint")
class Checkpoint(Row, frozen=True, kw_only=True):
    """A question that stands before a step of a warehouse. Id: `<warehouse>/<name>`.

    `zone`: asked only before work at a place of it; empty for everywhere. `least`, `most`: tenths of `unit`, for a
    figure. An answer holds for `hours`: for whoever gave it, or (`per` the floor) for everybody.
    """

    warehouse: str
    step: Stage
    zone: str = ""
    ask_en: str
    ask_zh: str
    wants: Literal["yes_no", "figure"]
    unit: str = ""
    least: int | None = None
    most: int | None = None
    per: Literal["person", "floor"]
    hours: int
    active: bool = True
    set_by: str
    set_at: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("checkpoint_last")
class CheckpointLast(Row, frozen=True, kw_only=True):
    """The latest answer to a checkpoint. Id: `<checkpoint>/<person>`, or `<checkpoint>/` where it holds for all.

    `at`: UTC ms by the clock of the device that asked, but never later than the server heard of it.
    """

    checkpoint: str
    warehouse: str
    said: Said
    tenths: int | None = None
    fine: bool
    by: str
    at: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("checkpoint_entry")
class CheckpointEntry(Row, frozen=True, kw_only=True):
    """One answer, for the record; it never leaves the server but by a query. Id: the op's.

    The question stays as it was asked, and so do its bounds. `at` as in `CheckpointLast`; `heard_at` by the server.
    """

    checkpoint: str
    warehouse: str
    zone: str = ""
    ask_en: str
    ask_zh: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    said: Said
    tenths: int | None = None
    fine: bool
    why: str = ""
    by: str
    at: int
    heard_at: int

    def scopes(self) -> tuple[str, ...]:
        return ()
