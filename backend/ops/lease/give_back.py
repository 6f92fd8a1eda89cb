"""lease.give_back."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.stock.lease import Lease, close
from backend.domain.stock.places import position_id
from backend.domain.stock.rows import StockPosition
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.LEASE,
    offline=Offline.LEASE,
    words={
        "applied": Text("{rest} of {product} are free again", "{product} 的 {rest} 件已释放"),
        "other_device": Text(
            "Only the device that sells from it can give it back: it may hold orders that have not come",
            "只能由持有该预留的设备归还：其上可能还有未上传的订单",
        ),
        "already_closed": Text("Nothing of it is set aside any more: {state}", "该预留已不再有效：{state}"),
    },
)
class LeaseGiveBack(Op, frozen=True, kw_only=True):
    """A sales person needs no more of what was set aside: its rest is free again. What they promised stays promised."""

    lease: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (f"rep:{state.get(Lease, self.lease).person}",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Lease, self.lease)
        lease = state.find(Lease, self.lease)
        if lease is not None:
            yield wants.position(lease.warehouse, lease.product)

    def decide(self, state: State, context: Context) -> Outcome:
        lease = state.get(Lease, self.lease)
        refused = _not_his(lease, context)
        if refused:
            return refused
        draft = draft_of(state, context)
        rest = close(draft, lease, "returned")
        return answer(draft, params={"rest": rest, "product": lease.product})

    def foresee(self, state: State, context: Context) -> Outcome:
        """From now on the device promises nothing of it. The books are not on a sales phone."""
        lease = state.get(Lease, self.lease)
        if state.find(StockPosition, position_id(lease.warehouse, lease.product)) is not None:
            return self.decide(state, context)
        refused = _not_his(lease, context)
        if refused:
            return refused
        draft = draft_of(state, context)
        draft.set(lease, state="returned", open_on="")
        return answer(draft, params={"rest": lease.rest, "product": lease.product})


def _not_his(lease: Lease, context: Context) -> Refused | None:
    if lease.device != context.device:
        return Refused("other_device", {}, ("ask_lead", "discard"))
    if lease.state != "open":
        return Refused("already_closed", {"state": lease.state}, ("keep_theirs",))
    return None


EXAMPLE = LeaseGiveBack(lease="0192f3a0-lease1")
