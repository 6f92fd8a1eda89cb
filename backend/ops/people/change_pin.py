"""people.change_pin."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Applied, Outcome
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person
from backend.domain.row import user
from backend.domain.units import RowId
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SELF,
    offline=Offline.ONLINE,
    words={"applied": Text("{name} has chosen a new PIN", "{name} 已更换 PIN")},
)
class PeopleChangePin(Op, frozen=True, kw_only=True):
    """Somebody has chosen a PIN. What it is stays between them and their badge."""

    person: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person)

    def decide(self, state: State, context: Context) -> Outcome:
        return Applied(params={"name": state.get(Person, self.person).name})


EXAMPLE = PeopleChangePin(person="mei")
