"""ship.unload."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Carton
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.load import take_off
from backend.domain.ship.rows import Manifest
from backend.domain.units import RawScan, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.scanning.resolve import read


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Carton {number} of order {order} is off the truck", "订单 {order} 第 {number} 箱已卸下"),
        "not_on_truck": Text("{seen} was not on {manifest}: set it aside", "{seen} 不在 {manifest} 上：请放到一边"),
    },
)
class ShipUnload(Op, frozen=True, kw_only=True):
    """A loader has taken a carton off the truck again and scanned it. The one step back that an order can take."""

    manifest: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        code = sscc_of(self.raw)
        if code is not None:
            yield All(Carton, "sscc", code)
            for carton in state.all(Carton, "sscc", code):
                yield from wants.order_of(state, carton.shipment)

    def decide(self, state: State, context: Context) -> Outcome:
        manifest = state.get(Manifest, self.manifest)
        code = sscc_of(self.raw, year_of(context.received_at))
        cartons = state.all(Carton, "sscc", code) if code else []
        on = [c for c in cartons if c.manifest == manifest.id and c.stage == "loaded"]
        if not on:
            aside = PhysicalTask("set_aside", manifest.warehouse, manifest.dock)
            told: Params = {"seen": code or self.raw[:80], "manifest": manifest.number}
            return Contradicted("not_on_truck", aside, (), told)
        draft = draft_of(state, context)
        take_off(draft, manifest, on[0], self.kind)
        return answer(draft, params={"number": on[0].number, "order": on[0].order_number})


def sscc_of(raw: str, year: int = 2026) -> str | None:
    """The SSCC of a scanned carton label. The year bears on dates within a scan only."""
    scan = read(raw, year)
    return scan.sscc if scan.error is None else None


EXAMPLE = ShipUnload(manifest="0192f3a0-truck1", raw="]C100087123450000000012")
