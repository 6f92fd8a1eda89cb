"""returns.inspect."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.serials import come_back
from backend.domain.product.rows import Product
from backend.domain.returns.lines import beyond, count, line_of, made_of, place_of
from backend.domain.returns.rows import Disposition, ReturnLine, ReturnReason, ReturnReceipt
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Location
from backend.domain.units import IsoDay, Line, RawScan, RowId, Units
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.delivery import NOT_A_PLACE, UNKNOWN_GOODS, strange
from backend.ops.goods import expiry_of, goods, pieces, serial_of
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.lots import EXPIRY_DIFFERS, LOT_MISSING, Labelled, learn_lot
from backend.ops.returns.take_back import ReturnsTakeBack
from backend.ops.sent_back import astray, return_wants


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} of {product} came back", "已退回 {product} {units} 件"),
        "unknown_goods": UNKNOWN_GOODS,
        "not_a_place": NOT_A_PLACE,
        "over": Text("{over} more of {product} came back than were sent", "{product} 退回比发出多 {over} 件"),
        "closed_before": Text(
            "This return was closed: {units} more of {product} came back", "此退货已关闭：又退回 {product} {units} 件"
        ),
        "lot_missing": LOT_MISSING,
        "expiry_differs": EXPIRY_DIFFERS,
    },
)
class ReturnsInspect(Op, frozen=True, kw_only=True):
    """Somebody looked at goods that came back, and put them where they belong.

    `location`: where they lie now; for scrap where they were looked at. Goods in quarantine are held whatever
    `disposition` says. They are here, so more than was sent is booked and told.
    """

    receipt: RowId
    location: RowId
    raw: RawScan
    units: Units = 1
    disposition: Disposition
    reason: ReturnReason = "unwanted"
    lot: Line = ""
    expiry: IsoDay | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(ReturnReceipt, self.receipt).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from return_wants(state, self.receipt, self.location, self.raw, self.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        receipt, place = state.get(ReturnReceipt, self.receipt), state.get(Location, self.location)
        seen = goods(state, self.raw, context)
        units = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(place, seen.seen, units)
        nowhere = astray(receipt, place, self.disposition, seen.product, units)
        if nowhere is not None:
            return nowhere
        product = state.get(Product, seen.product)
        draft = draft_of(state, context)
        before = line_of(draft, receipt, product.id)
        much = beyond(draft, receipt, before)
        after = count(draft, before, made_of(place.id, self.disposition), self.reason, units)
        lot = (seen.lot or self.lot) if product.lot_tracked else ""
        told: Params = {"units": units, "product": product.id, "place": place.id, "lot": lot, "reason": self.reason}
        label = Labelled(receipt.warehouse, place.id, lot, expiry_of(self.raw, context) or self.expiry, units)
        troubles = self._told(receipt, after, told, beyond(draft, receipt, after) - much)
        if self.disposition != "scrap":
            troubles += learn_lot(draft, product, label, told)
            come_back(draft, receipt.id, product.id, serial_of(self.raw))
        to = place_of(receipt.warehouse, place.id, self.disposition)
        transfer(draft, receipt.warehouse, product.id, lot, places.customer(receipt.warehouse), to, units)
        return answer(draft, troubles, told)

    def _told(self, receipt: ReturnReceipt, after: ReturnLine, told: Params, over: int) -> list[Trouble]:
        found: list[Trouble] = []
        params: Params = {**told, "receipt": receipt.id, "number": receipt.number}
        if receipt.stage == "closed":
            check = PhysicalTask("check_return", receipt.warehouse, self.location, after.product, int(told["units"]))
            found.append(Trouble("closed_before", check, params))
        if over > 0:
            much = PhysicalTask("check_return", receipt.warehouse, self.location, after.product, over)
            found.append(Trouble("over", much, {**params, "over": over}))
        return found

    def undo(self, id_: str) -> Op:
        return ReturnsTakeBack(
            receipt=self.receipt, location=self.location, raw=self.raw, units=self.units, lot=self.lot,
            disposition=self.disposition, reason=self.reason,
        )  # fmt: skip


EXAMPLE = ReturnsInspect(
    receipt="0192f3a0-rt1", location="ROT/A-12-04", raw="]C101095212340103881725123110L25501",
    disposition="restock", reason="unwanted",
)  # fmt: skip
