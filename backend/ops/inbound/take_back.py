"""inbound.take_back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.draft import Draft
from backend.domain.inbound.lines import count_received, count_rejected, line_of
from backend.domain.inbound.rows import Inbound, InboundLine, RejectReason
from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import send_out
from backend.domain.stock.rows import Location
from backend.domain.units import Line, RawScan, RowId, Units
from backend.ops.answer import BELOW_PROMISED, RECOUNT, Trouble, answer, below_promised, draft_of, recount
from backend.ops.delivery import NOT_A_PLACE, UNKNOWN_GOODS, delivery_wants, elsewhere, strange
from backend.ops.goods import goods, pieces
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} of {product} taken back", "已撤回 {product} {units} 件"),
        "more_than_received": Text(
            "{more} more taken back than were received: recount {place}", "撤回比收货多 {more} 件：请重新盘点 {place}"
        ),
        "unknown_goods": UNKNOWN_GOODS,
        "not_a_place": NOT_A_PLACE,
        "not_in_books": RECOUNT,
        "below_promised": BELOW_PROMISED,
    },
)
class InboundTakeBack(Op, frozen=True, kw_only=True):
    """A receipt was none: its units are not here. With a `reason`, units that were rejected for it were not."""

    inbound: RowId
    location: RowId
    raw: RawScan
    units: Units = 1
    lot: Line = ""
    reason: RejectReason | Literal[""] = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Inbound, self.inbound).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from delivery_wants(state, self.inbound, self.location, self.raw, self.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        inbound, place = state.get(Inbound, self.inbound), state.get(Location, self.location)
        seen = goods(state, self.raw, context)
        wanted = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(place, seen.seen, wanted)
        if place.warehouse != inbound.warehouse or place.kind == "outside":
            return elsewhere(inbound, place, seen.product, wanted)
        product = state.get(Product, seen.product)
        draft = draft_of(state, context)
        line = line_of(draft, inbound, product.id)
        troubles: list[Trouble] = []
        if self.reason:
            units = min(wanted, int(line.reasons.get(self.reason, 0)))
            count_rejected(draft, line, self.reason, -units)
        else:
            units = min(wanted, line.received)
            lot = (seen.lot or self.lot) if product.lot_tracked else ""
            troubles = self._leave(draft, line, lot, units)
        if wanted > units:
            more = wanted - units
            count = PhysicalTask("recount", inbound.warehouse, place.id, product.id, more, ("recount",))
            told: dict[str, str | int] = {"more": more, "place": place.id, "product": product.id, "lot": ""}
            troubles.insert(0, Trouble("more_than_received", count, told))
        return answer(draft, troubles, {"units": units, "product": product.id, "place": place.id})

    def _leave(self, draft: Draft, line: InboundLine, lot: str, units: int) -> list[Trouble]:
        count_received(draft, line, -units)
        if not units:
            return []
        house, product = line.warehouse, line.product
        missing, grew = send_out(draft, house, product, lot, self.location, places.supplier(house), units)
        troubles = [recount(house, self.location, product, lot, missing)] if missing else []
        return [*troubles, below_promised(house, self.location, product, grew)] if grew else troubles


EXAMPLE = InboundTakeBack(inbound="0192f3a0-po1", location="ROT/RECEIVE", raw="]E09521234010388", units=2)
