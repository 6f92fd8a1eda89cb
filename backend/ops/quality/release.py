"""quality.release."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.hold import LoadHold, hold_id
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Released: it may be loaded", "已放行：可以装车"),
        "not_held": Text("It is not held", "未被扣留"),
    },
)
class QualityRelease(Op, frozen=True, kw_only=True):
    """Quality lets go of what it held."""

    warehouse: RowId
    shipment: Line = ""
    product: Line = ""
    lot: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(LoadHold, hold_id(self.warehouse, self.shipment, self.product, self.lot), needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        there = state.find(LoadHold, hold_id(self.warehouse, self.shipment, self.product, self.lot))
        if there is None or not there.held:
            return Refused("not_held", {}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(there, held=False, by=context.author, at=context.received_at)
        return answer(draft)


EXAMPLE = QualityRelease(warehouse="ROT", product="MILK-1L", lot="L1")
