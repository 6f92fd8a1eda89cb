"""ship.plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from backend.domain.outcome import Outcome, Params, Refused
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.rows import Manifest
from backend.domain.ship.stops import ManifestStop, plan, planned
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

STOPS_MOST = 99
ORDERS_MOST = 200
_GONE = {"shipped", "cancelled"}


class PlannedStop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order, and at which stop of the road the truck leaves it. Several orders may be for one stop."""

    shipment: RowId
    stop: Annotated[int, Meta(ge=1, le=STOPS_MOST)]


@operation(
    nature=Nature.REQUEST,
    right=Right.LOAD,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "{manifest} goes to {stops} stops with {orders} orders", "{manifest} 共 {stops} 站、{orders} 个订单"
        ),
        "truck_gone": Text("{manifest} was handed over before: it cannot be planned", "{manifest} 已交接，无法再计划"),
    },
)
class ShipPlan(Op, frozen=True, kw_only=True):
    """The stops of a truck, in the order of the road: what is planned for it, in place of what was before.

    An order that another truck was to take is taken by this one. One that has left or was cancelled is left out: the
    plan was made by somebody who had not heard of it yet.
    """

    manifest: RowId
    stops: Annotated[tuple[PlannedStop, ...], Meta(max_length=ORDERS_MOST)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        yield All(ManifestStop, "manifest", self.manifest)
        for stop in self.stops:
            yield Ref(Shipment, stop.shipment)
            yield All(ManifestStop, "shipment", stop.shipment)
            yield Ref(ManifestStop, f"{self.manifest}/{stop.shipment}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        manifest = state.get(Manifest, self.manifest)
        if manifest.stage == "handed_over":
            return Refused("truck_gone", {"manifest": manifest.number}, ("discard",))
        draft = draft_of(state, context)
        wanted = {stop.shipment: stop.stop for stop in self.stops if self._goes(state, manifest, stop.shipment)}
        for row in planned(draft, manifest):
            if row.shipment not in wanted:
                draft.set(row, stop=0)
        for shipment, stop in sorted(wanted.items()):
            plan(draft, manifest, shipment, stop)
        told: Params = {"manifest": manifest.number, "stops": len(set(wanted.values())), "orders": len(wanted)}
        return answer(draft, params=told)

    def _goes(self, state: State, manifest: Manifest, id_: str) -> bool:
        shipment = state.get(Shipment, id_)
        return shipment.warehouse == manifest.warehouse and shipment.stage not in _GONE


EXAMPLE = ShipPlan(
    manifest="0192f3a0-truck1",
    stops=(PlannedStop(shipment="0192f3a0-order1", stop=1), PlannedStop(shipment="0192f3a0-order2", stop=2)),
)
