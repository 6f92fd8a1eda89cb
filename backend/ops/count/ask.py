"""count.ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, PhysicalTask, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Location, Warehouse
from backend.domain.task.opened import open_task
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{n} places to be counted", "{n} 个货位待盘点"),
        "count_asked": Text("To be counted", "待盘点"),
        "not_a_place": Text("{place} cannot be counted here", "{place} 不能在此盘点"),
    },
)
class CountAsk(Op, frozen=True, kw_only=True):
    """A lead asks for places to be counted: one, or those of a zone, or where a product lies.

    With `product` only that is counted there.
    """

    warehouse: RowId
    places: Annotated[tuple[RowId, ...], Meta(min_length=1, max_length=200)]
    product: Annotated[str, Meta(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        for place in self.places:
            yield Ref(Location, place, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        wanted = tuple(dict.fromkeys(self.places))
        for id_ in wanted:
            place = state.find(Location, id_)
            if place is None or place.warehouse != self.warehouse or place.kind == "outside":
                return Refused("not_a_place", {"place": id_}, ("correct_it",))
        draft = draft_of(state, context)
        for id_ in wanted:
            count = PhysicalTask("count", self.warehouse, id_, self.product, 0, ("done",))
            open_task(draft, "count_asked", count, {"place": id_, "product": self.product, "lot": ""})
        return answer(draft, (), {"n": len(wanted)})


EXAMPLE = CountAsk(warehouse="ROT", places=("ROT/A-01-01", "ROT/A-01-02"))
