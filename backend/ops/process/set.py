"""process.set."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.process.rows import ProcessSwitch
from backend.domain.process.switches import CLASHES, SWITCHES, clash, id_of, sentence, standing
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PROCESS,
    offline=Offline.ONLINE,
    words={
        "applied": Text("The floor works so from now on", "现场从现在起按此执行"),
        "unknown_switch": Text("There is no switch {switch}", "没有开关 {switch}"),
        "unknown_value": Text("{switch} cannot be set to {value}", "{switch} 不能设为 {value}"),
        **{c.code: Text(*sentence(c)) for c in CLASHES},
    },
)
class ProcessSet(Op, frozen=True, kw_only=True):
    """A lead sets how work is done on a floor: one switch, of those in `domain/process/switches.py`."""

    warehouse: RowId
    switch: Word
    value: Word

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield All(ProcessSwitch, "warehouse", self.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        known = SWITCHES.get(self.switch)
        if known is None:
            return Refused("unknown_switch", {"switch": self.switch}, ("discard",))
        if self.value not in known.values:
            return Refused("unknown_value", {"switch": self.switch, "value": self.value}, ("discard",))
        rows = state.all(ProcessSwitch, "warehouse", self.warehouse)
        against = clash({**standing(rows), self.switch: self.value})
        if against is not None:
            other, value = against.other if against.one[0] == self.switch else against.one
            return Refused(against.code, {"other": other, "value": value}, ("change_other", "discard"))
        draft = draft_of(state, context)
        id_ = id_of(self.warehouse, self.switch)
        before = next((row for row in rows if row.id == id_), None)
        if before is None:
            before = ProcessSwitch(id=id_, warehouse=self.warehouse, switch=self.switch, value="", set_by="", set_at=0)
        draft.set(before, value=self.value, set_by=context.author, set_at=context.received_at)
        return answer(draft)


EXAMPLE = ProcessSet(warehouse="ROT", switch="pick.tote", value="none")
