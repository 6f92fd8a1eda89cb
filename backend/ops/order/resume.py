"""order.resume."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.order.rows import Order
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_HOLD,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {number} goes on", "订单 {number} 已恢复"),
        "not_held": Text("Order {number} is not held", "订单 {number} 未暂停"),
    },
    compares={"sales_order": ("held",)},
)
class OrderResume(Op, frozen=True, kw_only=True):
    """The office lets a held order go on from where it stood."""

    order: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)

    def decide(self, state: State, context: Context) -> Outcome:
        order = state.get(Order, self.order)
        if not order.held:
            return Refused("not_held", {"number": order.number}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(order, held="")
        return answer(draft, params={"number": order.number})


EXAMPLE = OrderResume(order="0192f3a0-order1")
