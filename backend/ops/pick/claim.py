"""pick.claim."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.order.progress import move_on
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickSlot
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Run {number} is yours", "拣货单 {number} 归您"),
        "run_held": Text("{picker} is on run {number}", "{picker} 正在拣货单 {number}"),
        "run_over": Text("Run {number} is over", "拣货单 {number} 已结束"),
    },
)
class PickClaim(Op, frozen=True, kw_only=True):
    """A picker takes a cart and says which run they will walk. With `take_over` they take it from a colleague."""

    run: RowId
    take_over: bool = False

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)
        yield All(PickSlot, "run", self.run)
        for slot in state.all(PickSlot, "run", self.run):
            yield from wants.order_of(state, slot.shipment)

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)
        if run.stage in {"done", "cancelled"}:
            return Refused("run_over", {"number": run.number, "stage": run.stage}, ("other_run",))
        if run.picker not in {None, context.author} and not self.take_over:
            held: dict[str, str | int] = {"number": run.number, "picker": run.picker or ""}
            return Refused("run_held", held, ("take_over", "other_run"))
        draft = draft_of(state, context)
        draft.set(run, stage="picking", picker=context.author)
        for slot in draft.all(PickSlot, "run", run.id):
            move_on(draft, draft.get(Shipment, slot.shipment), self.kind)
        return answer(draft, params={"number": run.number})


EXAMPLE = PickClaim(run="0192f3a0-run1")
