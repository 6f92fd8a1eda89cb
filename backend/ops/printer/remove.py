"""printer.remove."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.label.queue import moved
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PRINTER,
    offline=Offline.ONLINE,
    words={
        "applied": Text(
            "{name} is taken away; {waiting} labels had waited", "打印机 {name} 已移除，{waiting} 张标签未打印"
        ),
        "already_so": Text("{name} was taken away before", "打印机 {name} 此前已移除"),
    },
)  # fmt: skip
class PrinterRemove(Op, frozen=True, kw_only=True):
    """A printer is there no more. What waits for it has failed, and somebody chooses another printer for it."""

    printer: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Printer, self.printer).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Printer, self.printer)
        found = state.find(Printer, self.printer)
        if found is not None:
            yield All(PrintJob, "open_in", found.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        printer = state.get(Printer, self.printer)
        if printer.removed:
            return Refused("already_so", {"name": printer.name}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(printer, removed=True, active=False)
        waiting = [
            job
            for job in state.all(PrintJob, "open_in", printer.warehouse)
            if job.printer == printer.id and job.state == "waiting"
        ]
        for job in waiting:
            draft.put(moved(job, "failed", context.received_at, error="printer_removed"))
        return answer(draft, params={"name": printer.name, "waiting": len(waiting)})


EXAMPLE = PrinterRemove(printer="0192f3a0-printer1")
