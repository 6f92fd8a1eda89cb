"""The sites that are rehearsed: how large they are, how often something goes wrong, and what stands in their bins."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from msgspec import Struct

from backend.domain.people.roles import Role
from backend.ops.box.set import BoxSet
from backend.ops.kernel import Op
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.product.add import NewBarcode, NewUnit, ProductAdd
from backend.ops.product.substitute import ProductSubstitute
from backend.ops.stock.add_locations import LOCATIONS_MAX, NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.receive import StockReceive
from backend.scanning.checkdigit import check_digit

WAREHOUSE = "REH"
DOOR, HELD = f"{WAREHOUSE}/RECEIVE", f"{WAREHOUSE}/QUARANTINE"
SOON, LATER = ("L1", "2027-03-31"), ("L2", "2027-09-30")
"""Lots and their dates: the first lies where it is picked, the second in a bin at the far end."""
DAY_H = 8.0
LINES_AN_ORDER, LINES_MOST = 3, 5
WEIGHT_G = 250
BOXES = {"S": 60, "M": 140, "L": 310}
"""The kinds of boxes: grams of an empty one."""
_PREFIX = "9521239"
"""Of the range that GS1 keeps for examples (952)."""


class Size(Struct, frozen=True, kw_only=True):
    """What a site does in a day of eight hours, and who is there to do it; one handheld each but for the office."""

    orders: int
    pickers: int
    packers: int
    docks: int
    receivers: int
    products: int
    trucks_in: int
    """Deliveries a day."""

    @property
    def handhelds(self) -> int:
        """Devices on the floor, the lead's included."""
        return self.pickers + self.packers + self.docks + self.receivers + 1


SIZES = {
    "small": Size(orders=100, pickers=2, packers=1, docks=1, receivers=1, products=60, trucks_in=4),
    "mid": Size(orders=1_000, pickers=9, packers=6, docks=2, receivers=2, products=300, trucks_in=20),
    "large": Size(orders=10_000, pickers=80, packers=45, docks=8, receivers=8, products=2_000, trucks_in=120),
}
"""Three orders lines each, 30 to 80 lines an hour and picker: the profiles that the field's own figures give."""


class Odds(Struct, frozen=True, kw_only=True):
    """How often something goes wrong: a share of lines, of cartons, or spells in an hour at one device."""

    wrong_item: float = 0.02
    over_pick: float = 0.01
    unseen: float = 0.005
    """Units that are there and are reported short."""
    wrong_tote: float = 0.01
    wrong_pack: float = 0.01
    wrong_truck: float = 0.02
    offline_an_hour: float = 1.0
    offline_s: tuple[float, float] = (120, 600)
    empty_bins: float = 0.05
    """Bins that hold far less than the books say."""
    deaths_a_day: float = 0.4
    """Batteries that fail, a picker and day; one at least in a rehearsal."""
    no_address: float = 0.04
    """Orders that the review holds and a manager lets go."""
    called_off: float = 0.02
    """Orders that the office calls off, wherever they are by then."""
    over_pack: float = 0.5
    """Of the times that more lies in a tote than was ordered."""
    by_lot: float = 0.1
    """Products that go by lot, in two bins with different dates."""
    other_count: float = 0.1
    """Lines of a delivery that bring one more, or one fewer, than was announced."""
    damaged: float = 0.1
    unannounced: float = 0.1
    twice: float = 0.05
    """Goods that are received twice by mistake, and parcels in which one more comes back than was sent."""
    comes_back: float = 0.03
    """Cartons that customers send back."""
    batch: float = 0.2
    """Runs that are walked product by product."""
    zone: float = 0.1
    """Runs whose totes go from zone to zone."""
    same_run: float = 0.02
    """Carts that somebody goes for although a colleague does."""
    agreed: float = 0.2
    """Orders of which the customer has said that something else may be sent; as many again want nothing else."""
    photo: float = 0.5
    """Of goods that are turned away at the door."""
    other_box: float = 0.2
    """Cartons of which the packer says the box."""
    planned: float = 0.5
    """Trucks whose stops are planned."""


class Item(Struct, frozen=True):
    """A product: where it lies, its code, and how much of it there is in the books and in the bin.

    One that goes by lot lies in a second bin, too: `far`, with a later date.
    """

    sku: str
    place: str
    code: str
    booked: int
    there: int
    far: str = ""
    far_units: int = 0

    @property
    def gtin(self) -> str:
        """The number on it."""
        return self.code.removeprefix("]E0")


