"""stock.receive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.draft import Draft
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Lot, Product
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Location, Warehouse
from backend.domain.units import Line, RowId, Units
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

IsoDay = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", description="ISO 8601 date")]


@operation(
    nature=Nature.FACT,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{units} of {product} received at {place}", "{place} 收到 {product} {units} 件"),
        "not_a_place": Text(
            "{place} is no place of this warehouse: say where the goods are", "{place} 不是本仓库位：请指明位置"
        ),
        "lot_missing": Text("{product} goes by lot: read the lot", "{product} 按批次管理：请读取批次"),
        "expiry_differs": Text(
            "Lot {lot} expires on {known} by the books: read its date again",
            "批次 {lot} 账面到期日为 {known}：请重新核对日期",
        ),
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
        if self.lot:
            yield Ref(Lot, f"{self.product}/{self.lot}", needed=False)
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
        troubles = self._lot(draft, product, told)
        supplier = places.supplier(self.warehouse)
        transfer(draft, self.warehouse, self.product, lot, supplier, self.location, self.quantity)
        return answer(draft, troubles, told)

    def _lot(self, draft: Draft, product: Product, told: Params) -> list[Trouble]:
        if not product.lot_tracked:
            return []
        if not self.lot:
            read = PhysicalTask("read_lot", self.warehouse, self.location, self.product, self.quantity)
            return [Trouble("lot_missing", read, told)]
        id_ = f"{self.product}/{self.lot}"
        known = draft.find(Lot, id_)
        if known is None:
            draft.put(Lot(id=id_, product=self.product, code=self.lot, expiry=self.expiry))
            return []
        if known.expiry is None and self.expiry is not None:
            draft.set(known, expiry=self.expiry)
        elif self.expiry is not None and known.expiry != self.expiry:
            check = PhysicalTask("check_date", self.warehouse, self.location, self.product, self.quantity)
            seen: Params = {**told, "known": known.expiry or "", "seen": self.expiry}
            return [Trouble("expiry_differs", check, seen)]
        return []


EXAMPLE = StockReceive(
    warehouse="ROT", location="ROT/A-01-01", product="MILK-1L", lot="L42", expiry="2027-03-31", quantity=48
)
