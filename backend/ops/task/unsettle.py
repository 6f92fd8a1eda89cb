"""task.unsettle."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import param
from backend.domain.task.unsettle import lasts, opened_again, taken_back
from backend.domain.units import RowId
from backend.ops.answer import BELOW_PROMISED, answer, below_promised, draft_of
from backend.ops.held import held_op
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.task.settle import TaskSettle


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("It is open again", "任务已重新打开"),
        "open_already": Text("It is open already", "任务本来就是打开的"),
        "lasts": Text(
            "What was counted or let count stays in the books: count {place} again",
            "已盘点或已生效的内容保留在账上：请重新盘点 {place}",
        ),
        "moved_on": Text("The goods have moved on since: count {place} again", "货品此后已变动：请重新盘点 {place}"),
        "below_promised": BELOW_PROMISED,
    },
)
class TaskUnsettle(Op, frozen=True, kw_only=True):
    """A lead has settled a task by mistake: it is open again, and what settling it has moved is moved back."""

    task: RowId

    def _settling(self) -> TaskSettle:
        return TaskSettle(task=self.task, choice="done")

    def where(self, state: State) -> tuple[str, ...]:
        return self._settling().where(state)

    def touches(self, state: State) -> Iterable[Want]:
        yield from self._settling().touches(state)
        task = state.find(ExceptionTask, self.task)
        held = _was_let_count(task)
        back = held.undo(task.op) if task is not None and held is not None else None
        for want in back.touches(state) if back is not None else ():
            yield replace(want, needed=False) if isinstance(want, Ref) else want

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.stage == "open":
            return Refused("open_already", {}, ("keep_theirs",))
        held = _was_let_count(task)
        if held is not None:
            return self._let_count(state, task, held, context)
        if lasts(task) or (task.settled_as == "accept" and param(task, "held")):
            return Refused("lasts", {"place": task.place}, ("count_again", "discard"))
        draft = draft_of(state, context)
        grew = taken_back(draft, task)
        if grew is None:
            return Refused("moved_on", {"place": task.place}, ("count_again", "discard"))
        opened_again(draft, task)
        return answer(draft, [below_promised(task.warehouse, task.place, task.product, grew)] if grew else [])

    def _let_count(self, state: State, task: ExceptionTask, held: Op, context: Context) -> Outcome:
        """An action that was let count is taken back by its own way back, as of whoever did it."""
        back = held.undo(task.op)
        wants = list(back.touches(state)) if back is not None else []
        gone = any(isinstance(w, Ref) and w.needed and state.find(w.row, w.id) is None for w in wants)
        if back is None or gone:
            return Refused("lasts", {"place": task.place}, ("count_again", "discard"))
        device = param(task, "device") or context.device
        outcome = back.decide(state, replace(context, author=task.raised_by, device=device))
        again = replace(task, stage="open", settled_by=None, settled_as="")
        if isinstance(outcome, Refused):
            return Refused("moved_on", {"place": task.place}, ("count_again", "discard"))
        return replace(outcome, rows=(*outcome.rows, again))


def _was_let_count(task: ExceptionTask | None) -> Op | None:
    """The action that a supervisor has let count by settling this."""
    return held_op(task) if task is not None and task.settled_as == "accept" else None


EXAMPLE = TaskUnsettle(task="0192f3a0-op9/x")
