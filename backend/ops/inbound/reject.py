"""inbound.reject."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.inbound.lines import count_rejected, line_of
from backend.domain.inbound.rows import Inbound, RejectReason
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Location
from backend.domain.units import RawScan, RowId, Units
from backend.ops.answer import answer, draft_of
from backend.ops.delivery import UNKNOWN_GOODS, delivery_wants, strange
from backend.ops.goods import goods, pieces
from backend.ops.inbound.take_back import InboundTakeBack
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} of {product} rejected", "已拒收 {product} {units} 件"),
        "unknown_goods": UNKNOWN_GOODS,
    },
)
class InboundReject(Op, frozen=True, kw_only=True):
    """Goods were turned away at the door, for a reason. They never become stock."""

    inbound: RowId
    location: RowId
    raw: RawScan
    units: Units = 1
    reason: RejectReason

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Inbound, self.inbound).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from delivery_wants(state, self.inbound, self.location, self.raw, "")

    def decide(self, state: State, context: Context) -> Outcome:
        inbound = state.get(Inbound, self.inbound)
        seen = goods(state, self.raw, context)
        units = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(state.get(Location, self.location), seen.seen, units)
        draft = draft_of(state, context)
        count_rejected(draft, line_of(draft, inbound, seen.product), self.reason, units)
        return answer(draft, params={"units": units, "product": seen.product, "reason": self.reason})

    def undo(self, id_: str) -> Op:
        return InboundTakeBack(
            inbound=self.inbound, location=self.location, raw=self.raw, units=self.units, reason=self.reason
        )


EXAMPLE = InboundReject(
    inbound="0192f3a0-po1", location="ROT/RECEIVE", raw="]E09521234010388", units=3, reason="damaged"
)
