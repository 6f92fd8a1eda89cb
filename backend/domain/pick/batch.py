"""Batches: the stops of a run at one bin are walked to as one, and its units are shared out to the orders."""

from __future__ import annotations

from collections.abc import Sequence

from backend.domain.draft import Draft
from backend.domain.pick.rows import PickTask


def together(draft: Draft, task: PickTask) -> list[PickTask]:
    """All stops of the run for the same balance, in the order in which they are filled. That of `task` is one."""
    same = [
        t for t in draft.all(PickTask, "run", task.run)
        if (t.location, t.product, t.lot) == (task.location, task.product, task.lot)
    ]  # fmt: skip
    return sorted(same, key=lambda t: (t.sequence, t.id))


def spread(stops: Sequence[PickTask], task: PickTask, units: int) -> list[tuple[PickTask, int]]:
    """Units over what stops lack, the first first. What is more than all of them lack goes with `task`."""
    shares: dict[str, int] = {}
    for stop in stops:
        shares[stop.id] = min(stop.left, units)
        units -= shares[stop.id]
    shares[task.id] = shares.get(task.id, 0) + units
    return [(stop, shares[stop.id]) for stop in stops if shares[stop.id]]
