"""A small house to simulate in: two warehouses, a few products, nine people, and orders at all stages of the road."""

from __future__ import annotations

from collections.abc import Iterator

from backend.domain.people.roles import Role
from backend.ops.customer.add import CustomerAdd
from backend.ops.kernel import Op
from backend.ops.order.approve import OrderApprove
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.pick.release import PickRelease
from backend.ops.product.add import NewBarcode, ProductAdd
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.receive import StockReceive

HOUSES = ("ROT", "SZX")
PEOPLE: dict[str, tuple[Role, str]] = {
    "ana": ("picker", "ROT"), "ben": ("picker", "ROT"), "wei": ("picker", "SZX"), "priya": ("lead", "ROT"),
    "jonas": ("packer", "ROT"), "dora": ("dock", "ROT"), "ingrid": ("manager", ""), "sal": ("sales", ""),
    "luc": ("sales", ""), "sam": ("admin", ""), "ada": ("admin", ""),
}  # fmt: skip
PRODUCTS = {"PEN": "4006381333931", "CUP": "5410013108009", "BOX": "8712345678906"}
BINS = ("A-01", "A-02", "B-01")
TOTES = ("T-0001", "T-0002", "T-0003", "T-0004")
APPROVED = 4
"""Orders of each warehouse that are approved; two more wait for a review."""
EACH = 20
"""Units of each product in each bin."""


def grant_of(person: str) -> str:
    """The id of somebody's first grant."""
    return f"g-{person}"


def ops() -> Iterator[tuple[Op, str]]:
    """What is there before the first device: ops, and their authors."""
    for i, house in enumerate(HOUSES):
        yield StockAddWarehouse(warehouse=house, name_en=house, name_zh=house, company_prefix=f"952123{i}"), "system"
        places = [NewLocation(code=code, pick_sequence=n) for n, code in enumerate(BINS)]
        places += [NewLocation(code=code, kind="tote") for code in TOTES] + [NewLocation(code="D1", kind="dock")]
        yield StockAddLocations(warehouse=house, locations=tuple(places)), "system"
    for sku, gtin in PRODUCTS.items():
        codes = (NewBarcode(code=gtin),)
        yield ProductAdd(product=sku, name_en=sku, name_zh=sku, weight_g=10, barcodes=codes), "system"
    for person, (role, house) in PEOPLE.items():
        yield PeopleAdd(person=person, name=person.title()), "system"
        yield PeopleGrant(grant=grant_of(person), person=person, role=role, warehouse=house), "system"
    yield CustomerAdd(customer="C1", number="1", name="Vos", credit_limit=10_000_000, country="NL"), "system"
    for house in HOUSES:
        for bin_, sku in zip(BINS, PRODUCTS, strict=True):
            receive = StockReceive(warehouse=house, location=f"{house}/{bin_}", product=sku, quantity=EACH)
            yield receive, "system"
    for house in HOUSES:
        for n in range(6):
            yield order(f"{house}-{n}", house, [("PEN", 1 + n % 3), ("CUP", 2)]), "system"
            if n < APPROVED:
                yield OrderApprove(order=f"{house}-{n}"), "ingrid"
        yield PickRelease(run=f"{house}-r1", warehouse=house, orders=(f"{house}-0", f"{house}-1")), "ingrid"
        yield PickRelease(run=f"{house}-r2", warehouse=house, orders=(f"{house}-2",)), "ingrid"


def order(
    id_: str, house: str, lines: list[tuple[str, int]], rep: str | None = None, *, good: bool = True
) -> OrderPlace:
    """An order of the one customer; one that is not good waits for a review."""
    return OrderPlace(
        order=id_, number=f"#{id_}", customer="C1", rep=rep, warehouse=house, total=100, placed_at=1,
        payment="paid" if good else "", ship_name="Vos", ship_street="Kade 1" if good else "", ship_city="Rotterdam",
        ship_zip="3011", ship_country="NL", lines=tuple(PlacedLine(product=p, quantity=q) for p, q in lines),
    )  # fmt: skip
