"""log.compact."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.log.rows import LogFloor
from backend.domain.outcome import Applied, Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.units import RowId, Seq
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("The changes of {scope} up to {floor} are forgotten", "已清除 {scope} 至 {floor} 的变更记录"),
        "already_so": Text("The changes of {scope} reach back to {floor} only", "{scope} 的变更记录仅保留至 {floor}"),
    },
)
class LogCompact(Op, frozen=True, kw_only=True):
    """The change log of a scope forgets what is older than its window.

    It is an op, since what the log still holds decides how the basis of a request is judged. Devices that stand below
    the floor get the scope as a snapshot.
    """

    scope: RowId
    floor: Seq

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(LogFloor, self.scope, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        before = state.find(LogFloor, self.scope)
        if before is not None and before.floor >= self.floor:
            return Refused("already_so", {"scope": self.scope, "floor": before.floor}, ("keep_theirs",))
        return Applied((LogFloor(id=self.scope, floor=self.floor),), {"scope": self.scope, "floor": self.floor})


EXAMPLE = LogCompact(scope="wh:ROT", floor=120_000)
