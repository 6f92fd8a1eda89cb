"""process.urgent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.carts import ReleaseRule
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={"applied": Text("Urgent is what is due within {hours} hours", "{hours} 小时内到期的订单为加急")},
)
class ProcessUrgent(Op, frozen=True, kw_only=True):
    """A lead says which orders of a floor are urgent: those that are due within so many hours of their release.

    They go first, and never on a cart with others. 0: only what is overdue.
    """

    warehouse: RowId
    hours: Annotated[int, Meta(ge=0, le=240)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(ReleaseRule, self.warehouse, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        before = draft.find(ReleaseRule, self.warehouse) or ReleaseRule(id=self.warehouse, warehouse=self.warehouse)
        draft.set(before, urgent_hours=self.hours, set_by=context.author, set_at=context.received_at)
        return answer(draft, params={"hours": self.hours})


EXAMPLE = ProcessUrgent(warehouse="ROT", hours=4)