class Person(Struct, frozen=True):
    """Somebody with the roles that they hold at this site."""

    id: str
    roles: tuple[Role, ...]


def people(size: Size) -> list[Person]:
    """Everybody of a site. The lead may decide on orders too, since a small site has nobody else who releases."""
    floor: list[tuple[str, Role, int]] = [
        ("picker", "picker", size.pickers), ("packer", "packer", size.packers), ("dock", "dock", size.docks),
        ("receiver", "receiver", size.receivers),
    ]  # fmt: skip
    found = [Person(f"{name}{i:03}", (role,)) for name, role, count in floor for i in range(1, count + 1)]
    return [*found, Person("lead", ("lead", "manager")), Person("office", ("service",)), Person("boss", ("manager",))]


def items(size: Size, orders: int, odds: Odds, chance: Random) -> list[Item]:
    """Goods for a day with so many orders; a few of the bins are nearly empty, whatever the books say."""
    found: list[Item] = []
    demand = orders * LINES_AN_ORDER * 2 // size.products + 10
    for i in range(size.products):
        body = f"{_PREFIX}{i:05}"
        booked = demand * 8
        there = max(1, demand // 4) if chance.random() < odds.empty_bins else booked
        place = f"{WAREHOUSE}/{'ABCDEFGH'[i % 8]}-{i // 8:04}"
        far = f"{WAREHOUSE}/Z-{i:04}" if chance.random() < odds.by_lot else ""
        code = f"]E0{body}{check_digit(body)}"
        found.append(Item(f"SKU{i:04}", place, code, booked, there, far, demand * 4 if far else 0))
    return found


def ops(size: Size, goods: list[Item]) -> Iterator[Op]:
    """The house, its places, people and goods, before the first order."""
    yield StockAddWarehouse(warehouse=WAREHOUSE, name_en="Rehearsal", name_zh="演练仓", company_prefix=_PREFIX)
    bins = sorted([item.place for item in goods] + [item.far for item in goods if item.far])
    places = [
        NewLocation(code=place.rpartition("/")[2], zone=place[4], pick_sequence=n) for n, place in enumerate(bins, 1)
    ]
    places += [NewLocation(code="RECEIVE", kind="receive"), NewLocation(code="QUARANTINE", kind="quarantine")]
    for start in range(0, len(places), LOCATIONS_MAX):
        yield StockAddLocations(warehouse=WAREHOUSE, locations=tuple(places[start : start + LOCATIONS_MAX]))
    for code, grams in BOXES.items():
        yield BoxSet(
            warehouse=WAREHOUSE, code=code, name_en=code, name_zh=code, length_mm=400, width_mm=300, height_mm=200,
            tare_g=grams, max_g=30_000,
        )  # fmt: skip
    for person in people(size):
        yield PeopleAdd(person=person.id, name=person.id.capitalize())
        for role in person.roles:
            where = "" if role in {"manager", "service"} else WAREHOUSE
            yield PeopleGrant(grant=f"{person.id}-{role}", person=person.id, role=role, warehouse=where)
    for item in goods:
        yield ProductAdd(
            product=item.sku, name_en=item.sku, name_zh=item.sku, weight_g=WEIGHT_G,
            units=(NewUnit(level="each", units=1, weight_g=WEIGHT_G),),
            barcodes=(NewBarcode(code=item.gtin, level="each", units=1),), lot_tracked=bool(item.far),
        )  # fmt: skip
        yield _stock(item.sku, item.place, item.booked, *(SOON if item.far else ("", None)))
        if item.far:
            yield _stock(item.sku, item.far, item.far_units, *LATER)

    for sku, other in in_place_of(goods).items():
        yield ProductSubstitute(product=sku, other=other)


def in_place_of(goods: list[Item]) -> dict[str, str]:
    """What may go in place of what: the next product, unless it goes by lot."""
    following = zip(goods, [*goods[1:], *goods[:1]], strict=True)
    return {item.sku: other.sku for item, other in following if not other.far}


def _stock(sku: str, place: str, units: int, lot: str, expiry: str | None) -> StockReceive:
    return StockReceive(warehouse=WAREHOUSE, location=place, product=sku, quantity=units, lot=lot, expiry=expiry)
