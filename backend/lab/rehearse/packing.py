"""Packers at their benches, and dock hands at the trucks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

from backend.domain.pack.block import SsccBlock
from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.pack.weight import expected_g
from backend.lab.rehearse.hand import Hand, dead_spots
from backend.lab.rehearse.receiving import parcels
from backend.lab.rehearse.site import BOXES, LINES_MOST, WAREHOUSE, WEIGHT_G
from backend.ops.pack.box import PackBox
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.pack.take_out import PackTakeOut
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.ship.plan import PlannedStop, ShipPlan
from backend.ops.ship.unload import ShipUnload
from backend.ops.sscc.take import SsccTake
from backend.scanning.sscc import sscc

ITEM_S, CLOSE_S, LOAD_S, LOOK_S = 8.0, 30.0, 15.0, 30.0
TRUCK_EACH_S = 3_600.0
STOPS_MOST = 12
DONE = {"packed", "loaded", "shipped", "cancelled"}
"""Stages of orders that nobody packs any more: a late walk for another product may bring them once again."""
CARRIERS = ("DHL", "PostNL")


class Packer:
    """One packer's day: the next tote, its goods into a carton, a label out of the block that this device holds."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.floor = hand, hand.floor
        self._numbers: Iterator[str] = iter(())
        self._blocks: set[str] = set()

    async def day(self) -> None:
        """Until every order is on the road."""
        spots = asyncio.create_task(dead_spots(self.hand))
        try:
            while not self.floor.is_over:
                order = self._next()
                if order is None:
                    await self.floor.wait(LOOK_S)
                else:
                    await self._pack(order)
        finally:
            spots.cancel()

    def _next(self) -> str | None:
        """The first tote of which this screen knows that it was picked; one whose picker has no network waits.

        What was called off is left to whoever puts it back.
        """
        queue = self.floor.to_pack
        for _ in range(len(queue)):
            order = queue.popleft()
            shipment = self.hand.find(Shipment, order)
            if shipment is not None and shipment.stage == "picked":
                return order
            if shipment is not None and shipment.stage in DONE:
                continue
            queue.append(order)
        return None

    def _lines(self, order: str) -> list[ShipmentLine]:
        """The lines of an order that have something to send; the others never came to the floor."""
        ids = [f"{order}/{n}" for n in range(1, LINES_MOST + 1)] + self.floor.more_lines[order]
        found = (self.hand.find(ShipmentLine, id_) for id_ in ids)
        return [line for line in found if line is not None]

    async def _pack(self, order: str) -> None:
        floor, carton = self.floor, f"{order}/1"
        packed = 0
        for line in self._lines(order):
            units = min(line.picked - line.packed, line.wanted, floor.bags[order][line.product])
            if units <= 0:
                continue
            if not packed:
                self.hand.do(PackOpen(shipment=order, number=1), order)
            await floor.wait(ITEM_S * units)
            if floor.odd(floor.odds.wrong_pack, "wrong item packed"):
                wrong = floor.chance.choice([g for g in floor.goods.values() if g.sku != line.product])
                if all(wrong.sku != other.product for other in self._lines(order)):
                    self.hand.do(PackScan(carton=carton, raw=wrong.code), order)
                    await floor.wait(ITEM_S)
            floor.bags[order][line.product] -= units
            floor.cartons[carton][line.product] += units
            self.hand.do(PackScan(carton=carton, raw=floor.goods[line.product].code, units=units), order)
            packed += units
            if floor.bags[order][line.product] and floor.odd(floor.odds.over_pack, "one too many packed"):
                await self._one_too_many(order, carton, line.product)
        await floor.wait(CLOSE_S)
        if packed:
            weight = self._weight(carton, order, packed)
            label = await self._label()
            self.hand.do(PackClose(carton=carton, weight_g=weight, sscc=label), order)
            floor.to_load.append(carton)
        self.hand.do(PackFinish(shipment=order), order)
        floor.book.step(order, "packed", floor.now())
        if not packed:
            floor.placed.discard(order)
            floor.book.done["order with nothing to send"] += 1

    def _weight(self, carton: str, order: str, units: int) -> int:
        """What the scale says. Now and then the packer says which box it is."""
        floor = self.floor
        if floor.chance.random() >= floor.odds.other_box:
            return expected_g([(WEIGHT_G, units)]) or 0
        code = floor.chance.choice(sorted(BOXES))
        floor.book.done["box named"] += 1
        self.hand.do(PackBox(carton=carton, box=f"{WAREHOUSE}/{code}"), order)
        return WEIGHT_G * units + BOXES[code]

    async def _one_too_many(self, order: str, carton: str, sku: str) -> None:
        """The colour says so at once, and out it comes."""
        floor, raw = self.floor, self.floor.goods[sku].code
        self.hand.do(PackScan(carton=carton, raw=raw), order)
        await floor.wait(ITEM_S)
        self.hand.do(PackTakeOut(carton=carton, raw=raw, units=1), order)

    async def _label(self) -> str:
        """The next number of this device; where it has none, it asks for a block, in reach of the network."""
        while (number := next(self._numbers, "")) == "":
            fresh = [b for b in self.hand.where(SsccBlock, "open_on", self.hand.id) if b.id not in self._blocks]
            if fresh:
                self._blocks.add(fresh[0].id)
                self._numbers = _of(fresh[0])
                continue
            await self.hand.live.wait()
            await self.hand.ask(SsccTake(device=self.hand.id, warehouse=WAREHOUSE))
            await self.floor.wait(LOOK_S)
        return number


