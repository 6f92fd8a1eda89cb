"""order.consent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.order.rows import Order
from backend.domain.outcome import Outcome
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.product.substitutes import Consent
from backend.domain.row import desk_and_rep
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_PLACE,
    offline=Offline.QUEUE,
    words={"applied": Text("Substitutes for order {number}: {substitutes}", "订单 {number} 的替代品：{substitutes}")},
)
class OrderConsent(Op, frozen=True, kw_only=True):
    """What was agreed on substitutes for one order, and with whom. It goes before what the customer says in general."""

    order: RowId
    substitutes: Consent
    by: Literal["customer", "rep", "manager"]

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)
        yield Ref(Shipment, self.order, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        order = draft.set(state.get(Order, self.order), substitutes=self.substitutes, consent_by=self.by)
        shipment = draft.find(Shipment, self.order)
        if shipment is not None:
            draft.set(shipment, substitutes=self.substitutes)
        return answer(draft, params={"number": order.number, "substitutes": self.substitutes})


EXAMPLE = OrderConsent(order="0192f3a0-order1", substitutes="always", by="customer")
