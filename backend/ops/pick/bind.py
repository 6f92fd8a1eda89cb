"""pick.bind."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.cart import GONE, bind
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
        "applied": Text("{tote} is for order {order}", "{tote} 用于订单 {order}"),
        "not_a_tote": Text("That is no tote: scan the label of a tote", "这不是周转箱：请扫描周转箱标签"),
        "tote_taken": Text("{tote} holds another order: take an empty one", "{tote} 已被其他订单占用：请换空箱"),
        "order_gone": Text(
            "Order {order} has left the cart: put {tote} aside", "订单 {order} 已离开拣货车：请放下 {tote}"
        ),
    },
)
class PickBind(Op, frozen=True, kw_only=True):
    """A picker has put a tote into a slot of the cart and scanned it.

    Units of the slot that were picked before lie in it from now on. A tote of another order is not bound.
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
            aside = PhysicalTask("scan_tote", slot.warehouse, slot.id)
            return Contradicted("not_a_tote", aside, (), told)
        place = f"{slot.warehouse}/{code}"
        if state.get(Shipment, slot.shipment).stage in {*GONE, "cancelled"}:
            return Contradicted("order_gone", PhysicalTask("put_tote_aside", slot.warehouse, place), (), told)
        tote = state.find(Tote, place)
        if tote is not None and tote.shipment not in {None, slot.shipment}:
            return Contradicted("tote_taken", PhysicalTask("take_empty_tote", slot.warehouse, place), (), told)
        draft = draft_of(state, context)
        bind(draft, slot, code)
        return answer(draft, params=told)


EXAMPLE = PickBind(slot="0192f3a0-run1/1", raw="T-0007")
