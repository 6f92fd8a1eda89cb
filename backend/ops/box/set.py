"""box.set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.pack.box import BoxType
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Code = Annotated[
    str,
    Meta(min_length=1, max_length=40, pattern="^[0-9A-Z][0-9A-Z-]*$", description="what the label of the box says"),
]
Inner = Annotated[int, Meta(ge=10, le=10_000, description="inner millimetres")]


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={"applied": Text("Box {code} is on the list", "箱型 {code} 已列入")},
)
class BoxSet(Op, frozen=True, kw_only=True):
    """A lead adds a kind of box to those of a floor, or says it anew; not `active`, it is suggested no more."""

    warehouse: RowId
    code: Code
    name_en: Word
    name_zh: Word
    length_mm: Inner
    width_mm: Inner
    height_mm: Inner
    tare_g: Annotated[int, Meta(ge=0, le=100_000, description="grams of the empty box")]
    max_g: Annotated[int, Meta(ge=1, le=1_000_000, description="grams of goods that it bears")]
    active: bool = True

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(BoxType, f"{self.warehouse}/{self.code}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        id_ = f"{self.warehouse}/{self.code}"
        there = state.find(BoxType, id_)
        draft.put(
            BoxType(
                id=id_, ver=there.ver if there else 0, warehouse=self.warehouse, code=self.code,
                name_en=self.name_en, name_zh=self.name_zh, length_mm=self.length_mm, width_mm=self.width_mm,
                height_mm=self.height_mm, tare_g=self.tare_g, max_g=self.max_g, active=self.active,
            )
        )  # fmt: skip
        return answer(draft, params={"code": self.code})


EXAMPLE = BoxSet(
    warehouse="ROT", code="BOX-M", name_en="Medium", name_zh="中号箱", length_mm=380, width_mm=280, height_mm=200,
    tare_g=270, max_g=15_000,
)  # fmt: skip
