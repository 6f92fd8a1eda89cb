"""pick.short."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.cart import count_short
from backend.domain.pick.elsewhere import Rest, go_on
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.stock.rows import Location
from backend.domain.units import Line, RowId, Units
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.found import PickFound

ShortReason = Literal["shelf_empty", "damaged", "other_item", "cannot_reach"]
BINS_MAX = 4
"""Other bins that a picker goes to for one short stop."""


class OtherBin(Struct, frozen=True, forbid_unknown_fields=True):
    """Units that the picker goes to another bin for."""

    location: RowId
    units: Units
    lot: Line = ""


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    version=2,
    words={
        "applied": Text("{units} short at {place}", "{place} 缺 {units} 件"),
        "short": Text("{units} short: somebody counts {place}", "缺 {units} 件：将盘点 {place}"),
    },
)
class PickShort(Op, frozen=True, kw_only=True):
    """A picker could not take units that the books hold at a place, and says why.

    The units stay reserved, and the bin stays counted on for them, until somebody has counted it: nobody is promised
    goods that may not be there. `instead` names the bins that the picker goes to for the rest, at the end of the walk:
    a stop each, with the ids `<op>/1`, `<op>/2` …, which the device knows before it has a network.
    """

    task: RowId
    units: Units
    reason: ShortReason
    instead: Annotated[tuple[OtherBin, ...], Meta(max_length=BINS_MAX)] = ()

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from wants.task(state, self.task)
        task = state.find(PickTask, self.task)
        if task is None or not self.instead:
            return
        yield from wants.elsewhere(state, task)
        for other in self.instead:
            yield Ref(Location, other.location)
            yield wants.balance(other.location, task.product, other.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        units = min(self.units, task.left)
        draft = draft_of(state, context)
        if units:
            count_short(draft, task, units, self.reason)
        if self.instead:
            go_on(draft, task, units, [self._rest(state, task, other) for other in self.instead])
        count = PhysicalTask("recount", task.warehouse, task.location, task.product, units, ("recount", "found"))
        params: Params = {
            "units": units, "place": task.location, "product": task.product, "lot": task.lot,
            "reason": self.reason, "task": task.id,
        }  # fmt: skip
        return answer(draft, [Trouble("short", count, params)])

    def _rest(self, state: State, task: PickTask, other: OtherBin) -> Rest:
        place = state.get(Location, other.location)
        is_ours = place.kind == "bin" and place.warehouse == task.warehouse
        return Rest(place.id, other.lot, other.units, is_ours)

    def undo(self, id_: str) -> Op:
        return PickFound(task=self.task, units=self.units)


EXAMPLE = PickShort(task="0192f3a0-run1/1", units=1, reason="shelf_empty")
