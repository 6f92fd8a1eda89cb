"""stock.add_warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.stock import places
from backend.domain.stock.rows import Location, LocationKind, Warehouse
from backend.domain.units import Country, Line, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

_PLACES: tuple[tuple[str, LocationKind], ...] = (
    (places.supplier(""), "outside"),
    (places.customer(""), "outside"),
    (places.adjustment(""), "outside"),
    (places.cart(""), "stage"),
    (places.pack(""), "pack"),
)


@operation(
    nature=Nature.REQUEST,
    right=Right.CATALOG,
    offline=Offline.ONLINE,
    words={
        "applied": Text("Warehouse {warehouse} is there", "仓库 {warehouse} 已建立"),
        "already_there": Text("Warehouse {warehouse} is there already", "仓库 {warehouse} 已存在"),
    },
)
class StockAddWarehouse(Op, frozen=True, kw_only=True):
    """A building is entered, with the places that every building has: the cart, the packing bench, and beyond."""

    warehouse: Annotated[str, Meta(pattern="^[A-Z0-9]{2,8}$", description="short, such as ROT")]
    name_en: Word
    name_zh: Word
    company_prefix: Annotated[str, Meta(pattern=r"^[0-9]{7,10}$", description="GS1 Company Prefix")]
    street: Line = ""
    city: Line = ""
    zip: Line = ""
    country: Country = ""
    time_zone: Word = "UTC"

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Warehouse, self.warehouse) is not None:
            return Refused("already_there", {"warehouse": self.warehouse}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.put(
            Warehouse(
                id=self.warehouse, name_en=self.name_en, name_zh=self.name_zh, company_prefix=self.company_prefix,
                street=self.street, city=self.city, zip=self.zip, country=self.country, time_zone=self.time_zone,
            )
        )  # fmt: skip
        for ending, kind in _PLACES:
            draft.put(Location(id=self.warehouse + ending, warehouse=self.warehouse, code=ending[1:], kind=kind))
        return answer(draft, params={"warehouse": self.warehouse})


EXAMPLE = StockAddWarehouse(
    warehouse="ROT", name_en="Rotterdam", name_zh="鹿特丹", company_prefix="8712345", city="Rotterdam", country="NL"
)
