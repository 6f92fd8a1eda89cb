"""pack.take_out."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.pack.carton import sources, take_from
from backend.domain.pack.rows import Carton, CartonItem, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import Tote
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.units import Line, RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.goods import Goods, goods, goods_wants
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} taken out of carton {number}", "已从第 {number} 箱取出 {units} 件"),
        "more_than_packed": Text(
            "{units} more taken out than were packed: check carton {number}",
            "取出比装入多 {units} 件：请核对第 {number} 箱",
        ),
    },
)
class PackTakeOut(Op, frozen=True, kw_only=True):
    """A packer has taken goods out of a carton again; they lie in the tote of the order, or on the cart.

    Named by `product` and `lot` in base units, or by `raw` in units of what was scanned (this takes a scan back).
    """

    carton: RowId
    product: RowId | None = None
    lot: Line = ""
    units: Units
    raw: RawScan | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Carton, self.carton).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        if self.raw is not None:
            yield from goods_wants(state, self.raw)
        yield Ref(Carton, self.carton)
        yield All(CartonItem, "carton", self.carton)
        carton = state.find(Carton, self.carton)
        if carton is None:
            return
        yield All(ShipmentLine, "shipment", carton.shipment)
        yield All(Tote, "shipment", carton.shipment)
        totes = [t.id for t in state.all(Tote, "shipment", carton.shipment)]
        for item in state.all(CartonItem, "carton", self.carton):
            yield wants.position(carton.warehouse, item.product)
            for place in (places.pack(carton.warehouse), places.cart(carton.warehouse), *totes):
                yield wants.balance(place, item.product, item.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        carton = state.get(Carton, self.carton)
        seen = goods(state, self.raw, context) if self.raw else Goods(self.product or "", 1, self.lot, "")
        wanted = self.units * seen.units
        draft = draft_of(state, context)
        rest = wanted if carton.stage == "shipped" else self._take(draft, seen, wanted)
        troubles = []
        if rest:
            bench = places.pack(carton.warehouse)
            check = PhysicalTask("open_and_check", carton.warehouse, bench, seen.product, rest, ("checked",))
            troubles = [Trouble("more_than_packed", check, {"units": rest, "number": carton.number})]
        return answer(draft, troubles, {"units": wanted - rest, "number": carton.number})

    def _take(self, draft: Draft, seen: Goods, units: int) -> int:
        """Take from the items of the carton; returns the units that it did not hold.

        Of lots that nobody read the last one comes out first: it went in last.
        """
        for item in sorted(draft.all(CartonItem, "carton", self.carton), key=lambda item: item.lot, reverse=True):
            if item.product != seen.product or ((self.raw is None or seen.lot) and item.lot != seen.lot):
                continue
            carton = draft.get(Carton, self.carton)
            share = min(units, item.quantity)
            from_, to = places.pack(carton.warehouse), sources(draft, carton)[0]
            transfer(draft, carton.warehouse, item.product, item.lot, from_, to, share)
            take_from(draft, carton, item, share)
            units -= share
        return units


EXAMPLE = PackTakeOut(carton="0192f3a0-order1/1", product="PEN-01", lot="", units=1)
