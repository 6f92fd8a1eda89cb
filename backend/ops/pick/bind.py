"""pick.bind."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.cart import bind
from backend.domain.pick.rows import PickSlot
from backend.domain.row import wh
from backend.domain.units import RawScan, RowId
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.totes import FOR_A_SLOT, for_slot, slot_wants


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{tote} is for order {order}", "{tote} 用于订单 {order}"),
        **FOR_A_SLOT,
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
        return slot_wants(state, self.slot, self.raw)

    def decide(self, state: State, context: Context) -> Outcome:
        return for_slot(state, context, state.get(PickSlot, self.slot), self.raw, bind)


EXAMPLE = PickBind(slot="0192f3a0-run1/1", raw="T-0007")
