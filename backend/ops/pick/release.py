"""pick.release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.day import iso_day
from backend.domain.draft import Draft
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun
from backend.domain.pick.run import Load, plan, set_out
from backend.domain.product.rows import Lot
from backend.domain.row import wh
from backend.domain.stock.rows import Counter, Location, Stock, Warehouse
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

ORDERS_MAX = 24
"""Slots of a cart."""


@operation(
    nature=Nature.REQUEST,
    right=Right.RELEASE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("Run {number}: {orders} orders, {stops} stops", "拣货单 {number}：{orders} 单，{stops} 个拣位"),
        "already_there": Text("This run was made before", "此拣货单已存在"),
        "named_twice": Text("Order {order} is named twice", "订单 {order} 重复"),
        "other_warehouse": Text("Order {order} is for {warehouse}", "订单 {order} 属于仓库 {warehouse}"),
        "not_approved": Text("Order {order} is not ready to be picked ({stage})", "订单 {order} 不能拣货（{stage}）"),
        "held": Text("Order {order} is held: {reason}", "订单 {order} 已暂停：{reason}"),
        "nothing_reserved": Text("Nothing is reserved for order {order}", "订单 {order} 没有预留库存"),
        "not_covered": Text(
            "The bins lack {missing} of {product} for order {order}", "拣位缺 {product} {missing} 件（订单 {order}）"
        ),
    },
    compares={"sales_order": ("stage", "held", "warehouse")},
)
class PickRelease(Op, frozen=True, kw_only=True):
    """The floor lead puts approved orders onto one cart: a run with a slot an order and a stop a bin.

    All or nothing: one order that cannot go names itself, and the lead leaves it out or waits.
    """

    run: RowId
    warehouse: RowId
    orders: Annotated[tuple[RowId, ...], Meta(min_length=1, max_length=ORDERS_MAX)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(PickRun, self.run, needed=False)
        yield Ref(Counter, f"{self.warehouse}/run", needed=False)
        for order in self.orders:
            yield Ref(Order, order)
            yield Ref(Shipment, order, needed=False)
            yield All(OrderLine, "order", order)
            for line in state.all(OrderLine, "order", order):
                yield All(Stock, "product", line.product)
                for stock in state.all(Stock, "product", line.product):
                    yield Ref(Location, stock.location)
                    if stock.lot:
                        yield Ref(Lot, f"{line.product}/{stock.lot}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(PickRun, self.run) is not None:
            return Refused("already_there", {"run": self.run})
        loads: list[Load] = []
        for id_ in self.orders:
            order = state.get(Order, id_)
            lines = tuple(line for line in self._lines(state, id_) if line.reserved > 0)
            refused = self._why_not(state, order, lines, loads)
            if refused is not None:
                return refused
            loads.append(Load(order, lines))
        draft = draft_of(state, context)
        stops, uncovered = plan(draft, self.warehouse, loads, iso_day(context.received_at))
        if uncovered:
            first = uncovered[0]
            missing = first.lack.wanted - first.lack.free
            numbers = ", ".join(dict.fromkeys(u.order.number for u in uncovered))
            told: dict[str, str | int] = {
                "order": first.order.number,
                "product": first.lack.product,
                "missing": missing,
            }
            return Refused("not_covered", {**told, "orders": numbers}, ("leave_out", "wait"))
        run = self._run(draft, len(stops), sum(s.share.units for s in stops))
        set_out(draft, run, loads, stops)
        for load in loads:
            draft.set(load.order, stage=ORDER_LIFE.advance(load.order.stage, self.kind))
        return answer(draft, params={"number": run.number, "orders": len(loads), "stops": len(stops)})

    def _lines(self, state: State, order: str) -> list[OrderLine]:
        return sorted(state.all(OrderLine, "order", order), key=lambda line: line.n)

    def _why_not(self, state: State, order: Order, lines: tuple[OrderLine, ...], before: list[Load]) -> Refused | None:
        told: dict[str, str | int] = {"order": order.number}
        leave_out = ("leave_out", "wait")
        if any(load.order.id == order.id for load in before):
            return Refused("named_twice", told, ("leave_out",))
        if order.warehouse != self.warehouse:
            return Refused("other_warehouse", {**told, "warehouse": order.warehouse}, ("leave_out",))
        if not ORDER_LIFE.can(order.stage, self.kind) or state.find(Shipment, order.id) is not None:
            return Refused("not_approved", {**told, "stage": order.stage}, leave_out)
        if order.held:
            return Refused("held", {**told, "reason": order.held}, leave_out)
        if not lines:
            return Refused("nothing_reserved", told, leave_out)
        return None

    def _run(self, draft: Draft, tasks: int, units: int) -> PickRun:
        id_ = f"{self.warehouse}/run"
        counter = draft.find(Counter, id_) or Counter(id=id_)
        draft.set(counter, next=counter.next + 1)
        number = f"R{counter.next:04d}"
        return PickRun(
            id=self.run, warehouse=self.warehouse, number=number, orders=len(self.orders), tasks=tasks, units=units
        )


EXAMPLE = PickRelease(run="0192f3a0-run1", warehouse="ROT", orders=("0192f3a0-order1",))
