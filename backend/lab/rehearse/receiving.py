"""Receivers: deliveries at the door, goods to their bins, what customers send back, bins that are to be counted."""

from __future__ import annotations

import asyncio
from collections import Counter

from msgspec import Struct

from backend.domain.inbound.rows import Inbound
from backend.domain.pack.rows import Carton
from backend.domain.returns.rows import Disposition
from backend.domain.stock.places import stock_id
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask
from backend.lab.rehearse.floor import Floor
from backend.lab.rehearse.hand import Hand, dead_spots
from backend.lab.rehearse.site import DOOR, HELD, WAREHOUSE
from backend.ops.count.ask import CountAsk
from backend.ops.count.record import CountLine, CountRecord
from backend.ops.inbound.announce import AnnouncedLine, InboundAnnounce
from backend.ops.inbound.close import InboundClose
from backend.ops.inbound.open import InboundOpen
from backend.ops.inbound.receive import InboundReceive
from backend.ops.inbound.reject import InboundReject
from backend.ops.inbound.take_back import InboundTakeBack
from backend.ops.photo.take import PhotoTake
from backend.ops.returns.close import ReturnsClose
from backend.ops.returns.inspect import ReturnsInspect
from backend.ops.returns.open import ReturnsOpen
from backend.ops.stock.move import StockMove

PALLET_S, CARRY_S, LOOK_AT_S, COUNT_S, LOOK_S = 40.0, 60.0, 45.0, 50.0, 30.0
FRESH_S = 10.0
"""Real seconds for a device to hear of all that was said."""
LINES_A_TRUCK, UNITS = 4, (6, 12, 24)
COUNTED_AT_ONCE = 3
DISPOSITIONS: tuple[tuple[Disposition, ...], tuple[int, ...]] = (("restock", "quarantine", "scrap"), (7, 2, 1))


class Delivery(Struct, frozen=True):
    """A truck from a supplier: what is on it, by product, what of it is damaged, and what its paper says, if any."""

    id: str
    goods: dict[str, int]
    announced: dict[str, int]
    damaged: dict[str, int]


def deliveries(floor: Floor, count: int) -> list[Delivery]:
    """The trucks of a day. Some bring other than their paper says, and some have none."""
    chance, found = floor.chance, []
    for n in range(1, count + 1):
        skus = chance.sample(sorted(floor.goods), min(LINES_A_TRUCK, len(floor.goods)))
        paper = {sku: chance.choice(UNITS) for sku in skus}
        goods = {sku: units + floor.odd(floor.odds.other_count, "delivery over") for sku, units in paper.items()}
        goods = {sku: units - floor.odd(floor.odds.other_count, "delivery under") for sku, units in goods.items()}
        damaged = {sku: 1 for sku in goods if floor.odd(floor.odds.damaged, "damaged at the door")}
        blind = floor.odd(floor.odds.unannounced, "delivery that nobody announced")
        found.append(Delivery(f"in{n:04}", goods, {} if blind else paper, damaged))
    return found


async def announce(hand: Hand, trucks: list[Delivery], hours: float) -> None:
    """The office hears of each delivery, and a while later its truck is there."""
    floor = hand.floor
    for n, truck in enumerate(trucks):
        await floor.wait(max(0.0, n * hours * 2400 / len(trucks) - floor.now()))
        if truck.announced:
            lines = tuple(AnnouncedLine(product=sku, quantity=units) for sku, units in truck.announced.items())
            hand.do(
                InboundAnnounce(inbound=truck.id, warehouse=WAREHOUSE, number=truck.id, supplier="Vos", lines=lines)
            )
        floor.at_the_door.append(truck)


