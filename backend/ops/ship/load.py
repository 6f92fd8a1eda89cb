"""ship.load."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.order.rows import Order
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Carton, CartonItem, Shipment
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.hold import LoadHold, holds_on, is_held
from backend.domain.ship.load import put_on
from backend.domain.ship.rows import Manifest
from backend.domain.units import RawScan, RowId
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.ship.unload import ShipUnload, sscc_of


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "Carton {number} of order {order} is on {manifest}", "订单 {order} 第 {number} 箱已装上 {manifest}"
        ),
        "unknown_carton": Text("No carton of ours: set {seen} aside", "不是本仓的箱子：请将 {seen} 放到一边"),
        "already_shipped": Text(
            "Carton {number} of order {order} has left before", "订单 {order} 第 {number} 箱已发出"
        ),
        "cancelled": Text("Order {order} was cancelled: take its carton off", "订单 {order} 已取消：请卸下"),
        "order_held": Text("Order {order} is held: take its carton off", "订单 {order} 已暂停：请卸下"),
        "not_released": Text(
            "Quality has not released carton {number} of order {order}: take it off",
            "订单 {order} 第 {number} 箱未经质检放行：请卸下",
        ),
        "on_other_manifest": Text("This carton was on {other}: check that list", "此箱原在 {other}：请核对该装车单"),
        "truck_gone": Text("{manifest} was handed over before: check this carton", "{manifest} 已交接：请核对此箱"),
    },
)
class ShipLoad(Op, frozen=True, kw_only=True):
    """A loader has put a carton onto the truck and scanned its SSCC. A second scan of it changes nothing."""

    manifest: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        code = sscc_of(self.raw)
        if code is None:
            return
        yield All(Carton, "sscc", code)
        for carton in state.all(Carton, "sscc", code):
            yield from wants_of(state, carton)

    def decide(self, state: State, context: Context) -> Outcome:
        manifest = state.get(Manifest, self.manifest)
        code = sscc_of(self.raw, year_of(context.received_at))
        found = [c for c in state.all(Carton, "sscc", code) if c.warehouse == manifest.warehouse] if code else []
        if not found:
            aside = PhysicalTask("set_aside", manifest.warehouse, manifest.dock)
            return Contradicted("unknown_carton", aside, (), {"seen": code or self.raw[:80]})
        carton = found[0]
        told: Params = {"number": carton.number, "order": carton.order_number, "manifest": manifest.number}
        draft = draft_of(state, context)
        troubles = troubles_of(state, manifest, carton, told)
        if carton.stage in {"closed", "loaded"}:
            put_on(draft, manifest, carton, self.kind)
        return answer(draft, troubles, told)

    def undo(self, id_: str) -> Op:
        return ShipUnload(manifest=self.manifest, raw=self.raw)


def wants_of(state: State, carton: Carton) -> Iterable[Want]:
    """What loading a carton reads."""
    yield from wants.order_of(state, carton.shipment)
    yield All(Carton, "shipment", carton.shipment)
    yield All(CartonItem, "carton", carton.id)
    for hold in holds_on(carton, state.all(CartonItem, "carton", carton.id)):
        yield Ref(LoadHold, hold, needed=False)
    if carton.manifest:
        yield Ref(Manifest, carton.manifest)


def troubles_of(state: State, manifest: Manifest, carton: Carton, told: Params) -> list[Trouble]:
    """What speaks against a carton on a truck. It is there all the same."""
    shipment = state.get(Shipment, carton.shipment)
    order = state.find(Order, shipment.order)
    before = state.get(Manifest, carton.manifest) if carton.manifest else None
    told = {**told, "carton": carton.id}
    codes: list[tuple[str, str]] = []
    if carton.stage == "shipped":
        return [_trouble("already_shipped", "check_carton", manifest, told)]
    if shipment.stage == "cancelled":
        codes.append(("cancelled", "take_off"))
    if order is not None and order.held:
        codes.append(("order_held", "take_off"))
    if is_held(state, carton):
        codes.append(("not_released", "take_off"))
    if before is not None and before.id != manifest.id:
        codes.append(("on_other_manifest", "check_list"))
        told = {**told, "other": before.number}
    if manifest.stage == "handed_over":
        codes.append(("truck_gone", "check_carton"))
    return [_trouble(code, act, manifest, told) for code, act in codes]


def _trouble(code: str, act: str, manifest: Manifest, told: Params) -> Trouble:
    return Trouble(code, PhysicalTask(act, manifest.warehouse, manifest.dock, "", 0, ("done",)), told)


EXAMPLE = ShipLoad(manifest="0192f3a0-truck1", raw="]C100087123450000000012")
