"""pick.scan."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.cart import count_picked, place_of, surplus
from backend.domain.pick.held_to import Taken
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.units import RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import RECOUNT, Trouble, answer, draft_of, recount
from backend.ops.goods import at_place, expiry_of, goods, goods_wants, lot_of, serial_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.put_back import PickPutBack
from backend.ops.picked import WORDS, hold_against, learn, picked_wants, unit_of


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} picked, {left} to go", "已拣 {units}，还剩 {left}"),
        "wrong_item": Text("Wrong item {seen}: put it back at {place}", "货品不符 {seen}：请放回 {place}"),
        "over_pick": Text("{units} too many: put back at {place}", "多拣 {units} 件：请放回 {place}"),
        "picked_twice": Text(
            "A colleague has picked this: put {units} back at {place}", "同事已拣完此行：请将 {units} 件放回 {place}"
        ),
        **WORDS,
        "not_in_books": RECOUNT,
    },
)
class PickScan(Op, frozen=True, kw_only=True):
    """A picker has taken goods at a place and scanned them; `units` counts what was scanned, packs as one each.

    Where the process lets the place stand for the item, its label is what was scanned.
    The goods are on the cart already, so this is never refused: who holds the run does not matter, a surplus opens a
    put-back task at the place, and a wrong item is asked back without being booked. What breaks a picking rule of its
    class is booked too, and becomes a task: to put it back, or just to look at it.
    """

    task: RowId
    raw: RawScan
    units: Units = 1

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from goods_wants(state, self.raw)
        yield from wants.task(state, self.task)
        task = state.find(PickTask, self.task)
        if task is None:
            return
        yield Ref(PickRun, task.run)
        yield from picked_wants(state, task, self.raw)
        slot = state.find(PickSlot, task.slot)
        for place in (task.location, places.cart(task.warehouse), slot.tote if slot else None):
            for lot in {task.lot, lot_of(self.raw)} if place else ():
                yield wants.balance(place or "", task.product, lot)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        seen = at_place(goods(state, self.raw, context), self.raw, task.location, task.product)
        units = self.units * seen.units
        if seen.product != task.product:
            back = PhysicalTask("put_back", task.warehouse, task.location, seen.product, units, ("put_back_done",))
            return Contradicted("wrong_item", back, (), {"seen": seen.seen, "place": task.location, "units": units})
        lot = seen.lot or task.lot
        draft = draft_of(state, context)
        to = place_of(draft, draft.get(PickSlot, task.slot))
        missing = transfer(draft, task.warehouse, task.product, lot, task.location, to, units)
        after = count_picked(draft, task, units)
        troubles = self._too_many(state, context, task, after, to, lot)
        kept = units - sum(t.task.quantity for t in troubles)
        serial = serial_of(self.raw)
        taken = Taken(seen.lot, serial, expiry_of(self.raw, context), kept, by_place=seen.by_place)
        troubles += hold_against(draft_of(state, context), task, taken, context, (to, lot)) if kept else []
        learn(draft, task, taken, lot)
        if missing:
            troubles.append(recount(task.warehouse, task.location, task.product, lot, missing))
        return answer(draft, troubles, {"units": units, "left": after.left, "product": task.product})

    def _too_many(
        self, state: State, context: Context, before: PickTask, after: PickTask, from_: str, lot: str
    ) -> list[Trouble]:
        shipment = state.get(Shipment, before.shipment)
        units = surplus(after, shipment) - surplus(before, shipment)
        if units <= 0:
            return []
        mine = state.get(PickRun, before.run).picker == context.author
        full = before.left == 0 and not before.cancelled
        code = "picked_twice" if full and not mine else "over_pick"
        place = before.location
        back = PhysicalTask("put_back", before.warehouse, place, before.product, units, ("put_back_done",))
        params: Params = {"units": units, "place": place, "task": before.id}
        unit = unit_of(serial_of(self.raw))
        return [Trouble(code, back, {**params, "from": from_, "to": place, "lot": lot, **unit})]

    def undo(self, id_: str) -> Op:
        return PickPutBack(task=self.task, units=self.units, raw=self.raw)


EXAMPLE = PickScan(task="0192f3a0-run1/1", raw="]E04006381333931", units=2)
