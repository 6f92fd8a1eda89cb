"""pallet.close."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.pallet import Pallet
from backend.domain.stock import places
from backend.domain.units import PalletSscc
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Pallet {pallet} is closed: {cartons} cartons", "托盘 {pallet} 已封：{cartons} 箱"),
        "pallet_empty": Text(
            "Pallet {pallet} has nothing on it by the books: check it", "托盘 {pallet} 账面为空：请核对"
        ),
    },
)
class PalletClose(Op, frozen=True, kw_only=True):
    """A packer has wrapped a pallet and put its label on."""

    pallet: PalletSscc

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Pallet, self.pallet).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Pallet, self.pallet)

    def decide(self, state: State, context: Context) -> Outcome:
        pallet = state.get(Pallet, self.pallet)
        draft = draft_of(state, context)
        draft.set(pallet, stage="closed")
        check = PhysicalTask("check_pallet", pallet.warehouse, places.pack(pallet.warehouse), "", 0, ("checked",))
        troubles = [] if pallet.cartons else [Trouble("pallet_empty", check, {"pallet": pallet.id})]
        return answer(draft, troubles, {"pallet": pallet.id, "cartons": pallet.cartons})


EXAMPLE = PalletClose(pallet="087123450000001018")
