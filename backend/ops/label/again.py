"""label.again."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.label.queue import may_be_out, moved, was_made
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.labels import PRINTER_WORDS, begin, no_way, read_label


@operation(
    nature=Nature.REQUEST,
    right=Right.LABEL,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Label noted, {copies} ×", "标签已登记，{copies} 张"),
        "already_there": Text("This label was asked for before", "此标签已登记过"),
        "printing_now": Text("It is being printed at this moment", "正在打印中"),
        "label_gone": Text("This was printed too long ago: ask for a new label", "打印时间过久：请重新打印标签"),
        **PRINTER_WORDS,
    },
)
class LabelAgain(Op, frozen=True, kw_only=True):
    """The label of a job once more: from the same printer, another one, or (an empty text) one's own browser.

    Where the first may be out already it is marked as a reprint. One that still waits is moved: it comes out once.
    """

    job: RowId
    of: RowId
    printer: Line | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PrintJob, self.of).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PrintJob, self.job, needed=False)
        yield Ref(PrintJob, self.of)
        first = state.find(PrintJob, self.of)
        if first is None:
            return
        printer = self._printer(first)
        if printer:
            yield Ref(Printer, printer)
            yield All(PrintJob, "open_in", first.warehouse)
        if first.subject:
            yield All(PrintJob, "subject", first.subject)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(PrintJob, self.job) is not None:
            return Refused("already_there", {}, ("keep_theirs",))
        first = state.get(PrintJob, self.of)
        if first.state == "printing":
            return Refused("printing_now", {}, ("wait", "discard"))
        if first.cleared:
            return Refused("label_gone", {}, ("discard",))
        job = self._job(state, first, context)
        refused = no_way(state, job, read_label(first.label))
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        if first.state == "waiting":
            draft.put(moved(first, "cancelled", context.received_at))
        return answer(draft, params=begin(draft, job))

    def _job(self, state: State, first: PrintJob, context: Context) -> PrintJob:
        made = first.sent or (first.state != "waiting" and may_be_out(first))
        if first.subject:
            made = made or was_made(state.all(PrintJob, "subject", first.subject), first.warehouse, but=first.id)
        return PrintJob(
            id=self.job, warehouse=first.warehouse, printer=self._printer(first), label=first.label,
            copies=first.copies, subject=first.subject, reprint=first.reprint or made, again_of=first.id,
            asked_by=context.author, asked_at=context.received_at, asked_n=context.n, state_at=context.received_at,
        )  # fmt: skip

    def _printer(self, first: PrintJob) -> str:
        return first.printer if self.printer is None else self.printer


EXAMPLE = LabelAgain(job="0192f3a0-job2", of="0192f3a0-job1")
