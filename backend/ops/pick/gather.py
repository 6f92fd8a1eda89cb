"""pick.gather."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.batch import spread, together
from backend.domain.pick.cart import count_picked, place_of, surplus
from backend.domain.pick.held_to import Taken
from backend.domain.pick.rows import PickSlot, PickTask
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.units import RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import RECOUNT, Trouble, answer, draft_of, recount
from backend.ops.goods import Goods, at_place, expiry_of, goods, goods_wants, lot_of, serial_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.picked import WORDS, hold_against, learn, picked_wants, unit_of


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} picked for {orders} orders, {left} to go", "已为 {orders} 单拣 {units}，还剩 {left}"),
        "wrong_item": Text("Wrong item {seen}: put it back at {place}", "货品不符 {seen}：请放回 {place}"),
        "over_pick": Text("{units} too many: put back at {place}", "多拣 {units} 件：请放回 {place}"),
        **WORDS,
        "not_in_books": RECOUNT,
    },
)
class PickGather(Op, frozen=True, kw_only=True):
    """A picker has taken goods at a place for all orders of the run that want them there, and scanned them.

    `task` is any stop of the run at that place for these goods. As with `pick.scan` the goods are on the cart already:
    they are shared out over what the stops lack, the first on the walk first; what none of them lacks goes back. The
    picking rules of the class are held to for each order.
    """

    task: RowId
    raw: RawScan
    units: Units = 1

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from goods_wants(state, self.raw)
        yield Ref(PickTask, self.task)
        task = state.find(PickTask, self.task)
        if task is None:
            return
        yield All(PickTask, "run", task.run)
        for stop in state.all(PickTask, "run", task.run):
            if (stop.location, stop.product, stop.lot) != (task.location, task.product, task.lot):
                continue
            yield from wants.task(state, stop.id)
            yield from picked_wants(state, stop, self.raw)
            slot = state.find(PickSlot, stop.slot)
            for place in (stop.location, places.cart(stop.warehouse), slot.tote if slot else None):
                for lot in {stop.lot, lot_of(self.raw)} if place else ():
                    yield wants.balance(place or "", stop.product, lot)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        seen = at_place(goods(state, self.raw, context), self.raw, task.location, task.product)
        units = self.units * seen.units
        if seen.product != task.product:
            back = PhysicalTask("put_back", task.warehouse, task.location, seen.product, units, ("put_back_done",))
            return Contradicted("wrong_item", back, (), {"seen": seen.seen, "place": task.location, "units": units})
        draft = draft_of(state, context)
        shares = spread(together(draft, task), task, units)
        troubles: list[Trouble] = []
        missing = 0
        for stop, n in shares:
            missing += self._take(state, context, draft, stop, n, seen, troubles)
        if missing:
            troubles.append(recount(task.warehouse, task.location, task.product, seen.lot or task.lot, missing))
        left = sum(stop.left for stop in together(draft, task))
        orders = len({stop.shipment for stop, _ in shares})
        return answer(draft, troubles, {"units": units, "orders": orders, "left": left, "product": task.product})

    def _take(
        self,
        state: State,
        context: Context,
        draft: Draft,
        stop: PickTask,
        units: int,
        seen: Goods,
        troubles: list[Trouble],
    ) -> int:
        """Book the units of one stop; returns how many the books did not hold."""
        lot = seen.lot or stop.lot
        to = place_of(draft, draft.get(PickSlot, stop.slot))
        missing = transfer(draft, stop.warehouse, stop.product, lot, stop.location, to, units)
        after = count_picked(draft, stop, units)
        shipment = draft.get(Shipment, stop.shipment)
        more = surplus(after, shipment) - surplus(stop, shipment)
        serial = serial_of(self.raw)
        if more > 0:
            place = stop.location
            back = PhysicalTask("put_back", stop.warehouse, place, stop.product, more, ("put_back_done",))
            told: Params = {"units": more, "place": place, "task": stop.id, "from": to, "to": place, "lot": lot}
            troubles.append(Trouble("over_pick", back, {**told, **unit_of(serial)}))
        taken = Taken(seen.lot, serial, expiry_of(self.raw, context), units - max(0, more), by_place=seen.by_place)
        if taken.units:
            troubles += hold_against(draft_of(state, context), stop, taken, context, (to, lot))
        learn(draft, stop, taken, lot)
        return missing


EXAMPLE = PickGather(task="0192f3a0-run1/1", raw="]E04006381333931", units=5)
