"""count.undo."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.count import book
from backend.domain.count.rows import StockCounted
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Location
from backend.domain.task.rows import ExceptionTask
from backend.domain.units import RowId
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, Trouble, answer, below_promised, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.COUNT,
    offline=Offline.REPLAY,
    words={
        "applied": Text("The count of {place} is taken back", "已撤回 {place} 的盘点"),
        "counted_since": Text(
            "{place} was counted again meanwhile: that count stands", "{place} 已被重新盘点：以新的盘点为准"
        ),
        "not_yours": Text("{by} has counted {place}", "{place} 由 {by} 盘点"),
        "below_promised": BELOW_PROMISED,
    },
)
class CountUndo(Op, frozen=True, kw_only=True):
    """Somebody takes their count of a place back, as long as nobody has counted there since. `count` is its op's id."""

    count: RowId
    location: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Location, self.location).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Location, self.location)
        yield All(StockCounted, "location", self.location)
        for row in self._mine(state):
            yield wants.balance(row.location, row.product, row.lot)
            yield wants.position(row.warehouse, row.product)
            if row.task:
                yield Ref(ExceptionTask, row.task, needed=False)

    def _mine(self, state: State) -> list[StockCounted]:
        return [r for r in state.all(StockCounted, "location", self.location) if r.op == self.count]

    def decide(self, state: State, context: Context) -> Outcome:
        counted = [r for r in self._mine(state) if r.stage != "undone"]
        if not counted:
            return Refused("counted_since", {"place": self.location}, ("keep_theirs",))
        if any(r.by != context.author for r in counted):
            return Refused("not_yours", {"place": self.location, "by": counted[0].by}, ("keep_theirs",))
        draft = draft_of(state, context)
        troubles: list[Trouble] = []
        for row in counted:
            book.close(draft, row, "undone")
            if row.stage == "booked":
                back = row.before - row.found
                grew = book.correct(draft, row.warehouse, row.location, row.product, row.lot, back)[1]
                troubles += [below_promised(row.warehouse, row.location, row.product, grew)] if grew else []
            draft.set(row, stage="undone", task="")
        return answer(draft, troubles, {"place": self.location})


EXAMPLE = CountUndo(count="0192f3a0-op7", location="ROT/A-01-01")
