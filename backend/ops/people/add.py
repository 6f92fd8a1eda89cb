"""people.add."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Language, Person
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PEOPLE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} works here now", "{name} 已加入"),
        "already_there": Text("{person} is there already", "{person} 已存在"),
    },
)
class PeopleAdd(Op, frozen=True, kw_only=True):
    """Somebody new begins. They may do nothing until they are granted a role."""

    person: RowId
    name: Word
    language: Language = "en"

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Person, self.person) is not None:
            return Refused("already_there", {"person": self.person}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.put(Person(id=self.person, name=self.name, language=self.language))
        return answer(draft, params={"name": self.name})


EXAMPLE = PeopleAdd(person="mei", name="Mei Lin", language="zh")
