"""returns.open."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.draft import Draft
from backend.domain.outcome import Outcome
from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.returns.lines import left_of, line_id
from backend.domain.returns.rows import ReturnLine, ReturnReceipt
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RawScan, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.scanning.resolve import Scan, read

_ANY_YEAR = 2026
"""Which codes to look up does not depend on the year; only dates within a scan do."""


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={"applied": Text("Return {number}: {expected} units may come back", "退货 {number}：最多 {expected} 件")},
)
class ReturnsOpen(Op, frozen=True, kw_only=True):
    """A parcel came back. `raw`: the label of its carton or order; without one it is a blind return."""

    receipt: RowId
    warehouse: RowId
    raw: RawScan | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(ReturnReceipt, self.receipt, needed=False)
        if self.raw is None:
            return
        scan = read(self.raw, _ANY_YEAR)
        yield from _label_wants(scan)
        for id_ in _sent(state, scan):
            yield Ref(Shipment, id_)
            yield All(ShipmentLine, "shipment", id_)
            yield All(ReturnReceipt, "shipment", id_)
            for before in state.all(ReturnReceipt, "shipment", id_):
                yield All(ReturnLine, "receipt", before.id)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        there = draft.find(ReturnReceipt, self.receipt)
        if there is not None:
            return answer(draft, params={"receipt": there.id, "number": there.number, "expected": 0})
        scan = read(self.raw, year_of(context.received_at)) if self.raw else None
        known = [state.get(Shipment, id_) for id_ in (_sent(state, scan) if scan else ())]
        sent = next((one for one in known if one.stage == "shipped"), None)
        number = sent.order_number if sent else ((scan.sscc or scan.code or scan.raw[:80]) if scan else "")
        receipt = draft.put(
            ReturnReceipt(
                id=self.receipt, warehouse=self.warehouse, shipment=sent.id if sent else None, number=number,
                opened_by=context.author,
            )
        )  # fmt: skip
        expected = _expect(draft, receipt) if sent else 0
        return answer(draft, params={"receipt": receipt.id, "number": number, "expected": expected})


def _label_wants(scan: Scan) -> Iterable[Want]:
    if scan.error is not None:
        return
    if scan.sscc:
        yield All(Carton, "sscc", scan.sscc)
    elif scan.form in {"order", "text"} and scan.code:
        yield All(Shipment, "order_number", scan.code)


def _sent(state: State, scan: Scan) -> list[str]:
    """The shipments that a label may stand for, by id."""
    if scan.error is not None:
        return []
    if scan.sscc:
        return sorted({carton.shipment for carton in state.all(Carton, "sscc", scan.sscc)})
    if scan.form in {"order", "text"} and scan.code:
        return sorted(one.id for one in state.all(Shipment, "order_number", scan.code))
    return []


def _expect(draft: Draft, receipt: ReturnReceipt) -> int:
    """A line for each product that may come back. Returns their units."""
    left = left_of(draft, receipt)
    for product, units in left.items():
        draft.put(
            ReturnLine(
                id=line_id(receipt.id, product), warehouse=receipt.warehouse, receipt=receipt.id, product=product,
                expected=units,
            )
        )  # fmt: skip
    return sum(left.values())


EXAMPLE = ReturnsOpen(receipt="0192f3a0-rt1", warehouse="ROT", raw="]C100087123450000000011")
