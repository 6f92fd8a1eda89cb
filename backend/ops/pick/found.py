"""pick.found."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Params
from backend.domain.people.roles import Right
from backend.domain.pick.found import found_again
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.units import RowId, Units
from backend.ops.answer import UNFINISHED, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.replaced import PICKED_INSTEAD, after_found, given_up_wants


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} found at {place}", "在 {place} 找到 {units} 件"),
        "picked_instead": PICKED_INSTEAD,
        "unfinished": UNFINISHED,
    },
)
class PickFound(Op, frozen=True, kw_only=True):
    """A picker has found units after all that were reported short: they are to be picked again.

    What was to be picked in their place, of another product or elsewhere, is not; what was picked of that already is
    not picked twice.
    """

    task: RowId
    units: Units

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from given_up_wants(state, self.task)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        units = min(self.units, task.short)
        draft = draft_of(state, context)
        found = found_again(draft, task, units)
        params: Params = {"units": units, "place": task.location}
        return answer(draft, after_found(draft, task, found), params)


EXAMPLE = PickFound(task="0192f3a0-run1/1", units=1)
