"""pick.put."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.cart import GONE, bind
from backend.domain.pick.rows import PickSlot, PickTask, Tote
from backend.domain.row import wh
from backend.domain.units import RawScan, RowId
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.goods import tote_code
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} are in {tote}", "{units} 件已放入 {tote}"),
        "wrong_tote": Text(
            "Wrong tote {seen}: move {units} to {tote}", "周转箱 {seen} 不对：请将 {units} 件移到 {tote}"
        ),
    },
)
class PickPut(Op, frozen=True, kw_only=True):
    """A picker has put the units of a stop into a tote and scanned it. An empty tote is bound to a slot without one."""

    task: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(PickTask, self.task)
        task = state.find(PickTask, self.task)
        if task is None:
            return
        yield Ref(PickSlot, task.slot)
        slot = state.find(PickSlot, task.slot)
        if slot is not None:
            yield from wants.bind(state, slot, tote_code(self.raw))

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        slot = state.get(PickSlot, task.slot)
        code = tote_code(self.raw)
        draft = draft_of(state, context)
        if code is not None and slot.tote is None and self._free(state, slot, code):
            bind(draft, slot, code)
            slot = draft.get(PickSlot, slot.id)
        if code is None or slot.tote != f"{slot.warehouse}/{code}":
            return self._wrong(task, slot, code)
        draft.set(task, put=task.picked)
        return answer(draft, params={"units": task.picked, "tote": code})

    def _free(self, state: State, slot: PickSlot, code: str) -> bool:
        tote = state.find(Tote, f"{slot.warehouse}/{code}")
        open_ = state.get(Shipment, slot.shipment).stage not in {*GONE, "cancelled"}
        return open_ and (tote is None or tote.shipment in {None, slot.shipment})

    def _wrong(self, task: PickTask, slot: PickSlot, code: str | None) -> Contradicted:
        seen = code or self.raw[:80]
        units = task.picked - task.put
        place = f"{slot.warehouse}/{code}" if code else slot.id
        move = PhysicalTask("move_to_tote", slot.warehouse, place, task.product, units, ("moved",))
        right = (slot.tote or "").rpartition("/")[2]
        return Contradicted("wrong_tote", move, (), {"seen": seen, "tote": right, "units": units, "task": task.id})


EXAMPLE = PickPut(task="0192f3a0-run1/1", raw="T-0007")
