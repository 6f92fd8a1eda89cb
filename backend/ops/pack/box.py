"""pack.box."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome
from backend.domain.pack.box import BoxType
from backend.domain.pack.rows import Carton
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={"applied": Text("Carton {number} is a {box}", "第 {number} 箱用 {box}")},
)
class PackBox(Op, frozen=True, kw_only=True):
    """A packer has taken a kind of box for a carton. Said again, the later one counts.

    As the carton is closed it is remembered for its contents: the next time that is what is suggested.
    """

    carton: RowId
    box: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Carton, self.carton).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Carton, self.carton)
        yield Ref(BoxType, self.box)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        carton = draft.set(state.get(Carton, self.carton), box=self.box)
        return answer(draft, params={"number": carton.number, "box": state.get(BoxType, self.box).code})


EXAMPLE = PackBox(carton="0192f3a0-order1/1", box="ROT/BOX-M")
