"""instruction.got."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.instruction.rows import Instruction
from backend.domain.instruction.rows import InstructionGot as Got
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import user
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Edition = Annotated[int, Meta(ge=1, le=1_000_000)]


@operation(
    nature=Nature.REQUEST,
    right=Right.SELF,
    offline=Offline.QUEUE,
    words={"applied": Text("Read", "已读")},
)
class InstructionGot(Op, frozen=True, kw_only=True):
    """Somebody has read what is shown at a step; it is not shown to them again, on any device, until it changes."""

    person: RowId
    instruction: RowId
    edition: Edition

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Instruction, self.instruction)
        yield Ref(Got, self._id, needed=False)

    @property
    def _id(self) -> str:
        return f"{self.person}/{self.instruction}"

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        row = draft.find(Got, self._id) or Got(id=self._id, person=self.person, instruction=self.instruction, edition=0)
        draft.set(row, edition=max(row.edition, self.edition))
        return answer(draft)


EXAMPLE = InstructionGot(person="mei", instruction="ROT/pack", edition=1)
