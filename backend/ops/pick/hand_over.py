"""pick.hand_over."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.order.progress import move_on, tell_the_desk
from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import UNFINISHED, Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Run {number} is with the packers", "拣货单 {number} 已交给打包"),
        "unfinished": UNFINISHED,
    },
)
class PickHandOver(Op, frozen=True, kw_only=True):
    """A picker has brought the cart to the packers. What is left open on it becomes a task; the orders go on."""

    run: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)
        yield All(PickTask, "run", self.run)
        yield All(PickSlot, "run", self.run)
        for slot in state.all(PickSlot, "run", self.run):
            yield from wants.order_of(state, slot.shipment)
            yield from wants.desk_lines(state, slot.shipment)

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)
        draft = draft_of(state, context)
        draft.set(run, stage="cancelled" if run.stage == "cancelled" else "done")
        for slot in draft.all(PickSlot, "run", run.id):
            move_on(draft, draft.get(Shipment, slot.shipment), self.kind)
            tell_the_desk(draft, slot.shipment)
        return answer(draft, self._rest(draft, run), {"number": run.number})

    def _rest(self, draft: Draft, run: PickRun) -> list[Trouble]:
        left = sorted((t for t in draft.all(PickTask, "run", run.id) if t.left), key=lambda t: t.sequence)
        if not left:
            return []
        units, first = sum(t.left for t in left), left[0]
        rest = PhysicalTask("pick_rest", run.warehouse, first.location, first.product, units)
        return [Trouble("unfinished", rest, {"units": units, "stops": len(left), "number": run.number})]


EXAMPLE = PickHandOver(run="0192f3a0-run1")
