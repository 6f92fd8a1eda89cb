"""printer.test."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.labels import PRINTER_WORDS, Read, begin, no_way
from backend.scanning.labels import LocationLabel


@operation(
    nature=Nature.REQUEST,
    right=Right.PRINTER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{printer} is to print a test label", "打印机 {printer} 将打印测试标签"),
        "already_there": Text("This label was asked for before", "此标签已登记过"),
        **{code: PRINTER_WORDS[code] for code in ("printer_off", "queue_full")},
    },
)
class PrinterTest(Op, frozen=True, kw_only=True):
    """Who sets a printer up sees what comes out of it: a small label of no place, with the printer's name."""

    printer: RowId
    job: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Printer, self.printer).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Printer, self.printer)
        yield Ref(PrintJob, self.job, needed=False)
        printer = state.find(Printer, self.printer)
        if printer is not None:
            yield All(PrintJob, "open_in", printer.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(PrintJob, self.job) is not None:
            return Refused("already_there", {}, ("keep_theirs",))
        printer = state.get(Printer, self.printer)
        label = msgspec.json.encode(LocationLabel(code="TEST", note=printer.name)).decode()
        job = PrintJob(
            id=self.job, warehouse=printer.warehouse, printer=printer.id, label=label, asked_by=context.author,
            asked_at=context.received_at, asked_n=context.n, state_at=context.received_at,
        )  # fmt: skip
        refused = no_way(state, job, Read())  # a label that is too large tells as much
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        return answer(draft, params=begin(draft, job))


EXAMPLE = PrinterTest(printer="0192f3a0-printer1", job="0192f3a0-job1")
