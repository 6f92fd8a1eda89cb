"""stock.receive."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Location, Warehouse
from backend.domain.units import IsoDay, Line, RowId, Units
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.lots import EXPIRY_DIFFERS, LOT_MISSING, Labelled, learn_lot, lot_wants


@operation(
    nature=Nature.FACT,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{units} of {product} received at {place}", "{place} 收到 {product} {units} 件"),
        "not_a_place": Text(
            "{place} is no place of this warehouse: say where the goods are", "{place} 不是本仓库位：请指明位置"
        ),
        "lot_missing": LOT_MISSING,
        "expiry_differs": EXPIRY_DIFFERS,
    },
)
class StockReceive(Op, frozen=True, kw_only=True):
    """Goods have come in from a supplier and lie at a place. A new lot is entered with its date."""

    warehouse: RowId
    location: RowId
    product: RowId
    lot: Line = ""
    expiry: IsoDay | None = None
    quantity: Units

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Location, self.location)
        yield Ref(Product, self.product)
        yield from lot_wants(self.product, self.lot)
        yield wants.balance(self.location, self.product, self.lot)
        yield wants.balance(self.location, self.product, "")
        yield wants.position(self.warehouse, self.product)

    def decide(self, state: State, context: Context) -> Outcome:
        place = state.get(Location, self.location)
        product = state.get(Product, self.product)
        told: Params = {"units": self.quantity, "product": self.product, "place": self.location, "lot": self.lot}
        if place.warehouse != self.warehouse or place.kind == "outside":
            say = PhysicalTask("say_where", self.warehouse, self.location, self.product, self.quantity)
            return Contradicted("not_a_place", say, (), told)
        draft = draft_of(state, context)
        lot = self.lot if product.lot_tracked else ""
        label = Labelled(self.warehouse, self.location, self.lot, self.expiry, self.quantity)
        troubles = learn_lot(draft, product, label, told)
        supplier = places.supplier(self.warehouse)
        transfer(draft, self.warehouse, self.product, lot, supplier, self.location, self.quantity)
        return answer(draft, troubles, told)


EXAMPLE = StockReceive(
    warehouse="ROT", location="ROT/A-01-01", product="MILK-1L", lot="L42", expiry="2027-03-31", quantity=48
)
