"""stock.move."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock.ledger import balance, carry
from backend.domain.stock.rows import Location, Stock
from backend.domain.units import Line, RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, RECOUNT, Trouble, answer, below_promised, draft_of, recount
from backend.ops.delivery import NOT_A_PLACE, UNKNOWN_GOODS, strange
from backend.ops.goods import goods, goods_wants, lot_of, pieces, products_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} of {product} now at {place}", "{product} {units} 件已在 {place}"),
        "unknown_goods": UNKNOWN_GOODS,
        "not_a_place": NOT_A_PLACE,
        "not_in_books": RECOUNT,
        "below_promised": BELOW_PROMISED,
        "wanted_here": Text(
            "{units} that a picker counts on left {place}: look at the runs",
            "{place} 被移走待拣货 {units} 件：请检查拣货单",
        ),
    },
)
class StockMove(Op, frozen=True, kw_only=True):
    """Goods were carried from one place to another: put away, refilled, moved, or set apart in quarantine.

    Whatever place was scanned is where they are. Without a lot on the label or in `lot`, it is of the lots that lie
    at the place in their order. The way back is the same op with the places changed over.
    """

    from_location: RowId
    to_location: RowId
    raw: RawScan
    units: Units = 1
    lot: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Location, self.from_location).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Location, self.from_location)
        yield Ref(Location, self.to_location)
        yield from goods_wants(state, self.raw)
        place = state.find(Location, self.from_location)
        if place is None:
            return
        yield All(Stock, "location", self.from_location)
        there = state.all(Stock, "location", self.from_location)
        for product in sorted(products_of(state, self.raw)):
            yield wants.position(place.warehouse, product)
            for lot in sorted({lot_of(self.raw), self.lot, "", *(s.lot for s in there if s.product == product)}):
                yield wants.balance(self.from_location, product, lot)
                yield wants.balance(self.to_location, product, lot)

    def decide(self, state: State, context: Context) -> Outcome:
        from_, to = state.get(Location, self.from_location), state.get(Location, self.to_location)
        seen = goods(state, self.raw, context)
        units = self.units * seen.units * pieces(self.raw)
        if not seen.product:
            return strange(from_, seen.seen, units)
        told: Params = {"units": units, "product": seen.product, "place": to.id, "from": from_.id}
        wrong = next((p for p in (from_, to) if p.warehouse != from_.warehouse or p.kind == "outside"), None)
        if wrong is not None:
            say = PhysicalTask("say_where", from_.warehouse, wrong.id, seen.product, units)
            return Contradicted("not_a_place", say, (), {**told, "place": wrong.id})
        product = state.get(Product, seen.product)
        draft = draft_of(state, context)
        lot = (seen.lot or self.lot) if product.lot_tracked else ""
        troubles: list[Trouble] = []
        for share_lot, share in self._shares(draft, product.id, lot, units):
            troubles += self._carry(draft, from_.warehouse, product.id, share_lot, share)
        return answer(draft, troubles, told)

    def _shares(self, draft: Draft, product: str, lot: str, units: int) -> list[tuple[str, int]]:
        """Units by lot. What the books do not hold at the place is of the lot that was said, or of the first."""
        there = [
            s for s in draft.all(Stock, "location", self.from_location)
            if s.product == product and s.quantity > 0 and lot in ("", s.lot)
        ]  # fmt: skip
        shares: dict[str, int] = {}
        for stock in there:
            share = min(units, stock.quantity)
            shares[stock.lot] = share
            units -= share
        first = next(iter(shares), lot)
        shares[first] = shares.get(first, 0) + units
        return [(key, share) for key, share in shares.items() if share]

    def _carry(self, draft: Draft, house: str, product: str, lot: str, units: int) -> list[Trouble]:
        here, to = self.from_location, self.to_location
        if here == to:
            return []
        before = balance(draft, house, here, product, lot)
        missing, grew = carry(draft, house, product, lot, here, to, units)
        after = balance(draft, house, here, product, lot)
        wanted = max(0, after.allocated - after.quantity) - max(0, before.allocated - before.quantity)
        troubles = [recount(house, here, product, lot, missing)] if missing else []
        if wanted > 0:
            look = PhysicalTask("look_at_runs", house, here, product, wanted)
            told: Params = {"units": wanted, "place": here, "product": product, "lot": lot}
            troubles.append(Trouble("wanted_here", look, told))
        return [*troubles, below_promised(house, here, product, grew)] if grew else troubles

    def undo(self, id_: str) -> Op:
        return StockMove(
            from_location=self.to_location, to_location=self.from_location, raw=self.raw, units=self.units, lot=self.lot
        )


EXAMPLE = StockMove(
    from_location="ROT/RECEIVE", to_location="ROT/A-01-01", raw="]E09521234010388", units=6, lot="L25501"
)
