"""pack.finish."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.order.progress import move_on, tell_the_desk
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import Tote
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.rows import Stock
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {order} is packed", "订单 {order} 已打包"),
        "cancelled": Text("Order {order} was cancelled: unpack it", "订单 {order} 已取消：请拆箱"),
        "carton_open": Text("Carton {number} of order {order} is not closed", "订单 {order} 第 {number} 箱未封"),
        "left_in_tote": Text("{units} of order {order} are left in {place}", "订单 {order} 还有 {units} 件在 {place}"),
        "not_all_packed": Text("{units} of {product} were picked and not packed", "{product} 有 {units} 件已拣未装"),
    },
)
class PackFinish(Op, frozen=True, kw_only=True):
    """A packer has packed all of a shipment. Empty totes are free for the next order; what does not fit is named."""

    shipment: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Shipment, self.shipment).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from wants.order_of(state, self.shipment)
        yield from wants.desk_lines(state, self.shipment)
        yield All(Carton, "shipment", self.shipment)
        yield All(Tote, "shipment", self.shipment)
        for tote in state.all(Tote, "shipment", self.shipment):
            yield All(Stock, "location", tote.id)

    def decide(self, state: State, context: Context) -> Outcome:
        shipment = state.get(Shipment, self.shipment)
        draft = draft_of(state, context)
        told: Params = {"order": shipment.order_number}
        if shipment.stage == "cancelled":
            place = places.pack(shipment.warehouse)
            unpack = PhysicalTask("unpack", shipment.warehouse, place)
            return answer(draft, [Trouble("cancelled", unpack, told)])
        move_on(draft, shipment, self.kind)
        tell_the_desk(draft, shipment.id)
        troubles = [
            *_open_cartons(draft, shipment, told),
            *_empty_totes(draft, shipment, told),
            *_not_packed(draft, shipment, told),
        ]
        return answer(draft, troubles, told)


def _open_cartons(draft: Draft, shipment: Shipment, told: Params) -> list[Trouble]:
    bench = places.pack(shipment.warehouse)
    return [
        Trouble("carton_open", PhysicalTask("close_carton", shipment.warehouse, bench), {**told, "number": c.number})
        for c in draft.all(Carton, "shipment", shipment.id)
        if c.stage == "open"
    ]


def _empty_totes(draft: Draft, shipment: Shipment, told: Params) -> list[Trouble]:
    """Free the totes that hold nothing; the others stay with the shipment."""
    found: list[Trouble] = []
    for tote in draft.all(Tote, "shipment", shipment.id):
        left = [s for s in draft.all(Stock, "location", tote.id) if s.quantity]
        if not left:
            draft.set(tote, shipment=None)
        for stock in left:
            look = PhysicalTask(
                "recount", shipment.warehouse, tote.id, stock.product, stock.quantity, ("recount", "done")
            )
            params: Params = {**told, "units": stock.quantity, "place": tote.id, "lot": stock.lot}
            found.append(Trouble("left_in_tote", look, params))
    return found


def _not_packed(draft: Draft, shipment: Shipment, told: Params) -> list[Trouble]:
    bench = places.pack(shipment.warehouse)
    return [
        Trouble(
            "not_all_packed",
            PhysicalTask("look_on_cart", shipment.warehouse, bench, line.product, line.picked - line.packed),
            {**told, "units": line.picked - line.packed, "product": line.product},
        )
        for line in draft.all(ShipmentLine, "shipment", shipment.id)
        if line.picked > line.packed
    ]


EXAMPLE = PackFinish(shipment="0192f3a0-order1")
