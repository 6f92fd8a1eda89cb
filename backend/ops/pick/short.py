"""pick.short."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.cart import count_short
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.units import RowId, Units
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.pick.found import PickFound

ShortReason = Literal["shelf_empty", "damaged", "other_item", "cannot_reach"]


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} short at {place}", "{place} 缺 {units} 件"),
        "short": Text("{units} short: somebody counts {place}", "缺 {units} 件：将盘点 {place}"),
    },
)
class PickShort(Op, frozen=True, kw_only=True):
    """A picker could not take units that the books hold at a place, and says why.

    The units stay reserved, and the bin stays counted on for them, until somebody has counted it: nobody is promised
    goods that may not be there.
    """

    task: RowId
    units: Units
    reason: ShortReason

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        return wants.task(state, self.task)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        units = min(self.units, task.left)
        draft = draft_of(state, context)
        if units:
            count_short(draft, task, units, self.reason)
        count = PhysicalTask("recount", task.warehouse, task.location, task.product, units, ("recount", "found"))
        params: Params = {
            "units": units, "place": task.location, "product": task.product, "lot": task.lot,
            "reason": self.reason, "task": task.id,
        }  # fmt: skip
        return answer(draft, [Trouble("short", count, params)])

    def undo(self, id_: str) -> Op:
        return PickFound(task=self.task, units=self.units)


EXAMPLE = PickShort(task="0192f3a0-run1/1", units=1, reason="shelf_empty")
