"""pick.pass_on."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun
from backend.domain.row import wh
from backend.domain.units import Line, RawScan, RowId
from backend.ops import wants
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.take import PickTake
from backend.ops.totes import OF_A_RUN, of_run


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Run {number} waits for zone {zone}", "拣货单 {number} 等待 {zone} 区接手"),
        **OF_A_RUN,
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

        def go_on(draft: Draft) -> None:
            if run.stage == "picking" and run.picker == context.author:
                draft.set(run, picker=None, zone=self.zone)

        return of_run(state, context, run, self.zone, self.raw, go_on)

    def undo(self, id_: str) -> Op:
        return PickTake(run=self.run, zone=self.zone, raw=self.raw)


EXAMPLE = PickPassOn(run="0192f3a0-run1", zone="B", raw="T-0007")
