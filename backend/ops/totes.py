"""A tote that was scanned: for a slot of the cart, or as one of those of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.pick.cart import GONE
from backend.domain.pick.rows import PickRun, PickSlot, Tote
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Ref, State, Text, Want

FOR_A_SLOT = {
    "not_a_tote": Text("That is no tote: scan the label of a tote", "这不是周转箱：请扫描周转箱标签"),
    "tote_taken": Text("{tote} holds another order: take an empty one", "{tote} 已被其他订单占用：请换空箱"),
    "order_gone": Text("Order {order} has left the cart: put {tote} aside", "订单 {order} 已离开拣货车：请放下 {tote}"),
}
"""Why a tote is not for a slot."""

OF_A_RUN = {"other_tote": Text("{tote} is not on run {number}", "{tote} 不属于拣货单 {number}")}
"""Why a tote is not one of a run."""


def slot_wants(state: State, slot: str, raw: str) -> Iterable[Want]:
    """What putting a tote into a slot reads."""
    yield Ref(PickSlot, slot)
    found = state.find(PickSlot, slot)
    if found is not None:
        yield from wants.bind(state, found, tote_code(raw))


def for_slot(
    state: State, context: Context, slot: PickSlot, raw: str, put: Callable[[Draft, PickSlot, str], object]
) -> Outcome:
    """`put` the scanned tote into a slot, or say why it cannot be for its order."""
    code = tote_code(raw)
    told: dict[str, str | int] = {"tote": code or raw[:80], "order": slot.order_number}
    if code is None:
        return Contradicted("not_a_tote", PhysicalTask("scan_tote", slot.warehouse, slot.id), (), told)
    place = f"{slot.warehouse}/{code}"
    if state.get(Shipment, slot.shipment).stage in {*GONE, "cancelled"}:
        return Contradicted("order_gone", PhysicalTask("put_tote_aside", slot.warehouse, place), (), told)
    tote = state.find(Tote, place)
    if tote is not None and tote.shipment not in {None, slot.shipment}:
        return Contradicted("tote_taken", PhysicalTask("take_empty_tote", slot.warehouse, place), (), told)
    draft = draft_of(state, context)
    put(draft, slot, code)
    return answer(draft, params=told)


def of_run(
    state: State, context: Context, run: PickRun, zone: str, raw: str, go_on: Callable[[Draft], None]
) -> Outcome:
    """`go_on` with a run of which a tote was scanned in a zone, or say that it is not one of the run."""
    code = tote_code(raw)
    told: dict[str, str | int] = {"number": run.number, "zone": zone, "tote": code or raw[:80]}
    if wants.is_elsewhere(state, run, code):
        look = PhysicalTask("scan_tote", run.warehouse, f"{run.warehouse}/{code}")
        return Contradicted("other_tote", look, (), told)
    draft = draft_of(state, context)
    go_on(draft)
    return answer(draft, params=told)
