"""returns.close."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.returns.rows import ReturnLine, ReturnReceipt
from backend.domain.row import wh
from backend.domain.task.opened import open_task
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} units came back: the office is told", "共退回 {units} 件：已通知办公室"),
        "refund_asked": Text(
            "{units} units of {number} came back: see to the refund", "{number} 退回 {units} 件：请处理退款"
        ),
        "refund_blind": Text(
            "{units} units came back without a label: find out whose they are", "无标签退回 {units} 件：请查明客户"
        ),
    },
)
class ReturnsClose(Op, frozen=True, kw_only=True):
    """All of a return was looked at. The desk is asked to see to the refund; whether and how much is theirs to say."""

    receipt: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(ReturnReceipt, self.receipt).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ReturnReceipt, self.receipt)
        yield All(ReturnLine, "receipt", self.receipt)

    def decide(self, state: State, context: Context) -> Outcome:
        receipt = state.get(ReturnReceipt, self.receipt)
        lines = state.all(ReturnLine, "receipt", self.receipt)
        units = sum(line.returned for line in lines)
        draft = draft_of(state, context)
        draft.set(receipt, stage="closed")
        told: Params = {"units": units, "number": receipt.number, "receipt": receipt.id}
        if receipt.stage == "open" and units:
            came = [line.product for line in lines if line.returned]
            refund = PhysicalTask("see_to_refund", receipt.warehouse, "", came[0] if len(came) == 1 else "", units)
            parts: Params = {
                "restocked": sum(line.restocked for line in lines),
                "quarantined": sum(line.quarantined for line in lines),
                "scrapped": sum(line.scrapped for line in lines), "shipment": receipt.shipment or "",
            }  # fmt: skip
            code = "refund_asked" if receipt.number else "refund_blind"
            draft.set(open_task(draft, code, refund, {**told, **parts}), scope="desk")
        return answer(draft, params=told)


EXAMPLE = ReturnsClose(receipt="0192f3a0-rt1")
