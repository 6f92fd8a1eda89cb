"""order.cancel."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.cancel import Return, free_promises, recall
from backend.domain.order.firm import settle_unkept
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.promise import charge
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Params, PhysicalTask, Refused
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.row import desk_and_rep
from backend.domain.stock.rows import Stock
from backend.domain.task.opened import open_task
from backend.domain.units import Line, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_CANCEL,
    offline=Offline.QUEUE,
    words={
        "applied": Text(
            "Order {number} is cancelled; {returns} to put back", "订单 {number} 已取消；待放回 {returns} 项"
        ),
        "put_back": Text(
            "Order {order} was cancelled: put {units} back at {to}", "订单 {order} 已取消：请将 {units} 件放回 {to}"
        ),
        "too_late": Text("Order {number} is {stage}: too late to cancel it", "订单 {number} 已{stage}，无法取消"),
    },
    compares={"sales_order": ("stage",)},
)
class OrderCancel(Op, frozen=True, kw_only=True):
    """The office takes an order back. What is reserved is free again, and what was picked goes back to its bins.

    Each pile of units on the floor becomes a put-back task. Once packed, it is too late.
    """

    order: RowId
    reason: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)
        yield All(OrderLine, "order", self.order)
        yield Ref(Shipment, self.order, needed=False)
        order = state.find(Order, self.order)
        if order is None:
            return
        yield from wants.unkept(order)
        if order.customer:
            yield Ref(Customer, order.customer)
        for line in state.all(OrderLine, "order", self.order):
            yield Ref(ShipmentLine, line.id, needed=False)
            yield from wants.promise(line.id, order.warehouse, line.product)
        if state.find(Shipment, self.order) is not None:
            yield from self._floor(state)

    def _floor(self, state: State) -> Iterable[Want]:
        yield All(PickTask, "shipment", self.order)
        yield All(PickSlot, "shipment", self.order)
        yield All(Tote, "shipment", self.order)
        yield All(Carton, "shipment", self.order)
        yield All(ShipmentLine, "shipment", self.order)
        for task in state.all(PickTask, "shipment", self.order):
            yield Ref(PickRun, task.run)
            yield All(PickTask, "run", task.run)
            yield wants.balance(task.location, task.product, task.lot)
        for slot in state.all(PickSlot, "shipment", self.order):
            if slot.tote:
                yield Ref(Tote, slot.tote, needed=False)
        for tote in state.all(Tote, "shipment", self.order):
            yield All(Stock, "location", tote.id)
        for carton in state.all(Carton, "shipment", self.order):
            yield All(CartonItem, "carton", carton.id)

    def decide(self, state: State, context: Context) -> Outcome:
        order = state.get(Order, self.order)
        if not ORDER_LIFE.can(order.stage, self.kind):
            told: Params = {"number": order.number, "stage": order.stage}
            return Refused("too_late", told, ("take_back_later", "discard"))
        draft = draft_of(state, context)
        if order.stage != "review":
            charge(draft, order, -1)
        for line in draft.all(OrderLine, "order", order.id):
            free_promises(draft, line, order.warehouse)
        shipment = draft.find(Shipment, order.id)
        returns = recall(draft, shipment) if shipment is not None else []
        for pile in returns:
            self._ask(draft, order, pile)
        if shipment is not None:
            draft.set(shipment, stage=ORDER_LIFE.advance(shipment.stage, self.kind))
        settle_unkept(draft, order, "cancel")
        stage = ORDER_LIFE.advance(order.stage, self.kind)
        draft.set(order, stage=stage, held="", decided_by=context.author, decided_why=self.reason)
        return answer(draft, params={"number": order.number, "returns": len(returns)})

    def _ask(self, draft: Draft, order: Order, pile: Return) -> None:
        task = PhysicalTask("put_back", order.warehouse, pile.to, pile.product, pile.units, ("put_back_done",))
        params: Params = {
            "order": order.number,
            "units": pile.units,
            "from": pile.from_,
            "to": pile.to,
            "lot": pile.lot,
        }
        params |= {"task": pile.task} if pile.task else {}
        params |= {"item": pile.item} if pile.item else {}
        open_task(draft, "put_back", task, params)


EXAMPLE = OrderCancel(order="0192f3a0-order1", reason="Customer called")
