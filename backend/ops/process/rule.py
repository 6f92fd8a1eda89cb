"""process.rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.rules import PickRule, Strict, rule_id
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Days = Annotated[int, Meta(ge=0, le=3650, description="days that goods are good for at least, from the pick on")]


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={"applied": Text("The floor picks so from now on", "现场从现在起按此拣货")},
)
class ProcessRule(Op, frozen=True, kw_only=True):
    """A lead says how strictly a floor goes by date, lot and serial number when it picks a class of products.

    Without a class it is the rule of all products whose class has none of its own.
    """

    warehouse: RowId
    product_class: Line = ""
    fefo: Strict
    lot: Strict
    serial: Strict
    expiry: Strict
    least_days: Days = 0

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(PickRule, rule_id(self.warehouse, self.product_class), needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        id_ = rule_id(self.warehouse, self.product_class)
        before = draft.find(PickRule, id_)
        before = before or PickRule(id=id_, warehouse=self.warehouse, product_class=self.product_class)
        draft.set(
            before, fefo=self.fefo, lot=self.lot, serial=self.serial, expiry=self.expiry, least_days=self.least_days,
            set_by=context.author, set_at=context.received_at,
        )  # fmt: skip
        return answer(draft)


EXAMPLE = ProcessRule(
    warehouse="ROT", product_class="food", fefo="warn", lot="force", serial="none", expiry="force", least_days=30
)
