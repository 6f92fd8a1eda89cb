"""label.print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.label.queue import was_made
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.labels import LABEL_WORDS, PRINTER_WORDS, begin, no_way, read_label

Copies = Annotated[int, Meta(ge=1, le=100)]
LabelText = Annotated[str, Meta(min_length=2, max_length=6000, description="JSON of one label")]


@operation(
    nature=Nature.REQUEST,
    right=Right.LABEL,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Label noted, {copies} ×", "标签已登记，{copies} 张"),
        "already_there": Text("This label was asked for before", "此标签已登记过"),
        **LABEL_WORDS,
        **PRINTER_WORDS,
    },
)
class LabelPrint(Op, frozen=True, kw_only=True):
    """Somebody wants a label: from a printer of the warehouse, or, with none named, they have it from their browser.

    Its id is kept with it in the outbox, so that it comes out once however often it is sent. Where one for the same
    subject was made before it is marked as a reprint. A label that could not be read back is not printed at all.
    """

    job: RowId
    warehouse: RowId
    printer: Line = ""
    label: LabelText
    copies: Copies = 1
    subject: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(PrintJob, self.job, needed=False)
        if self.printer:
            yield Ref(Printer, self.printer)
            yield All(PrintJob, "open_in", self.warehouse)
        if self._subject:
            yield All(PrintJob, "subject", self._subject)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(PrintJob, self.job) is not None:
            return Refused("already_there", {}, ("keep_theirs",))
        read = read_label(self.label)
        if read.label is None:
            return read.refused or Refused("bad_label", {"why": ""})
        subject = self._subject
        before = was_made(state.all(PrintJob, "subject", subject), self.warehouse) if subject else False
        job = PrintJob(
            id=self.job, warehouse=self.warehouse, printer=self.printer, label=self.label, copies=self.copies,
            subject=subject, reprint=read.label.reprint or before, asked_by=context.author,
            asked_at=context.received_at, asked_n=context.n, state_at=context.received_at,
        )  # fmt: skip
        refused = no_way(state, job, read)
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        return answer(draft, params=begin(draft, job))

    @property
    def _subject(self) -> str:
        return self.subject or read_label(self.label).subject


EXAMPLE = LabelPrint(
    job="0192f3a0-job1", warehouse="ROT", printer="0192f3a0-printer1", label='{"kind":"location","code":"A-12-04"}'
)
