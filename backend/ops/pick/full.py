"""pick.full."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.cart import bind_further
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
        "applied": Text("{tote} is a further tote of order {order}", "{tote} 是订单 {order} 的又一个周转箱"),
        **FOR_A_SLOT,
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
        return slot_wants(state, self.slot, self.raw)

    def decide(self, state: State, context: Context) -> Outcome:
        return for_slot(state, context, state.get(PickSlot, self.slot), self.raw, bind_further)


EXAMPLE = PickFull(slot="0192f3a0-run1/1", raw="T-0008")
