"""pick.skip."""

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
    words={"applied": Text("{place} comes at the end", "{place} 放到最后")},
)
class PickSkip(Op, frozen=True, kw_only=True):
    """A picker walks past a stop for now: it comes last on the walk, on any device. Its id stays what it is."""

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
        last = max(t.sequence for t in draft.all(PickTask, "run", task.run))
        if task.left and task.sequence < last:
            draft.set(task, sequence=last + 1)
        return answer(draft, params={"place": task.location})


EXAMPLE = PickSkip(task="0192f3a0-run1/1")
