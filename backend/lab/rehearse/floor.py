"""The floor as it is, apart from all books: what lies where, and what waits to be carried on."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from random import Random
from typing import TYPE_CHECKING

from backend.lab.rehearse.book import Book
from backend.lab.rehearse.clock import Clock
from backend.lab.rehearse.site import LATER, SOON, Item, Odds, Size, in_place_of

if TYPE_CHECKING:
    from backend.lab.rehearse.receiving import Delivery


class Door:
    """What comes in and comes back, until it lies in a bin."""

    def __init__(self) -> None:
        self.at_the_door: deque[Delivery] = deque()
        self.door: Counter[str] = Counter()
        """Units that were taken in and not put away yet."""
        self.received: Counter[str] = Counter()
        self.come_back: deque[str] = deque()
        """Cartons that a customer has sent back, and nobody has opened."""
        self.returned: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        """In quarantine."""
        self.counted: list[tuple[str, int, str]] = []
        """Device, number of the op, and place of each count."""


class Carts(Door):
    """What walks have left on carts, for whoever goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.loose: dict[str, Counter[str]] = defaultdict(Counter)
        """By run, what lies on its cart for several orders together, until it is shared out."""
        self.added: dict[str, list[str]] = defaultdict(list)
        """By run, stops for another product at its end."""
        self.more_lines: dict[str, list[str]] = defaultdict(list)
        """By order, the lines of other products."""
        self.gone_for: set[str] = set()
        """Runs whose cart somebody has gone for."""
        self.borders: deque[tuple[str, str, str]] = deque()
        """Runs whose totes stand at the border of a zone: with the zone, and a tote."""


class Floor(Carts):
    """Bins, bags of orders, cartons and trucks, and the clock that everybody lives by. Changed at one stroke only."""

    def __init__(self, size: Size, odds: Odds, goods: list[Item], chance: Random, speed: float) -> None:
        super().__init__()
        self.size, self.odds, self.chance = size, odds, chance
        self.book, self.clock = Book(), Clock(speed)
        self.goods = {item.sku: item for item in goods}
        self.bins = {item.place: item.there for item in goods}
        self.bins |= {item.far: item.far_units for item in goods if item.far}
        self.lies_at = {item.place: (item.sku, SOON[0] if item.far else "") for item in goods}
        """By bin, its product and lot: each has one."""
        self.lies_at |= {item.far: (item.sku, LATER[0]) for item in goods if item.far}
        self.bags: dict[str, Counter[str]] = defaultdict(Counter)
        """By order, what lies in its tote."""
        self.instead = in_place_of(goods)
        self.cartons: dict[str, Counter[str]] = defaultdict(Counter)
        """By carton."""
        self.trucks: dict[str, dict[str, str]] = defaultdict(dict)
        """By manifest, the cartons on it and their orders."""
        self.gone: dict[str, str] = {}
        """Cartons that have left, and with which manifest."""
        self.totes = deque(f"T-{n:05}" for n in range(1, size.orders + size.pickers * 24 + 1))
        self.bound: dict[str, str] = {}
        """By slot, the tote that stands in it."""
        self.to_pack: deque[str] = deque()
        self.to_load: deque[str] = deque()
        self.abandoned: deque[str] = deque()
        """Runs whose device died, for a colleague."""
        self.numbers: dict[str, str] = {}
        """Orders by the number on their papers."""
        self.placed: set[str] = set()
        self.shipped: set[str] = set()
        self.hidden: Counter[str] = Counter({item.place: item.booked - item.there for item in goods})
        """Units that the books have at a bin and nobody will find; none once it was counted."""
        self.ends_at, self.stops = 0.0, False
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def now(self) -> float:
        """Seconds of the day that is played."""
        return self.clock.now()

    async def wait(self, seconds: float) -> None:
        """Somebody walks, or handles goods. It varies, as people do; never below a third nor above three times."""
        await self.clock.sleep(seconds * min(3.0, max(0.33, self.chance.lognormvariate(-0.08, 0.4))))

    def label(self, sku: str, place: str = "") -> str:
        """What is scanned of goods that lie at a place; at no bin as it comes from the supplier."""
        item = self.goods[sku]
        lot = SOON if place != item.far else LATER
        date = lot[1][2:].replace("-", "")
        return f"]C101{item.gtin.zfill(14)}17{date}10{lot[0]}" if item.far else item.code

    def at(self, place: str) -> asyncio.Lock:
        """Room for one in front of a bin: who counts it does so while nobody takes from it."""
        return self._locks[place]

    def odd(self, share: float, what: str) -> bool:
        """Whether something goes wrong this time; counted if so."""
        is_so = self.chance.random() < share
        self.book.done[what] += is_so
        return is_so

    @property
    def is_over(self) -> bool:
        """Every order that came is on the road, no more will come, and what came back is opened; or it is late."""
        return self.stops or (self.now() > self.ends_at and self.placed <= self.shipped and not self.come_back)
