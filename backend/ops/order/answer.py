"""order.answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.cart import GONE
from backend.domain.pick.elsewhere import Rest
from backend.domain.pick.replace import SubstituteAsk, replace_by, replaceable, stops_for
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.pick.run import shares_of
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.domain.row import desk_and_rep
from backend.domain.stock.rows import Counter
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.picked import rule_wants, shelf_wants
from backend.ops.replaced import replace_wants

ConsentBy = Literal["customer", "rep", "manager"]


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_PLACE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Answered: {stage}", "已答复：{stage}"),
        "answered_before": Text("{by} has answered: {stage}", "{by} 已答复：{stage}"),
        "none_free": Text("None of {other} is free any more", "{other} 已无可用库存"),
    },
)
class OrderAnswer(Op, frozen=True, kw_only=True):
    """The office answers a picker: whether another product may go in place of what is short, and who has agreed to it.

    It comes at the end of the walk; if that is over, on a walk of its own. If the units have turned up, or the order is
    packed, it comes too late.
    """

    ask: RowId
    allow: bool
    by: ConsentBy

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(SubstituteAsk, self.ask).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(SubstituteAsk, self.ask)
        ask = state.find(SubstituteAsk, self.ask)
        if ask is None:
            return
        yield from replace_wants(state, self.ask, ask.other)
        yield from rule_wants(state, ask.warehouse, ask.other)
        yield from shelf_wants(state, ask.other)
        yield Ref(Counter, f"{ask.warehouse}/run", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        ask = state.get(SubstituteAsk, self.ask)
        if ask.stage != "asked":
            return Refused("answered_before", {"by": ask.answered_by, "stage": ask.stage}, ("keep_theirs",))
        draft = draft_of(state, context)
        stage = self._stage(draft, ask) if self.allow else "declined"
        if stage == "none":
            return Refused("none_free", {"other": ask.other}, ("wait", "discard"))
        draft.set(
            ask, stage=stage, consent_by=self.by, answered_by=context.author, answered_at=context.received_at
        )  # fmt: skip
        return answer(draft, params={"stage": stage})

    def _stage(self, draft: Draft, ask: SubstituteAsk) -> str:
        """What comes of a yes. Nothing is changed where it comes too late, or to nothing."""
        task = draft.get(PickTask, ask.id)
        line = draft.get(ShipmentLine, task.shipment_line)
        shipment = draft.get(Shipment, task.shipment)
        if shipment.stage in {*GONE, "cancelled"} or task.cancelled or min(task.short, line.short) == 0:
            return "late"
        entry = draft.find(Substitute, substitute_id(ask.product, ask.other))
        units = replaceable(draft, task, entry, min(ask.units, task.short))
        if entry is None or units == 0:
            return "none"
        shares, rest = shares_of(draft, task.warehouse, ask.other, units // entry.per * entry.gives, draft.at)
        covered = sum(s.units for s in shares) // entry.gives * entry.per if rest else units
        if covered == 0:
            return "none"
        new = replace_by(draft, task, entry, covered)
        run, slot = self._walk(draft, task)
        left, rests = new.wanted, []
        for share in shares:
            n = min(left, share.units)
            left -= n
            rests += [Rest(share.shelf.location.id, share.shelf.stock.lot, n)] if n else []
        stops_for(draft, task, new, run, slot, rests)
        return "allowed"

    def _walk(self, draft: Draft, task: PickTask) -> tuple[str, str]:
        """The run and the slot that the stops come on: those of the short stop, or new ones where that walk is over."""
        if draft.get(PickRun, task.run).stage in {"ready", "picking"}:
            return task.run, task.slot
        id_ = f"{task.warehouse}/run"
        counter = draft.find(Counter, id_) or Counter(id=id_)
        draft.set(counter, next=counter.next + 1)
        run = draft.put(
            PickRun(id=draft.op, warehouse=task.warehouse, number=f"R{counter.next:04d}", orders=1, tasks=1, units=0)
        )
        slot = draft.put(
            PickSlot(
                id=f"{run.id}/1", warehouse=run.warehouse, run=run.id, slot=1, shipment=task.shipment,
                order_number=task.order_number,
            )
        )  # fmt: skip
        return run.id, slot.id


EXAMPLE = OrderAnswer(ask="0192f3a0-run1/1", allow=True, by="customer")
