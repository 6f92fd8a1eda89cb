"""inbound.open."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.inbound.rows import Inbound
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={"applied": Text("A delivery that nobody announced is here", "有未预告的到货")},
)
class InboundOpen(Op, frozen=True, kw_only=True):
    """Goods stand at the door that nobody announced: a blind receipt begins. `number`: of the delivery note."""

    inbound: RowId
    warehouse: RowId
    supplier: Line = ""
    number: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Inbound, self.inbound, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        if draft.find(Inbound, self.inbound) is None:
            draft.put(
                Inbound(
                    id=self.inbound, warehouse=self.warehouse, number=self.number, supplier=self.supplier,
                    announced=False, opened_by=context.author,
                )
            )  # fmt: skip
        return answer(draft, params={"inbound": self.inbound})


EXAMPLE = InboundOpen(inbound="0192f3a0-in1", warehouse="ROT", supplier="Bodegas Riojanas", number="DN-118")