def _of(block: SsccBlock) -> Iterator[str]:
    return (sscc(block.extension, block.company_prefix, block.first + n) for n in range(block.used, block.count))


class Loader:
    """One dock hand's day: cartons onto two trucks at a time, which leave every hour."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.floor = hand, hand.floor
        self._open: dict[str, str] = {}
        self._made, self._left_at = 0, 0.0

    async def day(self) -> None:
        """Until every order is on the road."""
        spots = asyncio.create_task(dead_spots(self.hand))
        try:
            await self.hand.live.wait()
            while not self.floor.is_over:
                if not self._open:
                    self._trucks()
                if not await self._load_next():
                    await self.floor.wait(LOOK_S)
                if self._is_time():
                    self._send_off()
        finally:
            spots.cancel()

    def _trucks(self) -> None:
        for carrier in CARRIERS:
            self._made += 1
            self._open[carrier] = f"{self.hand.person}-truck{self._made}"
            self.hand.do(ShipOpen(manifest=self._open[carrier], warehouse=WAREHOUSE, dock="D1", carrier=carrier))
            self._plan(self._open[carrier])

    def _plan(self, truck: str) -> None:
        """Where the truck goes, for what stands at the dock; it takes what it takes."""
        floor = self.floor
        if floor.chance.random() >= floor.odds.planned:
            return
        orders = list(dict.fromkeys(c.rpartition("/")[0] for c in floor.to_load))[:STOPS_MOST]
        here = [order for order in orders if self.hand.find(Shipment, order) is not None]
        if here:
            floor.book.done["truck planned"] += 1
            stops = tuple(PlannedStop(shipment=order, stop=n) for n, order in enumerate(here, 1))
            self.hand.do(ShipPlan(manifest=truck, stops=stops))

    async def _load_next(self) -> bool:
        """The next carton whose label this screen knows; one whose packer has no network waits."""
        queue = self.floor.to_load
        for _ in range(len(queue)):
            id_ = queue.popleft()
            carton = self.hand.find(Carton, id_)
            if carton is None or carton.stage != "closed" or not carton.sscc:
                queue.append(id_)
                continue
            shipment = self.hand.find(Shipment, carton.shipment)
            if shipment is not None and shipment.stage == "cancelled":
                continue
            await self._load(carton)
            return True
        return False

    async def _load(self, carton: Carton) -> None:
        floor = self.floor
        right, wrong = CARRIERS if hash_of(carton.shipment) % 2 else CARRIERS[::-1]
        await floor.wait(LOAD_S)
        if floor.odd(floor.odds.wrong_truck, "wrong truck"):
            self._on(self._open[wrong], carton)
            await floor.wait(LOAD_S)
            if floor.chance.random() < 0.5:  # noqa: PLR2004  (taken off first, or carried straight over)
                self.hand.do(ShipUnload(manifest=self._open[wrong], raw=f"]C100{carton.sscc}"), carton.shipment)
            del floor.trucks[self._open[wrong]][carton.id]
        self._on(self._open[right], carton)
        floor.book.step(carton.shipment, "loaded", floor.now())

    def _on(self, truck: str, carton: Carton) -> None:
        self.floor.trucks[truck][carton.id] = carton.shipment
        self.hand.do(ShipLoad(manifest=truck, raw=f"]C100{carton.sscc}"), carton.shipment)

    def _is_time(self) -> bool:
        """An hour has passed; or nothing more will come."""
        floor = self.floor
        loaded = {order for truck in self._open.values() for order in floor.trucks[truck].values()}
        if not loaded:
            return False
        at_end = floor.now() > floor.ends_at and not floor.to_load and not floor.to_pack
        return at_end or floor.now() - self._left_at > TRUCK_EACH_S

    def _send_off(self) -> None:
        """Both trucks leave with what is on them."""
        floor = self.floor
        self._left_at = floor.now()
        for truck in self._open.values():
            on = floor.trucks[truck]
            self.hand.do(ShipHandOver(manifest=truck, driver="Jo"), *on.values())
            for carton, order in on.items():
                floor.gone[carton] = truck
                floor.shipped.add(order)
                floor.book.step(order, "shipped", floor.now())
            parcels(floor, Counter(on.keys()))
        self._open = {}


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return sum(text.encode())
