"""people.practised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.practice import certified
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person, Practice
from backend.domain.row import user
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Scans = Annotated[int, Meta(ge=1, le=1_000)]
RightScans = Annotated[int, Meta(ge=0, le=1_000)]
LineMs = Annotated[int, Meta(ge=0, le=3_600_000, description="milliseconds a line")]


@operation(
    nature=Nature.FACT,
    right=Right.SELF,
    offline=Offline.QUEUE,
    words={
        "applied": Text(
            "{name} has practised: {right} of {scans} scans right at first",
            "{name} 已完成练习：{scans} 次中首扫正确 {right} 次",
        )
    },
)
class PeoplePractised(Op, frozen=True, kw_only=True):
    """Somebody has walked the practice run to its end: how many scans were right at the first try, and how quickly.

    The best pass stays: who has been certified once does not lose it by practising again.
    """

    person: RowId
    warehouse: RowId
    scans: Scans
    right_first: RightScans
    line_ms: LineMs

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Person, self.person)
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Practice, self.person, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        right = min(self.right_first, self.scans)
        before = draft.find(Practice, self.person)
        at = before.certified_at if before is not None else None
        if at is None and certified(right, self.scans, self.line_ms):
            at = context.received_at
        before = before or draft.put(Practice(id=self.person, warehouse=self.warehouse))
        draft.set(
            before, warehouse=self.warehouse, rounds=before.rounds + 1, scans=self.scans, right_first=right,
            line_ms=self.line_ms, certified_at=at,
        )  # fmt: skip
        name = state.get(Person, self.person).name
        return answer(draft, params={"name": name, "right": right, "scans": self.scans})


EXAMPLE = PeoplePractised(person="mei", warehouse="ROT", scans=14, right_first=13, line_ms=21_400)
