"""paper.enter."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backend.domain.outcome import Applied, Contradicted, Outcome, Params, PhysicalTask, Refused
from backend.domain.paper.rows import PaperLine
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person
from backend.domain.units import RowId, UtcMs
from backend.ops.count.record import CountRecord
from backend.ops.inbound.receive import InboundReceive
from backend.ops.inbound.reject import InboundReject
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.put import PickPut
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import PickShort

Written = PickScan | PickPut | PickShort | InboundReceive | InboundReject | CountRecord
"""What a line of a sheet may say; each is a fact of the floor as a device would have told it."""


@operation(
    nature=Nature.FACT,
    right=Right.SETTLE,
    offline=Offline.REPLAY,
    version=2,
    words={
        "applied": Text("Entered from paper", "已按纸单录入"),
        "entered_otherwise": Text(
            "{line} was entered before as {before}, and now as {units}: look which is right",
            "{line} 之前录入为 {before}，现在录入为 {units}：请核对",
        ),
        "over_pick": PickScan.words["over_pick"],
        "short": PickShort.words["short"],
        "second_count": CountRecord.words["second_count"],
    },
)
class PaperEnter(Op, frozen=True, kw_only=True):
    """A lead enters a line of a sheet that was filled in by hand: who did it, when, and what, in exactly one field.

    It counts as if they had told it then, and once: the same line again changes nothing, and with other units it is
    a task to look which is right. `moved_since`: goods at the place of a count have moved since its sheet was printed,
    before the count or after it, and nobody can tell which; so a difference is counted again and corrects nothing.
    There is no way back but to count: which of the ops that entered a line has moved something, an op cannot tell.
    """

    line: RowId
    by: RowId
    at: UtcMs
    pick: PickScan | None = None
    put: PickPut | None = None
    short: PickShort | None = None
    receive: InboundReceive | None = None
    reject: InboundReject | None = None
    count: CountRecord | None = None
    moved_since: bool = False

    def __post_init__(self) -> None:
        if len(self._said()) != 1:
            raise ValueError("a line of a sheet says one thing")

    def _said(self) -> list[Written]:
        said = (self.pick, self.put, self.short, self.receive, self.reject, self.count)
        return [one for one in said if one is not None]

    def _units(self) -> int:
        (said,) = self._said()
        if isinstance(said, CountRecord):
            return sum(line.counted for line in said.lines)
        return 0 if isinstance(said, PickPut) else said.units

    def where(self, state: State) -> tuple[str, ...]:
        return self._said()[0].where(state)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PaperLine, self.line, needed=False)
        yield Ref(Person, self.by)
        yield from self._said()[0].touches(state)

    def decide(self, state: State, context: Context) -> Outcome:
        (said,) = self._said()
        warehouse = self.where(state)[0].partition(":")[2]
        before = state.find(PaperLine, self.line)
        if before is not None:
            return self._again(before, warehouse)
        at = min(self.at, context.received_at)
        row = PaperLine(
            id=self.line, warehouse=warehouse, kind=said.kind, units=self._units(), by=self.by, at=at,
            entered_by=context.author, entered_at=context.received_at, op=context.id,
        )  # fmt: skip
        outcome = self._decided(said, state, replace(context, author=self.by, wall=at))
        return outcome if isinstance(outcome, Refused) else replace(outcome, rows=(*outcome.rows, row))

    def _decided(self, said: Written, state: State, context: Context) -> Outcome:
        if isinstance(said, CountRecord):
            return said.counted_by(state, context, in_doubt=self.moved_since)
        return said.decide(state, context)

    def _again(self, before: PaperLine, warehouse: str) -> Outcome:
        units = self._units()
        if before.units == units:
            return Applied((), {})
        look = PhysicalTask("check_paper", warehouse, "", quantity=units)
        params: Params = {"line": self.line, "before": before.units, "units": units}
        return Contradicted("entered_otherwise", look, (), params)


EXAMPLE = PaperEnter(
    line="pick/0192f3a0-run1/1",
    by="mei",
    at=1795400000000,
    pick=PickScan(task="0192f3a0-run1/1", raw="L-A-12-04", units=2),
)
