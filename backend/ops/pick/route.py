"""pick.route."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

STOPS_MAX = 500
"""Stops of a run that is put into another order."""


@operation(
    nature=Nature.REQUEST,
    right=Right.RELEASE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("Run {number} goes another way", "拣货单 {number} 已改路线"),
        "begun": Text("Run {number} has begun and keeps its way", "拣货单 {number} 已开始，路线不变"),
        "other_stops": Text(
            "The stops of run {number} are others by now: plan the way again",
            "拣货单 {number} 的拣位已变，请重新规划路线",
        ),
    },
)
class PickRoute(Op, frozen=True, kw_only=True):
    """The lead has the stops of a run walked in another order. Their ids stay what they are.

    Every stop is named once. Only while nobody has begun: who is on the way is not sent back.
    """

    run: RowId
    stops: Annotated[tuple[RowId, ...], Meta(min_length=1, max_length=STOPS_MAX)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickRun, self.run).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickRun, self.run)
        yield All(PickTask, "run", self.run)

    def decide(self, state: State, context: Context) -> Outcome:
        run = state.get(PickRun, self.run)
        tasks = {task.id: task for task in state.all(PickTask, "run", self.run)}
        told: dict[str, str | int] = {"number": run.number}
        # A pick stands even where its claim does not: then somebody is on the way.
        if run.stage != "ready" or any(task.picked or task.put or task.short for task in tasks.values()):
            return Refused("begun", told, ("keep_theirs",))
        if sorted(self.stops) != sorted(tasks):
            return Refused("other_stops", told, ("plan_again",))
        draft = draft_of(state, context)
        for sequence, id_ in enumerate(self.stops, 1):
            if tasks[id_].sequence != sequence:
                draft.set(tasks[id_], sequence=sequence)
        return answer(draft, params=told)


EXAMPLE = PickRoute(run="0192f3a0-run1", stops=("0192f3a0-run1/2", "0192f3a0-run1/1"))
