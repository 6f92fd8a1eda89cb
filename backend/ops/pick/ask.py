"""pick.ask."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.order.rows import Order
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.replace import SubstituteAsk
from backend.domain.pick.rows import PickTask
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.domain.row import wh
from backend.domain.units import RowId, Units
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PICK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("The office is asked about {other}", "已向办公室询问 {other}"),
        "asked_before": Text("This was asked before", "已询问过"),
        "not_listed": Text("{other} may not go in place of {product}", "{other} 不能代替 {product}"),
        "not_wanted": Text("The customer of order {order} wants no substitutes", "订单 {order} 的客户不要替代品"),
    },
)
class PickAsk(Op, frozen=True, kw_only=True):
    """A picker asks whether another product may go in place of units that are short. The walk does not wait for it."""

    task: RowId
    other: RowId
    units: Units

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickTask, self.task)
        yield Ref(SubstituteAsk, self.task, needed=False)
        task = state.find(PickTask, self.task)
        if task is not None:
            yield Ref(Shipment, task.shipment)
            yield Ref(Order, task.shipment, needed=False)
            yield Ref(Substitute, substitute_id(task.product, self.other), needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        entry = state.find(Substitute, substitute_id(task.product, self.other))
        shipment = state.get(Shipment, task.shipment)
        if state.find(SubstituteAsk, task.id) is not None:
            return Refused("asked_before", {}, ("keep_theirs",))
        if entry is None or not entry.active:
            return Refused("not_listed", {"other": self.other, "product": task.product}, ("discard",))
        if shipment.substitutes == "never":
            return Refused("not_wanted", {"order": shipment.order_number}, ("discard",))
        order = state.find(Order, task.shipment)
        draft = draft_of(state, context)
        draft.put(
            SubstituteAsk(
                id=task.id, warehouse=task.warehouse, order=shipment.order, order_number=shipment.order_number,
                rep=order.rep if order is not None else None, product=task.product, other=self.other,
                units=self.units, asked_by=context.author, asked_at=context.received_at,
            )
        )  # fmt: skip
        return answer(draft, params={"other": self.other})


EXAMPLE = PickAsk(task="0192f3a0-run1/1", other="PEN-02", units=1)
