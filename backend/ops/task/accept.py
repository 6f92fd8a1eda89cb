"""task.accept."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backend.domain.outcome import Applied, Contradicted, Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import param
from backend.domain.units import RowId
from backend.ops.held import held_op
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("It counts now", "该操作现已生效"),
        "already_settled": Text("{by} has settled this: {choice}", "{by} 已处理：{choice}"),
        "nothing_held": Text("No action is held back here", "此处没有被暂扣的操作"),
        "still_missing": Text("It speaks of {table} {id}, which is not there", "它涉及的 {table} {id} 不存在"),
    },
)
class TaskAccept(Op, frozen=True, kw_only=True):
    """A supervisor lets an action count that was held back: from a lost device, by somebody without the right.

    It is decided now, over the rows as they are, and credited to whoever did it, on the device on which they did it:
    what its leases still hold is kept.
    """

    task: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return state.get(ExceptionTask, self.task).scopes()

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ExceptionTask, self.task)
        held = held_op(state.find(ExceptionTask, self.task))
        if held is not None:
            for want in held.touches(state):
                yield replace(want, needed=False) if isinstance(want, Ref) else want

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.stage == "settled":
            told: dict[str, str | int] = {"by": task.settled_by or "", "choice": task.settled_as}
            return Refused("already_settled", told, ("keep_theirs",))
        held = held_op(task)
        if held is None:
            return Refused("nothing_held", {}, task.choices)
        for want in held.touches(state):
            if isinstance(want, Ref) and want.needed and state.find(want.row, want.id) is None:
                return Refused("still_missing", {"table": want.row.table, "id": want.id}, ("seen",))
        settled = replace(task, stage="settled", settled_by=context.author, settled_as="accept")
        device = param(task, "device") or context.device
        outcome = held.decide(state, replace(context, author=task.raised_by, device=device))
        if isinstance(outcome, Applied):
            return Applied((*outcome.rows, settled), outcome.params)
        if isinstance(outcome, Contradicted):
            return replace(outcome, rows=(*outcome.rows, settled))
        return outcome


EXAMPLE = TaskAccept(task="0192f3a0-op9/x")
