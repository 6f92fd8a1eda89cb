"""checkpoint.set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from backend.domain.checkpoint.rows import Checkpoint, Stage
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Name = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z0-9-]+$", description="of one warehouse")]
Tenths = Annotated[int, Meta(ge=-1_000_000, le=1_000_000, description="tenths of the unit")]
Hours = Annotated[int, Meta(ge=1, le=720, description="hours for which an answer holds")]
Unit = Annotated[str, Meta(max_length=12, pattern=r"^[^\x00-\x1f\x7f]*$")]


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={
        "applied": Text("It is asked from now on", "从现在起按此询问"),
        "one_language": Text("Ask it in both languages", "请填写两种语言的问题"),
        "upside_down": Text("The least is more than the most", "下限高于上限"),
    },
)
class CheckpointSet(Op, frozen=True, kw_only=True):
    """A lead says what is looked at before a step, where, how often, what is fine. Not `active`: not asked."""

    warehouse: RowId
    name: Name
    step: Stage
    zone: Line = ""
    ask_en: Line
    ask_zh: Line
    wants: Literal["yes_no", "figure"]
    unit: Unit = ""
    least: Tenths | None = None
    most: Tenths | None = None
    per: Literal["person", "floor"]
    hours: Hours
    active: bool = True

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    @property
    def _id(self) -> str:
        return f"{self.warehouse}/{self.name}"

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Checkpoint, self._id, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if not self.ask_en.strip() or not self.ask_zh.strip():
            return Refused("one_language", {}, ("correct_it", "discard"))
        if self.least is not None and self.most is not None and self.least > self.most:
            return Refused("upside_down", {}, ("correct_it", "discard"))
        draft = draft_of(state, context)
        before = draft.find(Checkpoint, self._id)
        row = before or Checkpoint(
            id=self._id, warehouse=self.warehouse, step=self.step, ask_en="", ask_zh="", wants=self.wants, per=self.per,
            hours=self.hours, set_by="", set_at=0,
        )  # fmt: skip
        draft.set(
            row, step=self.step, zone=self.zone, ask_en=self.ask_en.strip(), ask_zh=self.ask_zh.strip(),
            wants=self.wants, unit=self.unit, least=self.least, most=self.most, per=self.per, hours=self.hours,
            active=self.active, set_by=context.author, set_at=context.received_at,
        )  # fmt: skip
        return answer(draft)


EXAMPLE = CheckpointSet(
    warehouse="ROT", name="cold-room", step="pick", zone="C", ask_en="How warm is the cold room?",
    ask_zh="冷库温度是多少？", wants="figure", unit="°C", least=20, most=80, per="floor", hours=4,
)  # fmt: skip
