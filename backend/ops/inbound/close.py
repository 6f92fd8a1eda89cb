"""inbound.close."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.task.opened import open_task
from backend.domain.units import RowId
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{received} received, {rejected} rejected", "已收 {received} 件，拒收 {rejected} 件"),
        "under": Text(
            "{lacking} of {number} did not come: {received} received, {rejected} rejected",
            "{number} 少到 {lacking} 件：已收 {received} 件，拒收 {rejected} 件",
        ),
        "turned_away": Text("{rejected} of {number} were turned away", "{number} 拒收 {rejected} 件"),
    },
)
class InboundClose(Op, frozen=True, kw_only=True):
    """The truck is empty: all that came was counted. What is not here is told, and what was turned away."""

    inbound: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Inbound, self.inbound).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Inbound, self.inbound)
        yield All(InboundLine, "inbound", self.inbound)

    def decide(self, state: State, context: Context) -> Outcome:
        inbound = state.get(Inbound, self.inbound)
        lines = state.all(InboundLine, "inbound", self.inbound)
        lacking = [line for line in lines if line.lacking]
        told: Params = {
            "number": inbound.number, "received": sum(line.received for line in lines),
            "rejected": sum(line.rejected for line in lines), "lacking": sum(line.lacking for line in lacking),
        }  # fmt: skip
        draft = draft_of(state, context)
        draft.set(inbound, stage="closed")
        if inbound.stage == "open":
            _claim(draft, inbound, [line for line in lines if line.rejected], told)
        if inbound.stage == "closed" or not lacking:
            return answer(draft, (), told)
        only = lacking[0].product if len(lacking) == 1 else ""
        ask = PhysicalTask("ask_supplier", inbound.warehouse, "", only, int(told["lacking"]))
        return answer(draft, [Trouble("under", ask, {**told, "inbound": inbound.id, "lines": len(lacking)})], told)


def _claim(draft: Draft, inbound: Inbound, rejected: list[InboundLine], told: Params) -> None:
    """Goods that were turned away are the supplier's to answer for: somebody has to say so to them."""
    if not rejected:
        return
    only = rejected[0].product if len(rejected) == 1 else ""
    task = PhysicalTask("claim", inbound.warehouse, "", only, int(told["rejected"]))
    open_task(draft, "turned_away", task, {**told, "inbound": inbound.id, "lines": len(rejected)})


EXAMPLE = InboundClose(inbound="0192f3a0-po1")
