"""process.valuable."""

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
    words={"applied": Text("What is valuable is set", "高价值标准已设定")},
)
class ProcessValuable(Op, frozen=True, kw_only=True):
    """A lead says from what amount on each unit of an order is scanned into its carton, whoever packs it.

    `amount`: minor units of an order's own currency; 0 for no order. It counts for what is released from now on.
    """

    warehouse: RowId
    amount: Annotated[int, Meta(ge=0, le=1_000_000_000, description="minor units")]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(ReleaseRule, self.warehouse, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        before = draft.find(ReleaseRule, self.warehouse) or ReleaseRule(id=self.warehouse, warehouse=self.warehouse)
        draft.set(before, valuable_from=self.amount or None, set_by=context.author, set_at=context.received_at)
        return answer(draft)


EXAMPLE = ProcessValuable(warehouse="ROT", amount=50_000)
