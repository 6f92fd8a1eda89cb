"""quality.hold."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, Params, PhysicalTask, Refused
from backend.domain.pack.rows import Carton, CartonItem, Shipment
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.ship.hold import LoadHold, hold_id, holds_on
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Warehouse
from backend.domain.task.opened import open_task
from backend.domain.units import Line, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Held: it is not loaded until it is released", "已扣留：放行前不得装车"),
        "name_one": Text("Name either an order or a product's lot", "请指定一个订单或一个产品批次"),
        "held_on_truck": Text(
            "Quality holds carton {number} of order {order}: take it off {manifest}",
            "订单 {order} 第 {number} 箱被质检扣留：请从 {manifest} 卸下",
        ),
        "already_held": Text("{by} holds it: {reason}", "{by} 已扣留：{reason}"),
    },
)
class QualityHold(Op, frozen=True, kw_only=True):
    """Quality wants a shipment, or a lot of a product wherever it is packed, to stay here.

    What is on a truck that has not left is asked off it.
    """

    warehouse: RowId
    shipment: Line = ""
    product: Line = ""
    lot: Line = ""
    reason: Word

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(LoadHold, hold_id(self.warehouse, self.shipment, self.product, self.lot), needed=False)
        if self.shipment:
            yield Ref(Shipment, self.shipment)
        if self.product:
            yield Ref(Product, self.product)
        yield All(Manifest, "stage", "open")
        for truck in state.all(Manifest, "stage", "open"):
            if truck.warehouse == self.warehouse:
                yield All(Carton, "manifest", truck.id)
                for carton in state.all(Carton, "manifest", truck.id):
                    yield All(CartonItem, "carton", carton.id)

    def decide(self, state: State, context: Context) -> Outcome:
        if bool(self.shipment) == bool(self.product):
            return Refused("name_one", {}, ("correct_it",))
        id_ = hold_id(self.warehouse, self.shipment, self.product, self.lot)
        there = state.find(LoadHold, id_)
        if there is not None and there.held:
            return Refused("already_held", {"by": there.by, "reason": there.reason}, ("keep_theirs",))
        draft = draft_of(state, context)
        now = there or LoadHold(
            id=id_, warehouse=self.warehouse, shipment=self.shipment, product=self.product, lot=self.lot,
            by=context.author, at=context.received_at,
        )  # fmt: skip
        draft.set(now, held=True, reason=self.reason, by=context.author, at=context.received_at)
        for truck in draft.all(Manifest, "stage", "open"):
            if truck.warehouse == self.warehouse:
                self._ask_off(draft, truck, id_)
        return answer(draft)

    def _ask_off(self, draft: Draft, truck: Manifest, hold: str) -> None:
        for carton in draft.all(Carton, "manifest", truck.id):
            items = draft.all(CartonItem, "carton", carton.id)
            if carton.stage == "loaded" and hold in holds_on(carton, items):
                off = PhysicalTask("take_off", truck.warehouse, truck.dock, "", 0, ("done",))
                told: Params = {"number": carton.number, "order": carton.order_number, "manifest": truck.number}
                open_task(draft, "held_on_truck", off, {**told, "carton": carton.id})


EXAMPLE = QualityHold(warehouse="ROT", product="MILK-1L", lot="L1", reason="Temperature on arrival")