class Receiver:
    """One receiver's day."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.floor = hand, hand.floor
        self._made, self._asked = 0, set[str]()

    async def day(self) -> None:
        """Until every order is on the road."""
        spots = asyncio.create_task(dead_spots(self.hand))
        try:
            while not self.floor.is_over:
                if not (await self._delivery() or await self._parcel() or await self._count()):
                    await self.floor.wait(LOOK_S)
        finally:
            spots.cancel()

    async def _delivery(self) -> bool:
        """The next truck of which this screen knows; one without a paper is begun here."""
        waiting = self.floor.at_the_door
        for _ in range(len(waiting)):
            truck = waiting.popleft()
            if truck.announced and self.hand.find(Inbound, truck.id) is None:
                waiting.append(truck)
                continue
            if not truck.announced:
                self.hand.do(InboundOpen(inbound=truck.id, warehouse=WAREHOUSE, supplier="Vos"))
            await self._take_in(truck)
            return True
        return False

    async def _take_in(self, truck: Delivery) -> None:
        for sku, units in truck.goods.items():
            await self.floor.wait(PALLET_S)
            bad = truck.damaged.get(sku, 0)
            raw = self.floor.label(sku)
            if bad:
                self.hand.do(InboundReject(inbound=truck.id, location=DOOR, raw=raw, units=bad, reason="damaged"))
                self._picture(truck.id, sku)
            self._receive(truck.id, sku, units - bad)
            if self.floor.odd(self.floor.odds.twice, "received twice and taken back"):
                self._receive(truck.id, sku, 1)
                await self.floor.wait(LOOK_AT_S / 4)
                self.floor.door[sku] -= 1
                self.floor.received[sku] -= 1
                self.hand.do(InboundTakeBack(inbound=truck.id, location=DOOR, raw=raw))
        self.hand.do(InboundClose(inbound=truck.id))
        for sku in truck.goods:
            await self._put_away(sku)

    def _picture(self, inbound: str, sku: str) -> None:
        """Somebody takes a photo of it, as a rule; its bytes are no part of a rehearsal."""
        if not self.floor.odd(self.floor.odds.photo, "photo at the door"):
            return
        sha256 = f"{self.floor.chance.getrandbits(256):064x}"
        op = PhotoTake(
            photo=f"{inbound}-{sku}", job="inbound", delivery=inbound, product=sku, reason="damaged", sha256=sha256
        )
        self.hand.do(op)

    def _receive(self, inbound: str, sku: str, units: int) -> None:
        self.floor.door[sku] += units
        self.floor.received[sku] += units
        self.hand.do(InboundReceive(inbound=inbound, location=DOOR, raw=self.floor.label(sku), units=units))

    async def _put_away(self, sku: str) -> None:
        floor, place = self.floor, self.floor.goods[sku].place
        await floor.wait(CARRY_S)
        async with floor.at(place):
            units = floor.door[sku]
            floor.door[sku] -= units
            floor.bins[place] += units
            if units:
                self.hand.do(StockMove(from_location=DOOR, to_location=place, raw=floor.label(sku), units=units), place)

    async def _parcel(self) -> bool:
        """A parcel that came back, by the label of its carton."""
        floor = self.floor
        if not floor.come_back:
            return False
        carton = floor.come_back.popleft()
        there = self.hand.find(Carton, carton)
        if there is None or there.stage != "shipped":
            floor.come_back.append(carton)
            return False
        self._made += 1
        receipt = f"{self.hand.person}-back{self._made}"
        self.hand.do(ReturnsOpen(receipt=receipt, warehouse=WAREHOUSE, raw=f"]C100{there.sscc}"))
        for sku, units in sorted(floor.cartons[carton].items()):
            back = floor.chance.randint(0, units) + floor.odd(floor.odds.twice, "more came back than was sent")
            if back:
                await floor.wait(LOOK_AT_S)
                await self._inspect(receipt, sku, back)
        self.hand.do(ReturnsClose(receipt=receipt))
        floor.book.done["parcel that came back"] += 1
        return True

    async def _inspect(self, receipt: str, sku: str, units: int) -> None:
        floor = self.floor
        (made,) = floor.chance.choices(*DISPOSITIONS)
        home = floor.goods[sku].place
        place = {"restock": home, "quarantine": HELD, "scrap": DOOR}[made]
        async with floor.at(place):
            floor.returned[sku] += units
            if made == "restock":
                floor.bins[home] += units
            if made == "quarantine":
                floor.held[sku] += units
            op = ReturnsInspect(receipt=receipt, location=place, raw=floor.label(sku), units=units, disposition=made)
            self.hand.do(op, place)

    async def _count(self) -> bool:
        """The next bin that a lead has asked to be counted.

        Nobody takes from it meanwhile, and all that was taken before has been heard of: see the check.
        """
        floor = self.floor
        for task in self.hand.where(ExceptionTask, "stage", "open"):
            if task.act != "count" or task.id in self._asked:
                continue
            async with floor.at(task.place):
                if floor.book.waiting[task.place] or not await self._is_up_to_date():
                    continue
                self._asked.add(task.id)
                self._say(task)
            await floor.wait(COUNT_S)
            return True
        return False

    async def _is_up_to_date(self) -> bool:
        """Whether the screen shows all that was said of the bin."""
        if not self.hand.live.is_set():
            return False
        try:
            await self.hand.device.live(timeout_s=FRESH_S)
        except TimeoutError:
            return False
        return True

    def _say(self, task: ExceptionTask) -> None:
        floor = self.floor
        sku, lot = floor.lies_at[task.place]
        stock = self.hand.find(Stock, stock_id(task.place, sku, lot))
        if stock is None:
            return
        there = floor.bins[task.place]
        line = CountLine(
            product=sku, lot=lot, counted=there, quantity=stock.quantity, corrected=stock.corrected, ver=stock.ver
        )
        floor.book.done["bin counted"] += 1
        n = self.hand.do(CountRecord(location=task.place, lines=(line,), tasks=(task.id,), begun_at=1), task.place)
        floor.counted.append((self.hand.id, n, task.place))


async def ask_for_counts(hand: Hand) -> None:
    """Each hour a lead has a few bins counted."""
    floor = hand.floor
    while True:
        await floor.wait(3600)
        places = floor.chance.sample(sorted(floor.bins), min(COUNTED_AT_ONCE, len(floor.bins)))
        await hand.ask(CountAsk(warehouse=WAREHOUSE, places=tuple(places)))


def parcels(floor: Floor, cartons: Counter[str]) -> None:
    """Of what has left, some comes back."""
    for carton in sorted(cartons):
        if floor.odd(floor.odds.comes_back, "sent back by the customer"):
            floor.come_back.append(carton)
