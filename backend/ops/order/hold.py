"""order.hold."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.order.resume import OrderResume


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_HOLD,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {number} is held: {reason}", "订单 {number} 已暂停：{reason}"),
        "already_held": Text("Order {number} is held already: {reason}", "订单 {number} 已处于暂停：{reason}"),
        "too_late": Text("Order {number} is {stage}: too late to hold it", "订单 {number} 已{stage}，无法暂停"),
    },
    compares={"sales_order": ("held",)},
)
class OrderHold(Op, frozen=True, kw_only=True):
    """The office stops an order for a while. It keeps its stage and its stock, and does not go on."""

    order: RowId
    reason: Word

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)

    def decide(self, state: State, context: Context) -> Outcome:
        order = state.get(Order, self.order)
        if not ORDER_LIFE.stages[order.stage].steps:
            return Refused("too_late", {"number": order.number, "stage": order.stage})
        if order.held:
            return Refused("already_held", {"number": order.number, "reason": order.held}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.set(order, held=self.reason)
        return answer(draft, params={"number": order.number, "reason": self.reason})

    def undo(self, id_: str) -> Op:
        return OrderResume(order=self.order)


EXAMPLE = OrderHold(order="0192f3a0-order1", reason="waits for payment")
