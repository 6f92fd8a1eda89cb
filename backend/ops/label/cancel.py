"""label.cancel."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.label.queue import NEXT, moved
from backend.domain.label.rows import PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.LABEL,
    offline=Offline.QUEUE,
    words={
        "applied": Text("The label is not printed", "该标签不再打印"),
        "printing_now": Text("It is being printed at this moment", "正在打印中"),
        "already_over": Text("It is {state} already", "已是 {state} 状态"),
    },
)
class LabelCancel(Op, frozen=True, kw_only=True):
    """A label that waits is not wanted any more, or nobody minds that one has failed."""

    job: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PrintJob, self.job).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PrintJob, self.job)

    def decide(self, state: State, context: Context) -> Outcome:
        job = state.get(PrintJob, self.job)
        if job.state == "printing":
            return Refused("printing_now", {}, ("wait", "discard"))
        if "cancelled" not in NEXT[job.state]:
            return Refused("already_over", {"state": job.state}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.put(moved(job, "cancelled", context.received_at))
        return answer(draft, params={"subject": job.subject})


EXAMPLE = LabelCancel(job="0192f3a0-job1")
