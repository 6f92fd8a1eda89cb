"""lease.reclaim."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.lease import Lease, close, is_due
from backend.domain.units import Line, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.LEASE_RECLAIM,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{rest} of {product} are free again", "{product} 的 {rest} 件已释放"),
        "not_due": Text("{person} may still promise from it", "{person} 仍可凭此预留作出承诺"),
        "already_closed": Text("Nothing of it is set aside any more: {state}", "该预留已不再有效：{state}"),
    },
)
class LeaseReclaim(Op, frozen=True, kw_only=True):
    """The rest of a lease is taken back: by the clock when it is due, or `at_once` by a person, for a lost device.

    What was promised of it and has arrived stays promised. What arrives later waits in review; after `at_once` that may
    be an order which a sales person took for firm.
    """

    lease: RowId
    at_once: bool = False
    why: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Lease, self.lease).warehouse), "desk")

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Lease, self.lease)
        lease = state.find(Lease, self.lease)
        if lease is not None:
            yield wants.position(lease.warehouse, lease.product)

    def decide(self, state: State, context: Context) -> Outcome:
        lease = state.get(Lease, self.lease)
        if lease.state != "open":
            return Refused("already_closed", {"state": lease.state}, ("keep_theirs",))
        if not self.at_once and not is_due(lease, context.received_at):
            return Refused("not_due", {"person": lease.person}, ("wait", "reclaim_now"))
        draft = draft_of(state, context)
        rest = close(draft, lease, "reclaimed")
        return answer(draft, params={"rest": rest, "product": lease.product})


EXAMPLE = LeaseReclaim(lease="0192f3a0-lease1", at_once=True, why="Phone left in a taxi")
