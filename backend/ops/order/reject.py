"""order.reject."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.order.firm import settle_unkept
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.promise import give_back
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.units import Line, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

RejectReason = Literal["credit", "price", "stock", "address", "fraud", "other"]


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_APPROVE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {number} is rejected: {reason}", "订单 {number} 已拒绝：{reason}"),
        "already_decided": Text("{by} has decided on order {number}: {stage}", "{by} 已处理订单 {number}：{stage}"),
    },
    compares={"sales_order": ("total", "stage", "customer"), "order_line": ("ordered", "product")},
)
class OrderReject(Op, frozen=True, kw_only=True):
    """A manager does not let an order go, and says why. What a lease had made firm is free again."""

    order: RowId
    reason: RejectReason
    note: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)
        yield All(OrderLine, "order", self.order)
        order = state.find(Order, self.order)
        if order is None:
            return
        yield from wants.unkept(order)
        for line in state.all(OrderLine, "order", self.order):
            yield from wants.promise(line.id, order.warehouse, line.product)

    def decide(self, state: State, context: Context) -> Outcome:
        order = state.get(Order, self.order)
        if not ORDER_LIFE.can(order.stage, self.kind):
            told: dict[str, str | int] = {"number": order.number, "stage": order.stage, "by": order.decided_by or ""}
            return Refused("already_decided", told, ("keep_theirs",))
        draft = draft_of(state, context)
        for line in draft.all(OrderLine, "order", order.id):
            give_back(draft, line.id, line.product, order.warehouse, line.reserved)
        settle_unkept(draft, order, "cancel")
        why = f"{self.reason}: {self.note}" if self.note else self.reason
        stage = ORDER_LIFE.advance(order.stage, self.kind)
        draft.set(order, stage=stage, decided_by=context.author, decided_why=why)
        return answer(draft, params={"number": order.number, "reason": self.reason})


EXAMPLE = OrderReject(order="0192f3a0-order1", reason="address", note="No such street")
