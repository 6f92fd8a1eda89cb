"""pack.open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.order.progress import move_on
from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Carton {number} of order {order}", "订单 {order} 第 {number} 箱"),
        "carton_closed": Text("Carton {number} is closed: take a new one", "第 {number} 箱已封：请用新箱"),
        "cancelled": Text("Order {order} was cancelled: do not pack it", "订单 {order} 已取消：请勿打包"),
    },
)
class PackOpen(Op, frozen=True, kw_only=True):
    """A packer has taken an empty carton for a shipment. Its number says which of the shipment's cartons it is."""

    shipment: RowId
    number: Annotated[int, Meta(ge=1, le=999)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Shipment, self.shipment).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from wants.order_of(state, self.shipment)
        yield Ref(Carton, f"{self.shipment}/{self.number}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        shipment = state.get(Shipment, self.shipment)
        id_ = f"{shipment.id}/{self.number}"
        told: dict[str, str | int] = {"number": self.number, "order": shipment.order_number}
        place = places.pack(shipment.warehouse)
        there = state.find(Carton, id_)
        if there is not None and there.stage != "open":
            return Contradicted("carton_closed", PhysicalTask("take_new_carton", there.warehouse, place), (), told)
        draft = draft_of(state, context)
        if there is None:
            draft.put(
                Carton(
                    id=id_, warehouse=shipment.warehouse, shipment=shipment.id, order_number=shipment.order_number,
                    number=self.number,
                )
            )  # fmt: skip
            shipment = draft.set(shipment, cartons=shipment.cartons + 1, packer=context.author)
        if shipment.stage == "cancelled":  # the box is there all the same, and so is what is put into it
            stop = PhysicalTask("do_not_pack", shipment.warehouse, place)
            return answer(draft, [Trouble("cancelled", stop, told)], told)
        move_on(draft, shipment, self.kind)
        return answer(draft, params=told)


EXAMPLE = PackOpen(shipment="0192f3a0-order1", number=1)
