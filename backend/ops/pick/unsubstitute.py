"""pick.unsubstitute."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.pack.rows import ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.give_up import give_up_all
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.replaced import given_up_wants


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "{given} of {product} are not taken after all: {units} of {wanted} are short again",
            "{product} {given} 件不再使用：{wanted} 仍缺 {units} 件",
        )
    },
)
class PickUnsubstitute(Op, frozen=True, kw_only=True):
    """A picker does not take the other product after all: what it stood for is short again.

    `task` is the stop that was short, `line` what goes in its place. What was picked of it goes back, which the walk
    asks for. Once the order is packed it stays as it is.
    """

    task: RowId
    line: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ShipmentLine, self.line)
        yield from given_up_wants(state, self.task)

    def decide(self, state: State, context: Context) -> Outcome:
        task, line = state.get(PickTask, self.task), state.get(ShipmentLine, self.line)
        draft = draft_of(state, context)
        units, given = give_up_all(draft, task, line)
        return answer(
            draft, params={"product": line.product, "given": given, "wanted": task.product, "units": units}
        )  # fmt: skip


EXAMPLE = PickUnsubstitute(task="0192f3a0-run1/1", line="0192f3a0-op7/line")
