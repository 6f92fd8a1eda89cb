"""people.prefer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.people.rows import Hand, Language, Person, Preference, Theme
from backend.domain.row import user
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

TextSize = Annotated[int, Meta(ge=100, le=200, description="per cent of the usual size")]
Volume = Annotated[int, Meta(ge=25, le=100, description="per cent of the loudest; never silent")]


@operation(
    nature=Nature.FACT,
    right=Right.SELF,
    offline=Offline.REPLAY,
    words={"applied": Text("{name} sees it so on every device", "{name} 的显示设置已保存，所有设备通用")},
)
class PeoplePrefer(Op, frozen=True, kw_only=True):
    """Somebody has said how screens and sounds shall be for them, on whatever device they take in hand."""

    person: RowId
    language: Language
    size: TextSize
    hand: Hand
    theme: Theme
    volume: Volume

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person)
        yield Ref(Preference, self.person, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        before = draft.find(Preference, self.person) or Preference(id=self.person)
        draft.set(before, language=self.language, size=self.size, hand=self.hand, theme=self.theme, volume=self.volume)
        return answer(draft, params={"name": state.get(Person, self.person).name})


EXAMPLE = PeoplePrefer(person="mei", language="zh", size=150, hand="left", theme="dark", volume=100)
