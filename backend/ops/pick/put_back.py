"""pick.put_back."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.pick.cart import count_picked, held_by
from backend.domain.pick.rows import PickSlot, PickTask, Tote
from backend.domain.pick.serials import PickedSerial, free
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Stock
from backend.domain.units import RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import RECOUNT, Trouble, answer, draft_of, recount
from backend.ops.goods import goods, goods_wants, lot_of, serial_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} put back at {place}", "已放回 {place} {units} 件"),
        "more_than_picked": Text(
            "{units} more put back than were picked: recount {place}", "放回比拣出多 {units} 件：请重新盘点 {place}"
        ),
        "not_in_books": RECOUNT,
    },
)
class PickPutBack(Op, frozen=True, kw_only=True):
    """A picker has put units of a stop back to where they came from.

    With `raw`, `units` counts what was scanned (a case is one); without, base units. It takes a scan back, and it
    empties the cart of an order that was cancelled.
    """

    task: RowId
    units: Units
    raw: RawScan | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from wants.task(state, self.task)
        if self.raw is not None:
            yield from goods_wants(state, self.raw)
        task = state.find(PickTask, self.task)
        if task is None:
            return
        yield All(PickedSerial, "task", task.id)
        slot = state.find(PickSlot, task.slot)
        lots = {task.lot, lot_of(self.raw)}
        yield All(Tote, "shipment", task.shipment)
        totes = {tote.id for tote in state.all(Tote, "shipment", task.shipment)}
        held = {places.cart(task.warehouse), *totes, *([slot.tote] if slot and slot.tote else [])}
        for place in sorted(held):
            yield All(Stock, "location", place)
            lots |= {stock.lot for stock in state.all(Stock, "location", place)}
        for place in sorted({task.location, *held}):
            for lot in sorted(lots):
                yield wants.balance(place, task.product, lot)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        seen = goods(state, self.raw, context) if self.raw is not None else None
        wanted = self.units * (seen.units if seen else 1)
        units = min(wanted, task.picked)
        draft = draft_of(state, context)
        preferred = seen.lot if seen and seen.lot else task.lot
        troubles: list[Trouble] = []
        for from_, lot, n in held_by(draft, draft.get(PickSlot, task.slot), task.product, preferred, units):
            missing = transfer(draft, task.warehouse, task.product, lot, from_, task.location, n)
            troubles += [recount(task.warehouse, from_, task.product, lot, missing)] if missing else []
        after = count_picked(draft, task, -units)
        self._free_serials(draft, after)
        if wanted > units:
            place, more = task.location, wanted - units
            count = PhysicalTask("recount", task.warehouse, place, task.product, more, ("recount",))
            said: dict[str, str | int] = {"units": more, "place": place, "product": task.product, "lot": task.lot}
            troubles.insert(0, Trouble("more_than_picked", count, said))
        return answer(draft, troubles, {"units": units, "place": task.location})

    def _free_serials(self, draft: Draft, after: PickTask) -> None:
        """The number that was scanned is free again; all of them once nothing of the stop is picked."""
        for unit in draft.all(PickedSerial, "task", after.id):
            if after.picked == 0 or (self.raw is not None and unit.serial == serial_of(self.raw)):
                free(draft, after.id, unit.product, unit.serial)


EXAMPLE = PickPutBack(task="0192f3a0-run1/1", units=2)
