"""returns.take_back."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.serials import not_back
from backend.domain.product.rows import Product
from backend.domain.returns.lines import count, counted, line_of, made_of, place_of
from backend.domain.returns.rows import Disposition, ReturnReason, ReturnReceipt
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import carry
from backend.domain.stock.rows import Location
from backend.domain.units import Line, RawScan, RowId, Units
from backend.ops.answer import BELOW_PROMISED, RECOUNT, Trouble, answer, below_promised, draft_of, recount
from backend.ops.delivery import NOT_A_PLACE, UNKNOWN_GOODS, strange
from backend.ops.goods import goods, pieces, serial_of
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.sent_back import astray, return_wants


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} of {product} taken back", "已撤回 {product} {units} 件"),
        "more_than_returned": Text(
            "{more} more taken back than came back: recount {place}", "撤回比退回多 {more} 件：请重新盘点 {place}"
        ),
        "unknown_goods": UNKNOWN_GOODS,
        "not_a_place": NOT_A_PLACE,
        "not_in_books": RECOUNT,
        "below_promised": BELOW_PROMISED,
    },
)
class ReturnsTakeBack(Op, frozen=True, kw_only=True):
    """What was said of goods that came back was wrong: its units are not there, for they are in somebody's hands."""

    receipt: RowId
    location: RowId
    raw: RawScan
    units: Units = 1
    disposition: Disposition
    reason: ReturnReason = "unwanted"
    lot: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(ReturnReceipt, self.receipt).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from return_wants(state, self.receipt, self.location, self.raw, self.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        receipt, place = state.get(ReturnReceipt, self.receipt), state.get(Location, self.location)
        seen = goods(state, self.raw, context)
        wanted = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(place, seen.seen, wanted)
        nowhere = astray(receipt, place, self.disposition, seen.product, wanted)
        if nowhere is not None:
            return nowhere
        product, house = state.get(Product, seen.product), receipt.warehouse
        draft = draft_of(state, context)
        line = line_of(draft, receipt, product.id)
        made = made_of(place.id, self.disposition)
        units = min(wanted, counted(line, made))
        lot = (seen.lot or self.lot) if product.lot_tracked else ""
        troubles: list[Trouble] = []
        if wanted > units:
            more = wanted - units
            again = PhysicalTask("recount", house, place.id, product.id, more, ("recount",))
            told: dict[str, str | int] = {"more": more, "place": place.id, "product": product.id, "lot": lot}
            troubles.append(Trouble("more_than_returned", again, told))
        if units:
            count(draft, line, made, self.reason, -units)
            not_back(draft, receipt.id, product.id, serial_of(self.raw))
            from_ = place_of(house, place.id, self.disposition)
            missing, grew = carry(draft, house, product.id, lot, from_, places.customer(house), units)
            troubles += [recount(house, place.id, product.id, lot, missing)] if missing else []
            troubles += [below_promised(house, place.id, product.id, grew)] if grew else []
        return answer(draft, troubles, {"units": units, "product": product.id, "place": place.id})


EXAMPLE = ReturnsTakeBack(
    receipt="0192f3a0-rt1", location="ROT/A-12-04", raw="]E09521234010388", disposition="restock", reason="unwanted"
)
