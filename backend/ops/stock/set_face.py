"""stock.set_face."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock.rows import Location, PickFace
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Level = Annotated[int, Meta(ge=0, le=1_000_000, description="base units (eaches)")]


@operation(
    nature=Nature.REQUEST,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{place} holds {least} to {most} of {product}", "{place} 存放 {product} {least} 至 {most} 件"),
        "not_a_bin": Text("{place} is no bin", "{place} 不是拣货位"),
        "most_below_least": Text("At most {most} is fewer than at least {least}", "上限 {most} 低于下限 {least}"),
    },
)
class StockSetFace(Op, frozen=True, kw_only=True):
    """A bin is made the one that a product is picked from, with how many it should hold. `most` 0 ends that."""

    location: RowId
    product: RowId
    least: Level
    most: Level

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Location, self.location).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Location, self.location)
        yield Ref(Product, self.product)
        yield Ref(PickFace, f"{self.location}/{self.product}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        place = state.get(Location, self.location)
        told: dict[str, str | int] = {
            "place": place.id, "product": self.product, "least": self.least, "most": self.most,
        }  # fmt: skip
        if place.kind != "bin":
            return Refused("not_a_bin", told, ("discard",))
        if self.most < self.least:
            return Refused("most_below_least", told, ("discard",))
        draft = draft_of(state, context)
        id_ = f"{place.id}/{self.product}"
        face = draft.find(PickFace, id_)
        face = face or PickFace(id=id_, warehouse=place.warehouse, location=place.id, product=self.product)
        draft.set(face, least=self.least, most=self.most)
        return answer(draft, params=told)


EXAMPLE = StockSetFace(location="ROT/A-01-01", product="WIN-RJCR-75", least=12, most=60)
