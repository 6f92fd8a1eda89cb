"""pick.unskip."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={"applied": Text("{place} comes next", "接下来去 {place}")},
)
class PickUnskip(Op, frozen=True, kw_only=True):
    """A picker does not walk past a stop after all: of those that are left it comes first, on any device."""

    task: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickTask, self.task)
        task = state.find(PickTask, self.task)
        if task is not None:
            yield All(PickTask, "run", task.run)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        draft = draft_of(state, context)
        others = [t.sequence for t in draft.all(PickTask, "run", task.run) if t.left and t.id != task.id]
        if task.left and others and min(others) <= task.sequence:
            draft.set(task, sequence=min(others) - 1)
        return answer(draft, params={"place": task.location})


EXAMPLE = PickUnskip(task="0192f3a0-run1/1")
