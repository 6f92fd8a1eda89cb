"""inbound.receive."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.inbound.lines import count_received, line_of
from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Location
from backend.domain.units import IsoDay, Line, RawScan, RowId, Units
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.delivery import NOT_A_PLACE, UNKNOWN_GOODS, delivery_wants, elsewhere, strange
from backend.ops.goods import expiry_of, goods, pieces
from backend.ops.inbound.take_back import InboundTakeBack
from backend.ops.kernel import Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.lots import EXPIRY_DIFFERS, LOT_MISSING, Labelled, learn_lot


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "{units} of {product} received, {lacking} to come", "已收 {product} {units} 件，还差 {lacking}"
        ),
        "unknown_goods": UNKNOWN_GOODS,
        "not_a_place": NOT_A_PLACE,
        "over": Text("{over} more of {product} than announced", "{product} 比预告多 {over} 件"),
        "not_expected": Text("{product} was not announced: {units} are here", "{product} 未预告：已到 {units} 件"),
        "closed_before": Text(
            "This receipt was closed: {units} more of {product} came", "此收货已关闭：又到 {product} {units} 件"
        ),
        "lot_missing": LOT_MISSING,
        "expiry_differs": EXPIRY_DIFFERS,
    },
)
class InboundReceive(Op, frozen=True, kw_only=True):
    """Goods were taken in and scanned: one scan says what they are, their lot and their date; a case is its units.

    They are here already, so this is never refused: what is over, or was never announced, is booked and told.
    `lot` and `expiry` are typed where the label has none.
    """

    inbound: RowId
    location: RowId
    raw: RawScan
    units: Units = 1
    lot: Line = ""
    expiry: IsoDay | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Inbound, self.inbound).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from delivery_wants(state, self.inbound, self.location, self.raw, self.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        inbound, place = state.get(Inbound, self.inbound), state.get(Location, self.location)
        seen = goods(state, self.raw, context)
        units = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(place, seen.seen, units)
        if place.warehouse != inbound.warehouse or place.kind == "outside":
            return elsewhere(inbound, place, seen.product, units)
        product = state.get(Product, seen.product)
        draft = draft_of(state, context)
        before = line_of(draft, inbound, product.id)
        after = count_received(draft, before, units)
        lot = (seen.lot or self.lot) if product.lot_tracked else ""
        told: Params = {
            "units": units, "product": product.id, "place": place.id, "lot": lot, "lacking": after.lacking,
        }  # fmt: skip
        label = Labelled(inbound.warehouse, place.id, lot, expiry_of(self.raw, context) or self.expiry, units)
        troubles = [*self._told(inbound, before, after, told), *learn_lot(draft, product, label, told)]
        self._book(draft, inbound.warehouse, product.id, lot, units)
        return answer(draft, troubles, told)

    def _book(self, draft: Draft, warehouse: str, product: str, lot: str, units: int) -> None:
        transfer(draft, warehouse, product, lot, places.supplier(warehouse), self.location, units)

    def _told(self, inbound: Inbound, before: InboundLine, after: InboundLine, told: Params) -> list[Trouble]:
        found: list[Trouble] = []
        units = int(told["units"])
        check = PhysicalTask("check_delivery", inbound.warehouse, self.location, after.product, units)
        if inbound.stage == "closed":
            found.append(Trouble("closed_before", check, {**told, "inbound": inbound.id}))
        if inbound.announced and after.over > before.over:
            code = "over" if after.expected else "not_expected"
            over = after.over - before.over
            much = PhysicalTask("check_delivery", inbound.warehouse, self.location, after.product, over)
            found.append(Trouble(code, much, {**told, "over": over, "inbound": inbound.id}))
        return found

    def undo(self, id_: str) -> Op:
        return InboundTakeBack(
            inbound=self.inbound, location=self.location, raw=self.raw, units=self.units, lot=self.lot
        )


EXAMPLE = InboundReceive(
    inbound="0192f3a0-po1", location="ROT/RECEIVE", raw="]C101095212340103881725123110L25501", units=2
)
