"""cart.set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.carts import SLOTS_MAX, CartType
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Code = Annotated[
    str,
    Meta(min_length=1, max_length=40, pattern="^[0-9A-Z][0-9A-Z-]*$", description="what the label of the cart says"),
]


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={"applied": Text("Cart {code} is on the list", "拣货车 {code} 已列入")},
)
class CartSet(Op, frozen=True, kw_only=True):
    """A lead adds a kind of cart to those of a floor, or says it anew; not `active`, it is offered no more.

    Runs that were released for it stay as they are. `kilograms` and `litres`: 0 for no limit.
    """

    warehouse: RowId
    code: Code
    name_en: Word
    name_zh: Word
    slots: Annotated[int, Meta(ge=1, le=SLOTS_MAX)]
    kilograms: Annotated[int, Meta(ge=0, le=10_000)] = 0
    litres: Annotated[int, Meta(ge=0, le=100_000)] = 0
    active: bool = True

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(CartType, f"{self.warehouse}/{self.code}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        id_ = f"{self.warehouse}/{self.code}"
        there = state.find(CartType, id_)
        draft.put(
            CartType(
                id=id_, ver=there.ver if there else 0, warehouse=self.warehouse, code=self.code, name_en=self.name_en,
                name_zh=self.name_zh, slots=self.slots, kilograms=self.kilograms, litres=self.litres,
                active=self.active,
            )
        )  # fmt: skip
        return answer(draft, params={"code": self.code})


EXAMPLE = CartSet(
    warehouse="ROT", code="CART-L", name_en="Large cart", name_zh="大拣货车", slots=12, kilograms=150, litres=600
)
