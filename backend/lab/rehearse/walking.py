"""A walk with a cart: order by order, bin by bin for all orders at once, or from zone to zone."""

from __future__ import annotations

from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.lab.rehearse.hand import Hand
from backend.lab.rehearse.site import LINES_MOST
from backend.ops.kernel import Op
from backend.ops.pick.ask import PickAsk
from backend.ops.pick.bind import PickBind
from backend.ops.pick.gather import PickGather
from backend.ops.pick.pass_on import PickPassOn
from backend.ops.pick.put import PickPut
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import OtherBin, PickShort
from backend.ops.pick.substitute import PickSubstitute

WALK_S, SCAN_S, BIND_S = 22.0, 5.0, 8.0
ONE_BY_ONE = 3
"""Units up to here are scanned one by one."""
Bin = tuple[str, str, str]
"""Place, product and lot: one stop of a batch."""


def zone_of(place: str) -> str:
    """The zone of a place of the site."""
    return place.rpartition("/")[2][:1]


class Walker:
    """Somebody with a device and a cart."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.floor = hand, hand.floor
        self.zones: dict[str, str] = {}
        """By run, the zone in which its totes were taken over."""
        self._lines = 0

    def line_done(self) -> None:
        """A line is done."""
        self._lines += 1

    def slots(self, run: str) -> list[PickSlot]:
        """The slots of the cart that this screen shows."""
        there = self.hand.find(PickRun, run)
        found = (self.hand.find(PickSlot, f"{run}/{n}") for n in range(1, there.orders + 1)) if there else ()
        return [slot for slot in found if slot is not None]

    async def walk(self, run: str) -> bool:
        """What is left of a run. False if its totes wait at the border of the next zone, for somebody else."""
        there = self.hand.find(PickRun, run)
        for slot in self.slots(run):
            self.floor.book.step(slot.shipment, "picking", self.floor.now())
        if there is not None and there.mode == "batch":
            await self._batch(run)
            await self._share_out(run)
        else:
            for slot in self.slots(run):
                await self._bind(slot)
            if there is not None and there.mode == "zone" and await self._zone(run):
                return False
            for task in self._tasks(run):
                await self._stop(task)
        for id_ in self.floor.added[run]:
            more = self.hand.find(PickTask, id_)
            if more is not None:
                await self._stop(more)
        return True

    def _tasks(self, run: str) -> list[PickTask]:
        there = self.hand.find(PickRun, run)
        found = (self.hand.find(PickTask, f"{run}/{n}") for n in range(1, there.tasks + 1)) if there else ()
        return [task for task in found if task is not None]

    async def _zone(self, run: str) -> bool:
        """One zone, then the totes go to the border of the next; false in the last one, whose stops are still left."""
        zones = list(dict.fromkeys(zone_of(task.location) for task in self._tasks(run)))
        open_ = [zone_of(task.location) for task in self._tasks(run) if task.left]
        here = self.zones.get(run) or next(iter(open_), "")
        after = zones[zones.index(here) + 1 :] if here in zones else []
        if not after:
            return False
        for task in self._tasks(run):
            if zone_of(task.location) == here:
                await self._stop(task)
        tote = self.floor.bound[f"{run}/1"]
        self.hand.do(PickPassOn(run=run, zone=after[0], raw=tote), *(slot.shipment for slot in self.slots(run)))
        self.floor.book.done["totes passed on"] += 1
        self.zones.pop(run, None)
        self.floor.borders.append((run, after[0], tote))
        return True

    async def _bind(self, slot: PickSlot) -> None:
        """An empty tote into a slot that has none. What stands on the cart already is scanned again."""
        if slot.tote is None:
            await self.floor.wait(BIND_S)
            if slot.id not in self.floor.bound:
                self.floor.bound[slot.id] = self.floor.totes.popleft()
            self.hand.do(PickBind(slot=slot.id, raw=self.floor.bound[slot.id]), slot.shipment)

    async def _stop(self, known: PickTask) -> None:
        """One stop, as the screen shows it by the time that somebody stands there."""
        task = self.hand.find(PickTask, known.id) or known
        if not task.left and task.put >= task.picked:
            return
        if task.left:
            await self.floor.wait(WALK_S)
            async with self.floor.at(task.location):
                await self._take(task)
        await self._put(task)
        self.line_done()

    async def _take(self, task: PickTask) -> None:
        """Take what is there, scan it, and say what is missing.

        Errors are heard at once. Goods in excess stay on the cart until the lead has them put back.
        """
        units = await self._at_the_bin(task, task.left)
        for scanned in [1] * units if units <= ONE_BY_ONE else [units]:
            await self.floor.wait(SCAN_S)
            self.floor.bags[task.shipment][task.product] += scanned
            code = self.floor.label(task.product, task.location)
            self._scan(task, PickScan(task=task.id, raw=code, units=scanned), scanned, task.shipment)
        if units < task.left:
            await self._short(task, task.left - units)

    async def _at_the_bin(self, task: PickTask, wanted: int) -> int:
        """How many somebody takes of what is there; now and then of something else first, which they hear."""
        floor, place = self.floor, task.location
        if floor.odd(floor.odds.wrong_item, "wrong item"):
            other = floor.chance.choice(list(floor.goods.values()))
            if other.sku != task.product:
                self.hand.do(PickScan(task=task.id, raw=other.code), place)
                await floor.wait(SCAN_S)
        if floor.odd(floor.odds.over_pick, "over-pick"):
            wanted += 1
        units = min(wanted, floor.bins[place])
        if units and floor.odd(floor.odds.unseen, "reported short though there"):
            units -= 1
        return units

    def _scan(self, task: PickTask, op: Op, units: int, *orders: str) -> None:
        """Goods leave the bin and are scanned: at one stroke, as it is for whoever looks afterwards."""
        self.floor.bins[task.location] -= units
        self.hand.do(op, task.location, *orders)

    async def _short(self, task: PickTask, units: int) -> None:
        """Not there: somebody counts later. Another product may go in its place."""
        floor = self.floor
        await floor.wait(SCAN_S)
        self.hand.do(PickShort(task=task.id, units=units, reason="shelf_empty"), task.location, task.shipment)
        floor.book.done["short"] += 1
        other = floor.instead.get(task.product)
        shipment = self.hand.find(Shipment, task.shipment)
        lines = (self.hand.find(ShipmentLine, f"{task.shipment}/{n}") for n in range(1, LINES_MOST + 1))
        mine = any(line is not None and line.product == other for line in lines)
        if other is None or mine or shipment is None or not task.id.startswith(f"{task.run}/"):
            return
        if shipment.substitutes == "always":
            at = floor.goods[other].place
            op = PickSubstitute(task=task.id, other=other, units=units, places=(OtherBin(location=at, units=units),))
            made = self.hand.did(op, task.shipment)
            floor.added[task.run].append(f"{made.id}/1")
            floor.more_lines[task.shipment].append(f"{made.id}/line")
            floor.book.done["another product instead"] += 1
        elif shipment.substitutes != "never":
            self.hand.do(PickAsk(task=task.id, other=other, units=units), task.shipment)
            floor.book.done["office asked about another product"] += 1

    async def _put(self, known: PickTask) -> None:
        floor = self.floor
        task = self.hand.find(PickTask, known.id) or known
        slot = self.hand.find(PickSlot, task.slot)
        if slot is not None and slot.id not in floor.bound:
            await self._bind(slot)
        if floor.odd(floor.odds.wrong_tote, "wrong tote"):
            others = [t for s, t in floor.bound.items() if s != task.slot and s.startswith(f"{task.run}/")]
            if others:
                self.hand.do(PickPut(task=task.id, raw=floor.chance.choice(others)), task.shipment)
                await floor.wait(SCAN_S)
        await floor.wait(SCAN_S)
        self.hand.do(PickPut(task=task.id, raw=floor.bound[task.slot]), task.shipment)
        floor.book.lines.append((floor.now(), self.hand.person))

    # For all orders at once

    def _bins(self, run: str) -> dict[Bin, list[PickTask]]:
        """The stops of a batch, by what is taken at once, as the screen shows them now."""
        found: dict[Bin, list[PickTask]] = {}
        for task in self._tasks(run):
            found.setdefault((task.location, task.product, task.lot), []).append(task)
        return found

    async def _batch(self, run: str) -> None:
        for key in self._bins(run):
            left = sum(task.left for task in self._bins(run)[key])
            if left:
                await self.floor.wait(WALK_S)
                async with self.floor.at(key[0]):
                    await self._gather(run, key)
                self.line_done()

    async def _gather(self, run: str, key: Bin) -> None:
        """Units for all orders lie loose on the cart. Where some are missing, the last orders go without."""
        tasks = [task for task in self._bins(run)[key] if task.left]
        if not tasks:
            return
        wanted, first = sum(task.left for task in tasks), tasks[0]
        units = await self._at_the_bin(first, wanted)
        for scanned in [1] * units if units <= ONE_BY_ONE else [units]:
            await self.floor.wait(SCAN_S)
            self.floor.loose[run][first.product] += scanned
            code = self.floor.label(first.product, first.location)
            op = PickGather(task=first.id, raw=code, units=scanned)
            self._scan(first, op, scanned, *(task.shipment for task in tasks))
        missing = wanted - units
        for task in reversed(tasks):
            share = min(missing, task.left)
            missing -= max(0, share)
            if share > 0:
                await self._short(task, share)

    async def _share_out(self, run: str) -> None:
        """What lies loose goes into the totes, as the screen says."""
        floor = self.floor
        for id_ in [*(task.id for task in self._tasks(run)), *floor.added[run]]:
            task = self.hand.find(PickTask, id_)
            if task is None or task.put >= task.picked:
                continue
            units = min(task.picked - task.put, floor.loose[run][task.product])
            floor.loose[run][task.product] -= units
            floor.bags[task.shipment][task.product] += units
            await self._put(task)
