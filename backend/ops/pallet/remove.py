"""pallet.remove."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Carton
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.pallet import Pallet, take_down
from backend.domain.stock import places
from backend.domain.units import PalletSscc, RawScan
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.ship.unload import sscc_of


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Carton {number} of order {order} is off the pallet", "订单 {order} 第 {number} 箱已下托盘"),
        "not_on_pallet": Text(
            "{seen} was not on pallet {pallet}: set it aside", "{seen} 不在托盘 {pallet} 上：请放到一边"
        ),
    },
)
class PalletRemove(Op, frozen=True, kw_only=True):
    """A packer has taken a carton off a pallet again and scanned it."""

    pallet: PalletSscc
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Pallet, self.pallet).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Pallet, self.pallet)
        code = sscc_of(self.raw)
        if code:
            yield All(Carton, "sscc", code)

    def decide(self, state: State, context: Context) -> Outcome:
        pallet = state.get(Pallet, self.pallet)
        code = sscc_of(self.raw, year_of(context.received_at))
        found = [c for c in state.all(Carton, "sscc", code) if c.pallet == pallet.id] if code else []
        if not found:
            aside = PhysicalTask("set_aside", pallet.warehouse, places.pack(pallet.warehouse))
            told: dict[str, str | int] = {"seen": code or self.raw[:80], "pallet": pallet.id}
            return Contradicted("not_on_pallet", aside, (), told)
        draft = draft_of(state, context)
        take_down(draft, found[0])
        return answer(draft, params={"number": found[0].number, "order": found[0].order_number})


EXAMPLE = PalletRemove(pallet="087123450000001018", raw="]C100087123450000000012")
