"""task.assign."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person
from backend.domain.task.rows import ExceptionTask
from backend.domain.units import RowId, UtcMs
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{name} has it", "由 {name} 负责"),
        "already_settled": Text("{by} has settled this: {choice}", "{by} 已处理：{choice}"),
    },
)
class TaskAssign(Op, frozen=True, kw_only=True):
    """A lead takes a task, gives it to somebody, or lays it down again; and says by when it shall be done."""

    task: RowId
    owner: RowId | None = None
    due_at: UtcMs | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return state.get(ExceptionTask, self.task).scopes()

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ExceptionTask, self.task)
        if self.owner is not None:
            yield Ref(Person, self.owner)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.stage == "settled":
            told: dict[str, str | int] = {"by": task.settled_by or "", "choice": task.settled_as}
            return Refused("already_settled", told, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(task, owner=self.owner, due_at=self.due_at)
        name = state.get(Person, self.owner).name if self.owner is not None else "–"
        return answer(draft, params={"name": name})


EXAMPLE = TaskAssign(task="0192f3a0-op9/x", owner="marta", due_at=1795400000000)
