"""returns.refund."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.task.rows import ExceptionTask
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.REFUND,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Noted: {choice}", "已记录：{choice}"),
        "already_settled": Text("{by} has settled this: {choice}", "{by} 已处理：{choice}"),
        "not_a_refund": Text("No refund is asked for here", "此处没有退款申请"),
        "reason_missing": Text("Say why it is not refunded", "请填写不退款的原因"),
    },
)
class ReturnsRefund(Op, frozen=True, kw_only=True):
    """Whoever sees to the money says what became of a refund that was asked for. `asked`: it is to be seen to again."""

    task: RowId
    choice: Literal["refunded", "refused", "asked"]
    reason: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return state.get(ExceptionTask, self.task).scopes()

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ExceptionTask, self.task)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.act != "see_to_refund":
            return Refused("not_a_refund", {}, ("discard",))
        draft = draft_of(state, context)
        params = {key: value for key, value in task.params.items() if key != "why"}
        if self.choice == "asked":
            draft.set(task, stage="open", settled_by=None, settled_as="", params=params)
            return answer(draft, params={"choice": self.choice})
        if task.stage == "settled":
            told: dict[str, str | int] = {"by": task.settled_by or "", "choice": task.settled_as}
            return Refused("already_settled", told, ("keep_theirs",))
        if self.choice == "refused" and not self.reason.strip():
            return Refused("reason_missing", {}, ("correct_it", "discard"))
        if self.reason.strip():
            params["why"] = self.reason.strip()
        draft.set(task, stage="settled", settled_by=context.author, settled_as=self.choice, params=params)
        return answer(draft, params={"choice": self.choice})


EXAMPLE = ReturnsRefund(task="0192f3a0-op9/x/1", choice="refused", reason="worn")
