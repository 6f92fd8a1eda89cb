"""inbound.announce."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from backend.domain.inbound.lines import line_id
from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import IsoDay, RowId, Units, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

LINES_MAX = 200


class AnnouncedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Units of a product that a supplier says are coming."""

    product: RowId
    quantity: Units


@operation(
    nature=Nature.REQUEST,
    right=Right.IMPORT,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{number} of {supplier}: {lines} lines expected", "{supplier} 的 {number}：预计 {lines} 行"),
        "already_there": Text("This delivery was announced before", "此到货已预告"),
        "named_twice": Text("{product} is named twice", "{product} 重复"),
    },
)
class InboundAnnounce(Op, frozen=True, kw_only=True):
    """A delivery is on its way: a purchase order, or an advance ship notice. The floor sees it before the truck."""

    inbound: RowId
    warehouse: RowId
    number: Word
    supplier: Word
    due_on: IsoDay | None = None
    lines: Annotated[tuple[AnnouncedLine, ...], Meta(min_length=1, max_length=LINES_MAX)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Inbound, self.inbound, needed=False)
        for line in self.lines:
            yield Ref(Product, line.product)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Inbound, self.inbound) is not None:
            return Refused("already_there", {"inbound": self.inbound}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.put(
            Inbound(
                id=self.inbound, warehouse=self.warehouse, number=self.number, supplier=self.supplier,
                due_on=self.due_on, opened_by=context.author,
            )
        )  # fmt: skip
        seen: set[str] = set()
        for line in self.lines:
            if line.product in seen:
                return Refused("named_twice", {"product": line.product}, ("leave_out", "discard"))
            seen.add(line.product)
            draft.put(
                InboundLine(
                    id=line_id(self.inbound, line.product), warehouse=self.warehouse, inbound=self.inbound,
                    product=line.product, expected=line.quantity,
                )
            )  # fmt: skip
        return answer(draft, params={"number": self.number, "supplier": self.supplier, "lines": len(seen)})


EXAMPLE = InboundAnnounce(
    inbound="0192f3a0-po1", warehouse="ROT", number="PO-7741", supplier="Bodegas Riojanas", due_on="2026-11-24",
    lines=(AnnouncedLine(product="WIN-RJCR-75", quantity=600),),
)  # fmt: skip
