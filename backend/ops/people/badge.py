"""people.badge."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Applied, Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person
from backend.domain.units import RowId
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PEOPLE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} gets a new badge", "{name} 获得新工牌"),
        "not_here": Text("{name} does not work here any more", "{name} 已不在此工作"),
    },
)
class PeopleBadge(Op, frozen=True, kw_only=True):
    """Somebody is given a badge, and the one before is void. What is secret about it is kept apart from the log."""

    person: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person)

    def decide(self, state: State, context: Context) -> Outcome:
        person = state.get(Person, self.person)
        if not person.active:
            return Refused("not_here", {"name": person.name}, ("discard",))
        return Applied(params={"name": person.name})


EXAMPLE = PeopleBadge(person="mei")
