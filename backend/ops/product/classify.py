"""product.classify."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.units import HazardClass, Line, RowId, UnNumber
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    version=2,
    words={"applied": Text("{product} is of the class {product_class}", "{product} 的类别为 {product_class}")},
)
class ProductClassify(Op, frozen=True, kw_only=True):
    """A lead says of which class a product is: its picking rules follow from it. An empty class is none.

    `upright`: whether it has to stand with this side up in a box; left out, that stays as it was.
    `un_number` says that it is dangerous goods, of `hazard_class` if that is known; an empty one that it is not.
    """

    product: RowId
    product_class: Line = ""
    upright: bool | None = None
    un_number: UnNumber | None = None
    hazard_class: HazardClass = ""

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Product, self.product)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        product = draft.set(draft.get(Product, self.product), product_class=self.product_class)
        if self.upright is not None:
            product = draft.set(product, upright=self.upright)
        if self.un_number is not None:
            hazard = self.hazard_class if self.un_number else ""
            draft.set(product, un_number=self.un_number or None, hazard_class=hazard or None)
        return answer(draft, params={"product": self.product, "product_class": self.product_class or "–"})


EXAMPLE = ProductClassify(product="PEN-01", product_class="office", upright=True, un_number="UN1993", hazard_class="3")
