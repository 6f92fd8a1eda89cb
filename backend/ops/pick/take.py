"""pick.take."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.order.progress import move_on
from backend.domain.outcome import Outcome
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickSlot
from backend.domain.row import wh
from backend.domain.units import Line, RawScan, RowId
from backend.ops import wants
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.claim import PickClaim
from backend.ops.totes import OF_A_RUN, of_run


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Run {number} is yours in zone {zone}", "拣货单 {number} 在 {zone} 区归您"),
        **OF_A_RUN,
    },
)
class PickTake(Op, frozen=True, kw_only=True):
    """A picker has the totes of a run in their hands in a zone, and has scanned one of them.

    Whoever was on the run has passed it on, whether their device has told so yet or not: what it tells later counts,
    and does not take the run away again. A run that is over stays over.
    """

    run: RowId
    zone: Line
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)
        yield from wants.tote_of_run(state, self.run, tote_code(self.raw))
        for slot in state.all(PickSlot, "run", self.run):
            yield from wants.order_of(state, slot.shipment)

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)

        def go_on(draft: Draft) -> None:
            if run.stage in {"ready", "picking"}:
                draft.set(run, stage="picking", picker=context.author, zone=self.zone)
                for slot in draft.all(PickSlot, "run", run.id):
                    move_on(draft, draft.get(Shipment, slot.shipment), PickClaim.kind)

        return of_run(state, context, run, self.zone, self.raw, go_on)


EXAMPLE = PickTake(run="0192f3a0-run1", zone="B", raw="T-0007")
