"""printer.report."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.label.rows import Printer, PrinterState
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is {state}", "打印机 {name} 状态：{state}"),
        "already_so": Text("{name} is {state} already", "打印机 {name} 状态已是 {state}"),
    },
)
class PrinterReport(Op, frozen=True, kw_only=True):
    """What the server saw of a printer when it asked. It is said only when it has changed."""

    printer: RowId
    state: PrinterState
    why: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Printer, self.printer).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Printer, self.printer)

    def decide(self, state: State, context: Context) -> Outcome:
        printer = state.get(Printer, self.printer)
        if (printer.state, printer.why) == (self.state, self.why) or printer.removed:
            return Refused("already_so", {"name": printer.name, "state": printer.state}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(printer, state=self.state, why=self.why, state_at=context.received_at)
        return answer(draft, params={"name": printer.name, "state": self.state})


EXAMPLE = PrinterReport(printer="0192f3a0-printer1", state="paper_out", why="paper_out")
