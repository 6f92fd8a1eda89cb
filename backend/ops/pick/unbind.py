"""pick.unbind."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickSlot, Tote
from backend.domain.row import wh
from backend.domain.stock.rows import Stock
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{tote} is not for order {order}", "{tote} 不用于订单 {order}"),
        "holds_goods": Text(
            "{tote} holds goods of order {order}: leave it in its place", "{tote} 已装有订单 {order} 的货品：请留在原处"
        ),
    },
)
class PickUnbind(Op, frozen=True, kw_only=True):
    """A picker has put a tote into the wrong slot: it comes out, and is free. Once goods lie in it, it stays.

    One that is not in that slot any more is left as it is.
    """

    slot: RowId
    tote: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickSlot, self.slot).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickSlot, self.slot)
        yield Ref(Tote, self.tote, needed=False)
        yield All(Stock, "location", self.tote)

    def decide(self, state: State, context: Context) -> Outcome:
        slot, tote = state.get(PickSlot, self.slot), state.find(Tote, self.tote)
        told: dict[str, str | int] = {"tote": self.tote.rpartition("/")[2], "order": slot.order_number}
        draft = draft_of(state, context)
        if tote is None or slot.tote != tote.id or tote.shipment != slot.shipment:
            return answer(draft, params=told)
        if any(stock.quantity for stock in state.all(Stock, "location", tote.id)):
            return Contradicted("holds_goods", PhysicalTask("scan_tote", slot.warehouse, tote.id), (), told)
        draft.set(slot, tote=None)
        draft.set(tote, shipment=None)
        return answer(draft, params=told)


EXAMPLE = PickUnbind(slot="0192f3a0-run1/1", tote="ROT/T-0007")
