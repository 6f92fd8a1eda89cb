"""pallet.load."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Carton
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.load import put_on
from backend.domain.ship.pallet import Pallet
from backend.domain.ship.rows import Manifest
from backend.domain.units import RawScan, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.ship.load import ShipLoad, troubles_of, wants_of
from backend.ops.ship.unload import sscc_of


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.REPLAY,
    words={
        **{code: text for code, text in ShipLoad.words.items() if code not in {"applied", "unknown_carton"}},
        "applied": Text(
            "Pallet {pallet} with {cartons} cartons is on {manifest}", "托盘 {pallet}（{cartons} 箱）已装上 {manifest}"
        ),
        "unknown_pallet": Text("No pallet of ours: set {seen} aside", "不是本仓的托盘：请将 {seen} 放到一边"),
        "pallet_empty": Text(
            "Pallet {pallet} has nothing on it by the books: check it", "托盘 {pallet} 账面为空：请核对"
        ),
    },
)
class PalletLoad(Op, frozen=True, kw_only=True):
    """A loader has put a pallet onto the truck and scanned its SSCC: all its cartons are on the truck."""

    manifest: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        code = sscc_of(self.raw)
        if code is None:
            return
        yield Ref(Pallet, code, needed=False)
        yield All(Carton, "pallet", code)
        for carton in state.all(Carton, "pallet", code):
            yield from wants_of(state, carton)

    def decide(self, state: State, context: Context) -> Outcome:
        manifest = state.get(Manifest, self.manifest)
        code = sscc_of(self.raw, year_of(context.received_at)) or ""
        pallet = state.find(Pallet, code) if code else None
        if pallet is None or pallet.warehouse != manifest.warehouse:
            aside = PhysicalTask("set_aside", manifest.warehouse, manifest.dock)
            return Contradicted("unknown_pallet", aside, (), {"seen": code or self.raw[:80]})
        cartons = state.all(Carton, "pallet", code)
        told: Params = {"pallet": code, "cartons": len(cartons), "manifest": manifest.number}
        if not cartons:
            check = PhysicalTask("check_pallet", manifest.warehouse, manifest.dock, "", 0, ("checked",))
            return Contradicted("pallet_empty", check, (), told)
        draft = draft_of(state, context)
        troubles = []
        for carton in cartons:
            each: Params = {"number": carton.number, "order": carton.order_number, "manifest": manifest.number}
            troubles += troubles_of(state, manifest, carton, each)
            if carton.stage in {"closed", "loaded"}:
                put_on(draft, draft.get(Manifest, manifest.id), carton, ShipLoad.kind)
        return answer(draft, troubles, told)


EXAMPLE = PalletLoad(manifest="0192f3a0-truck1", raw="]C100087123450000001018")
