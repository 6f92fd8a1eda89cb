"""order.approve."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.firm import settle_unkept
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.promise import charge, lacks, leave_out, promise, wanted_units
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.stock.position import position
from backend.domain.units import Line, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_APPROVE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {number} is approved", "订单 {number} 已批准"),
        "already_decided": Text("{by} has decided on order {number}: {stage}", "{by} 已处理订单 {number}：{stage}"),
        "held": Text("Order {number} is held: {reason}", "订单 {number} 已暂停：{reason}"),
        "own_order": Text("You placed order {number}: a colleague approves it", "订单 {number} 由您下单：须由同事批准"),
        "not_enough_stock": Text("{wanted} of {product} wanted, {free} free", "{product} 需要 {wanted}，可用 {free}"),
    },
    compares={"sales_order": ("total", "stage", "held", "customer"), "order_line": ("ordered", "product")},
    version=2,
)
class OrderApprove(Op, frozen=True, kw_only=True):
    """A manager lets an order go: its stock is reserved in the same decision, all of it or, if so wanted, what is free.

    What is not free is sent later (`backorder`) or left out of the order for good (`partial`). What a lease has made
    firm stays reserved. Nobody approves an order that they placed themselves.
    """

    order: RowId
    short: Literal["refuse", "backorder", "partial"] = "refuse"
    why: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)
        yield All(OrderLine, "order", self.order)
        order = state.find(Order, self.order)
        if order is None:
            return
        yield from wants.unkept(order)
        if order.customer:
            yield Ref(Customer, order.customer)
        for line in state.all(OrderLine, "order", self.order):
            yield from wants.promise(line.id, order.warehouse, line.product)

    def decide(self, state: State, context: Context) -> Outcome:
        order = state.get(Order, self.order)
        refused = self._why_not(order, context)
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        lines = sorted(draft.all(OrderLine, "order", order.id), key=lambda line: line.n)
        short = self._short(draft, order, lines)
        if short is not None:
            return short
        rest = promise(draft, order, lines)
        if self.short == "partial":
            order = leave_out(draft, order, lines)
        charge(draft, order, 1)
        settle_unkept(draft, order, self.short if rest else "approved")
        stage = ORDER_LIFE.advance(order.stage, self.kind)
        draft.set(order, stage=stage, decided_by=context.author, decided_why=self.why)
        return answer(draft, params={"number": order.number, "backordered": 0 if self.short == "partial" else rest})

    def _why_not(self, order: Order, context: Context) -> Refused | None:
        told: dict[str, str | int] = {"number": order.number}
        if not ORDER_LIFE.can(order.stage, self.kind):
            decided = {**told, "stage": order.stage, "by": order.decided_by or ""}
            return Refused("already_decided", decided, ("keep_theirs",))
        if order.held:
            return Refused("held", {**told, "reason": order.held}, ("resume", "wait"))
        if order.placed_by and order.placed_by == context.author:
            return Refused("own_order", told, ("ask_colleague", "discard"))
        return None

    def _short(self, draft: Draft, order: Order, lines: list[OrderLine]) -> Refused | None:
        lacking = lacks(draft, order.warehouse, wanted_units(lines))
        some = any(line.reserved or position(draft, order.warehouse, line.product).free for line in lines)
        if not lacking or self.short == "backorder" or (self.short == "partial" and some):
            return None
        first = lacking[0]
        told: dict[str, str | int] = {
            "number": order.number, "product": first.product, "wanted": first.wanted, "free": first.free,
            "products": len(lacking),
        }  # fmt: skip
        return Refused("not_enough_stock", told, ("backorder", "wait", "discard"))


EXAMPLE = OrderApprove(order="0192f3a0-order1", short="backorder", why="Known customer")
