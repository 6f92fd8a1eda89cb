"""stock.count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock.ledger import balance, count
from backend.domain.stock.rows import Location
from backend.domain.units import Line, RowId
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, answer, below_promised, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text(
            "{place}: {counted} counted, {difference} against the books", "{place}：实盘 {counted}，差异 {difference}"
        ),
        "not_a_place": Text("{place} cannot be counted", "{place} 无法盘点"),
        "below_promised": BELOW_PROMISED,
    },
)
class StockCount(Op, frozen=True, kw_only=True):
    """Somebody has counted one product, and one lot of it, at a place. The books follow, whatever they said."""

    location: RowId
    product: RowId
    lot: Line = ""
    counted: Annotated[int, Meta(ge=0, le=1_000_000, description="base units (eaches)")]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Location, self.location).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Location, self.location)
        yield Ref(Product, self.product)
        yield wants.balance(self.location, self.product, self.lot)
        place = state.find(Location, self.location)
        if place is not None:
            yield wants.position(place.warehouse, self.product)

    def decide(self, state: State, context: Context) -> Outcome:
        place = state.get(Location, self.location)
        if place.kind == "outside":
            say = PhysicalTask("say_where", place.warehouse, place.id, self.product, self.counted)
            return Contradicted("not_a_place", say, (), {"place": place.id})
        draft = draft_of(state, context)
        difference = self.counted - balance(draft, place.warehouse, place.id, self.product, self.lot).quantity
        grew = count(draft, place.warehouse, place.id, self.product, self.lot, self.counted)
        troubles = [below_promised(place.warehouse, place.id, self.product, grew)] if grew else []
        return answer(draft, troubles, {"place": place.id, "counted": self.counted, "difference": difference})


EXAMPLE = StockCount(location="ROT/A-01-01", product="PEN-01", counted=36)
