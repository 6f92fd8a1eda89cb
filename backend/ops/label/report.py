"""label.report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from backend.domain.label.queue import NEXT, moved
from backend.domain.label.rows import PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import Line, RowId, UtcMs
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("The label is {state}", "标签状态：{state}"),
        "not_so": Text("The label is {state} at try {tries}", "标签状态为 {state}，第 {tries} 次尝试"),
    },
)
class LabelReport(Op, frozen=True, kw_only=True):
    """What became of a job at a printer.

    `printing` is said before the first byte goes out: a server that dies in between knows afterwards what may be out.
    `tries` is the attempt that it speaks of: what somebody says about another one is late, and does not count.
    """

    job: RowId
    tries: Annotated[int, Meta(ge=0, le=1000)]
    state: Literal["waiting", "printing", "printed", "failed"]
    error: Line = ""
    next_at: UtcMs = 0

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PrintJob, self.job).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PrintJob, self.job)

    def decide(self, state: State, context: Context) -> Outcome:
        job = state.get(PrintJob, self.job)
        begins = self.state == "printing"
        if self.state not in NEXT[job.state] or self.tries != job.tries + begins:
            return Refused("not_so", {"state": job.state, "tries": job.tries}, ("keep_theirs",))
        draft = draft_of(state, context)
        after = moved(
            job, self.state, context.received_at, tries=self.tries, sent=job.sent or begins, error=self.error,
            next_at=self.next_at,
        )  # fmt: skip
        draft.put(after)
        return answer(draft, params={"state": self.state, "subject": job.subject})


EXAMPLE = LabelReport(job="0192f3a0-job1", tries=1, state="printed")
