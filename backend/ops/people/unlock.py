"""people.unlock."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Applied, Outcome
from backend.domain.people.grants import active
from backend.domain.people.roles import Right
from backend.domain.people.rows import Grant, Person
from backend.domain.row import wh
from backend.domain.units import RowId
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.UNLOCK,
    offline=Offline.ONLINE,
    words={"applied": Text("{name} may try the PIN again", "{name} 可以重新输入 PIN")},
)
class PeopleUnlock(Op, frozen=True, kw_only=True):
    """Somebody has typed a wrong PIN too often, and a lead of their floor knows them: they may try again."""

    person: RowId

    def where(self, state: State) -> tuple[str, ...]:
        grants = active(state.all(Grant, "person", self.person))
        return (*sorted({wh(g.warehouse) for g in grants if g.warehouse}), "admin")

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person)
        yield All(Grant, "person", self.person)

    def decide(self, state: State, context: Context) -> Outcome:
        return Applied(params={"name": state.get(Person, self.person).name})


EXAMPLE = PeopleUnlock(person="mei")
