"""pick.full."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.cart import GONE, bind_further
from backend.domain.pick.rows import PickSlot, Tote
from backend.domain.row import wh
from backend.domain.units import RawScan, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{tote} is a further tote of order {order}", "{tote} 是订单 {order} 的又一个周转箱"),
        "not_a_tote": Text("That is no tote: scan the label of a tote", "这不是周转箱：请扫描周转箱标签"),
        "tote_taken": Text("{tote} holds another order: take an empty one", "{tote} 已被其他订单占用：请换空箱"),
        "order_gone": Text(
            "Order {order} has left the cart: put {tote} aside", "订单 {order} 已离开拣货车：请放下 {tote}"
        ),
    },
)
class PickFull(Op, frozen=True, kw_only=True):
    """The tote of a slot is full, and a picker goes on with another for the same order.

    The full tote keeps what was put into it, and stays with the order. What is in the hand goes into the new one.
    """

    slot: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickSlot, self.slot).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickSlot, self.slot)
        slot = state.find(PickSlot, self.slot)
        if slot is not None:
            yield from wants.bind(state, slot, tote_code(self.raw))

    def decide(self, state: State, context: Context) -> Outcome:
        slot = state.get(PickSlot, self.slot)
        code = tote_code(self.raw)
        told: dict[str, str | int] = {"tote": code or self.raw[:80], "order": slot.order_number}
        if code is None:
            return Contradicted("not_a_tote", PhysicalTask("scan_tote", slot.warehouse, slot.id), (), told)
        place = f"{slot.warehouse}/{code}"
        if state.get(Shipment, slot.shipment).stage in {*GONE, "cancelled"}:
            return Contradicted("order_gone", PhysicalTask("put_tote_aside", slot.warehouse, place), (), told)
        tote = state.find(Tote, place)
        if tote is not None and tote.shipment not in {None, slot.shipment}:
            return Contradicted("tote_taken", PhysicalTask("take_empty_tote", slot.warehouse, place), (), told)
        draft = draft_of(state, context)
        bind_further(draft, slot, code)
        return answer(draft, params=told)


EXAMPLE = PickFull(slot="0192f3a0-run1/1", raw="T-0008")
