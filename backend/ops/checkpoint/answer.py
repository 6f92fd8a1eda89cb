"""checkpoint.answer."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.checkpoint.judge import fault, figure
from backend.domain.checkpoint.rows import Checkpoint, CheckpointEntry, CheckpointLast, Said
from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.units import Line, RowId
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.checkpoint.set import Tenths
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.SELF,
    offline=Offline.REPLAY,
    words={
        "applied": Text("Noted", "已记录"),
        "answered_no": Text("{question} No. {why}", "{question} 否。{why}"),
        "too_low": Text(
            "{question} {figure} {unit}, at least {bound} is fine", "{question} {figure} {unit}，至少应为 {bound}"
        ),
        "too_high": Text(
            "{question} {figure} {unit}, at most {bound} is fine", "{question} {figure} {unit}，最多应为 {bound}"
        ),
        "not_answered": Text("{question} Nobody could look. {why}", "{question} 无法检查。{why}"),
    },
)
class CheckpointAnswer(Op, frozen=True, kw_only=True):
    """Somebody has looked at what a checkpoint asks for, or could not. What is not fine is booked, and is a task.

    Work goes on either way: what it says is how things are. `tenths`: a figure, in tenths of the checkpoint's unit.
    """

    checkpoint: RowId
    said: Said
    tenths: Tenths | None = None
    why: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Checkpoint, self.checkpoint).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Checkpoint, self.checkpoint)
        yield All(CheckpointLast, "checkpoint", self.checkpoint)

    def decide(self, state: State, context: Context) -> Outcome:
        of = state.get(Checkpoint, self.checkpoint)
        code = fault(of, self.said, self.tenths)
        draft = draft_of(state, context)
        at = min(context.wall, context.received_at)
        self._note(draft, of, fine=code == "", at=at)
        draft.put(
            CheckpointEntry(
                id=context.id, checkpoint=of.id, warehouse=of.warehouse, zone=of.zone, ask_en=of.ask_en,
                ask_zh=of.ask_zh, unit=of.unit, least=of.least, most=of.most, said=self.said, tenths=self.tenths,
                fine=code == "", why=self.why, by=context.author, at=at, heard_at=context.received_at,
            )
        )  # fmt: skip
        if not code:
            return answer(draft)
        bound = of.least if code == "too_low" else of.most if code == "too_high" else None
        params: Params = {
            "checkpoint": of.id, "question": f"{of.ask_en} · {of.ask_zh}", "figure": figure(self.tenths),
            "unit": of.unit, "bound": figure(bound), "zone": of.zone, "why": self.why,
        }  # fmt: skip
        return answer(draft, [Trouble(code, PhysicalTask("see_to_it", of.warehouse, "", choices=("done",)), params)])

    def _note(self, draft: Draft, of: Checkpoint, *, fine: bool, at: int) -> None:
        """Keep it as the latest answer, unless a later one has come in before."""
        id_ = f"{of.id}/{draft.author if of.per == 'person' else ''}"
        given = draft.all(CheckpointLast, "checkpoint", of.id)
        before = next((last for last in given if last.id == id_), None)
        if before is None or before.at <= at:
            row = before or CheckpointLast(
                id=id_, checkpoint=of.id, warehouse=of.warehouse, said=self.said, fine=fine, by="", at=0
            )
            draft.set(row, said=self.said, tenths=self.tenths, fine=fine, by=draft.author, at=at)


EXAMPLE = CheckpointAnswer(checkpoint="ROT/cold-room", said="figure", tenths=45)
