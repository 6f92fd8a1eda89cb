"""label.clear."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.label.queue import may_clear
from backend.domain.label.rows import PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{cleared} finished labels are cleared away", "已清除 {cleared} 个已完成的打印任务"),
        "nothing_due": Text("None of these labels is finished for long enough", "没有可清除的打印任务"),
    },
)
class LabelClear(Op, frozen=True, kw_only=True):
    """Finished jobs leave the devices after a week, and what stood on their labels goes.

    That there was one stays: the next label of the same subject is still a reprint.
    """

    warehouse: RowId
    jobs: Annotated[tuple[RowId, ...], Meta(min_length=1, max_length=200)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        for job in self.jobs:
            yield Ref(PrintJob, job, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        found = [job for id_ in self.jobs if (job := state.find(PrintJob, id_)) is not None]
        due = [job for job in found if job.warehouse == self.warehouse and may_clear(job, context.received_at)]
        if not due:
            return Refused("nothing_due", {}, ("keep_theirs",))
        draft = draft_of(state, context)
        for job in due:
            draft.set(job, cleared=True, label="")
        return answer(draft, params={"cleared": len(due)})


EXAMPLE = LabelClear(warehouse="ROT", jobs=("0192f3a0-job1",))
