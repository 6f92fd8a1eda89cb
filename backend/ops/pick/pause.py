"""pick.pause."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.claim import PickClaim


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={"applied": Text("Run {number} is free for anybody", "拣货单 {number} 可由任何人继续")},
)
class PickPause(Op, frozen=True, kw_only=True):
    """A picker has left the cart where it is. Whoever takes the run goes on at the same line.

    A run that a colleague has taken over meanwhile stays theirs, and one that is over stays over.
    """

    run: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)
        draft = draft_of(state, context)
        if run.stage == "picking" and run.picker == context.author:
            draft.set(run, picker=None)
        return answer(draft, params={"number": run.number})

    def undo(self, id_: str) -> Op:
        return PickClaim(run=self.run)


EXAMPLE = PickPause(run="0192f3a0-run1")
