"""pick.pass_on."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun
from backend.domain.row import wh
from backend.domain.units import Line, RawScan, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.take import PickTake


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Run {number} waits for zone {zone}", "拣货单 {number} 等待 {zone} 区接手"),
        "other_tote": Text("{tote} is not on run {number}", "{tote} 不属于拣货单 {number}"),
    },
)
class PickPassOn(Op, frozen=True, kw_only=True):
    """A picker has brought the totes of a run to the border of the next zone and scanned one of them.

    The run is free for whoever takes it there. If a colleague has taken it already, it stays theirs, where they are.
    """

    run: RowId
    zone: Line
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)
        yield from wants.tote_of_run(state, self.run, tote_code(self.raw))

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)
        code = tote_code(self.raw)
        told: dict[str, str | int] = {"number": run.number, "zone": self.zone, "tote": code or self.raw[:80]}
        if wants.is_elsewhere(state, run, code):
            look = PhysicalTask("scan_tote", run.warehouse, f"{run.warehouse}/{code}")
            return Contradicted("other_tote", look, (), told)
        draft = draft_of(state, context)
        if run.stage == "picking" and run.picker == context.author:
            draft.set(run, picker=None, zone=self.zone)
        return answer(draft, params=told)

    def undo(self, id_: str) -> Op:
        return PickTake(run=self.run, zone=self.zone, raw=self.raw)


EXAMPLE = PickPassOn(run="0192f3a0-run1", zone="B", raw="T-0007")
