"""product.substitute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Part = Annotated[int, Meta(ge=1, le=1000, description="units on one side of a ratio")]
Rank = Annotated[int, Meta(ge=1, le=100, description="the lowest goes first")]


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{other} may go in place of {product}", "{other} 可以代替 {product}"),
        "itself": Text("{product} does not go in place of itself", "{product} 不能代替自身"),
    },
)
class ProductSubstitute(Op, frozen=True, kw_only=True):
    """A lead says what may go in place of a product: `gives` units of the other for `per` of it; or not any more."""

    product: RowId
    other: RowId
    gives: Part = 1
    per: Part = 1
    rank: Rank = 1
    active: bool = True

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Product, self.product)
        yield Ref(Product, self.other)
        yield Ref(Substitute, substitute_id(self.product, self.other), needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if self.product == self.other:
            return Refused("itself", {"product": self.product}, ("discard",))
        draft = draft_of(state, context)
        id_ = substitute_id(self.product, self.other)
        before = draft.find(Substitute, id_) or Substitute(id=id_, product=self.product, other=self.other)
        draft.set(before, gives=self.gives, per=self.per, rank=self.rank, active=self.active)
        return answer(draft, params={"product": self.product, "other": self.other})


EXAMPLE = ProductSubstitute(product="PEN-01", other="PEN-02", gives=1, per=1, rank=1)
