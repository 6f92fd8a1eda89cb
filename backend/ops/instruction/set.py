"""instruction.set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.instruction.rows import Instruction, Step
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Note, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

PICTURE_BYTES_MAX = 60_000
Picture = Annotated[str, Meta(max_length=81_000, description="a data URL of a PNG, JPEG or WebP picture; or empty")]
_BEGINS = ("data:image/png;base64,iVBORw0KGgo", "data:image/jpeg;base64,/9j/", "data:image/webp;base64,UklGR")
"""The type that it says, and the first bytes of such a file in base64."""
_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    version=2,
    words={
        "applied": Text("It is shown from now on", "从现在起显示"),
        "no_picture": Text(
            "This is no PNG, JPEG or WebP picture of {most} bytes or less",
            "不是 PNG、JPEG 或 WebP 图片，或超过 {most} 字节",
        ),
        "one_language": Text("Say it in both languages", "请填写两种语言"),
    },
)
class InstructionSet(Op, frozen=True, kw_only=True):
    """A lead says what people shall know at a step, in both languages, with a picture if it helps; or takes it away."""

    warehouse: RowId
    step: Step
    text_en: Note = ""
    text_zh: Note = ""
    picture: Picture = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Instruction, f"{self.warehouse}/{self.step}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if bool(self.text_en.strip()) != bool(self.text_zh.strip()):
            return Refused("one_language", {}, ("correct_it", "discard"))
        if self.picture and not _is_picture(self.picture):
            return Refused("no_picture", {"most": PICTURE_BYTES_MAX}, ("correct_it", "discard"))
        draft = draft_of(state, context)
        id_ = f"{self.warehouse}/{self.step}"
        before = draft.find(Instruction, id_)
        row = before or Instruction(id=id_, warehouse=self.warehouse, step=self.step, edition=0, set_by=context.author)
        draft.set(
            row, text_en=self.text_en, text_zh=self.text_zh, picture=self.picture, edition=row.edition + 1,
            set_by=context.author,
        )  # fmt: skip
        return answer(draft)


def _is_picture(url: str) -> bool:
    """Whether a data URL holds what it says it holds, and is not too large."""
    data = url.partition(",")[2]
    return url.startswith(_BEGINS) and len(data) * 3 // 4 <= PICTURE_BYTES_MAX and _BASE64.issuperset(data)


EXAMPLE = InstructionSet(
    warehouse="ROT", step="pack", text_en="Glass goes upright", text_zh="玻璃制品请竖放",
    picture="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==",
)  # fmt: skip
