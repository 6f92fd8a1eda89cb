"""A small house to simulate in: two warehouses, some products, a dozen people, and orders at all stages of the road."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from backend.domain.checkpoint.rows import Stage
from backend.domain.pack.block import SIZE
from backend.domain.people.roles import Role
from backend.domain.pick.wave import Way
from backend.domain.product.substitutes import Consent
from backend.ops.box.set import BoxSet
from backend.ops.checkpoint.set import CheckpointSet
from backend.ops.customer.add import CustomerAdd
from backend.ops.inbound.announce import AnnouncedLine, InboundAnnounce
from backend.ops.kernel import Op
from backend.ops.order.approve import OrderApprove
from backend.ops.order.consent import OrderConsent
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.pallet.add import PalletAdd
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.pick.ask import PickAsk
from backend.ops.pick.bind import PickBind
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.put import PickPut
from backend.ops.pick.release import PickRelease
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import PickShort
from backend.ops.product.add import NewBarcode, ProductAdd
from backend.ops.product.substitute import ProductSubstitute
from backend.ops.returns.open import ReturnsOpen
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.sscc.take import SsccTake
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.receive import StockReceive
from backend.scanning.sscc import sscc

HOUSES = ("ROT", "SZX")
PEOPLE: dict[str, tuple[Role, str]] = {
    "ana": ("picker", "ROT"), "ben": ("picker", "ROT"), "wei": ("picker", "SZX"), "priya": ("lead", "ROT"),
    "jonas": ("packer", "ROT"), "dora": ("dock", "ROT"), "ingrid": ("manager", ""), "sal": ("sales", ""),
    "kai": ("packer", "ROT"), "mei": ("packer", "SZX"), "luc": ("sales", ""), "sam": ("admin", ""),
    "ada": ("admin", ""), "rosa": ("receiver", "ROT"), "ren": ("receiver", "SZX"),
}  # fmt: skip
PRODUCTS = {"PEN": "4006381333931", "CUP": "5410013108009", "BOX": "8712345678906", "MLK": "8718452000005"}
BINS = ("A-01", "A-02", "B-01", "B-02")
DOOR, HELD = "RECEIVE", "QUARANTINE"
LOT, EXPIRY = "L1", "2027-06-30"
MILK = f"]C1010{PRODUCTS['MLK']}17{EXPIRY[2:].replace('-', '')}10"
"""The label of the one product that goes by lot, as far as its lot."""
LABELS: dict[str, tuple[str, int]] = {
    **{gtin: (sku, 1) for sku, gtin in PRODUCTS.items()}, "5410013109990": ("CUP", 6), "SKU-9": ("", 1),
    f"{MILK}{LOT}": ("MLK", 1), f"{MILK}L2": ("MLK", 1),
}  # fmt: skip
"""What stands on goods: the product and the units of each label, as a person reads it. One is nobody's."""
TOTES = ("T-0001", "T-0002", "T-0003", "T-0004")
APPROVED = 4
"""Orders of each warehouse that are approved; two more wait for a review."""
PACKER = {"ROT": "jonas", "SZX": "mei"}
CARTONS = 6
"""That stand open at the bench of each warehouse."""
EACH = 20
"""Units of each product in each bin."""
STRANGE = "9"
"""What numbers of nobody's begin with: those of an old roll of labels, of which each building has an end."""
OLD_LABELS = (sscc(9, "9521230", 1),)
INIT = "sys:init"
"""The device of all that is there before the first one."""
SENT, PACKED, SWAP = "sent", "packed", "swap"
"""After the house and a hyphen: an order that has left, one that stands packed in two cartons on a pallet, and one of
which a stop is short, with consent to something else, and a carton of the rest stands open at the bench, another on a
truck."""
TOGETHER: dict[Way, tuple[list[tuple[str, int]], ...]] = {
    "batch": ([("BOX", 1), ("PEN", 1)], [("BOX", 2)], [("BOX", 2), ("PEN", 1)]),
    "zone": ([("PEN", 1), ("BOX", 1)], [("CUP", 1), ("MLK", 2)]),
}
"""Runs of each house that are walked otherwise than order by order, each with what its orders want."""
QUESTIONS: tuple[
    tuple[str, Stage, Literal["yes_no", "figure"], Literal["person", "floor"], int | None, int | None], ...
] = (("cold-room", "pick", "figure", "floor", 20, 80), ("forklift", "home", "yes_no", "person", None, None))
"""Of each house: name, step, what is wanted, for whom an answer holds, from and to which tenths it is fine."""
BOXES = {"S": 30, "M": 120}
"""The kinds of boxes: grams of an empty one."""
INSTEAD = (("PEN", "CUP", 1, 1), ("BOX", "PEN", 2, 1), ("CUP", "PEN", 1, 1), ("MLK", "BOX", 1, 2))
"""What may go in place of what: so many of the second for so many of the first."""
OFF_THE_LIST = (("BOX", "CUP"), ("PEN", "BOX"))
"""What went in place of what once, and does no more."""
CONSENT: dict[str, Consent] = {"0": "always", "1": "never", "batch1": "always", "zone1": "always"}
"""What was agreed on substitutes for an order, before it was released; the customer wants to be asked."""


def grant_of(person: str) -> str:
    """The id of somebody's first grant."""
    return f"g-{person}"


def ops() -> Iterator[tuple[Op, str]]:
    """What is there before the first device: ops, and their authors."""
    yield from ((op, "system") for op in _furnished())
    for house in HOUSES:
        for n in range(6):
            yield order(f"{house}-{n}", house, [("PEN", 1 + n % 3), ("CUP", 2)]), "system"
            yield from _agreed(house, str(n))
            if n < APPROVED:
                yield OrderApprove(order=f"{house}-{n}"), "ingrid"
        yield PickRelease(run=f"{house}-r1", warehouse=house, orders=(f"{house}-0", f"{house}-1")), "ingrid"
        yield PickRelease(run=f"{house}-r2", warehouse=house, orders=(f"{house}-2",)), "ingrid"
        for number in range(1, CARTONS + 1):
            yield PackOpen(shipment=f"{house}-0", number=number), PACKER[house]
        yield from _walked_together(house)
    for i, house in enumerate(HOUSES):
        for op in _down_the_road(house, f"952123{i}"):
            yield op, "ingrid" if isinstance(op, OrderApprove) else "system"
        lines = (AnnouncedLine(product="PEN", quantity=12), AnnouncedLine(product="MLK", quantity=6))
        announced = InboundAnnounce(inbound=f"{house}-in", warehouse=house, number="PO-1", supplier="Vos", lines=lines)
        yield announced, "system"


def _agreed(house: str, order_: str) -> Iterator[tuple[Op, str]]:
    if order_ in CONSENT:
        yield OrderConsent(order=f"{house}-{order_}", substitutes=CONSENT[order_], by="customer"), "ingrid"


def _walked_together(house: str) -> Iterator[tuple[Op, str]]:
    """A batch, and a run that goes from zone to zone."""
    for way, wanted in TOGETHER.items():
        orders = [f"{house}-{way}{n}" for n in range(len(wanted))]
        for id_, lines in zip(orders, wanted, strict=True):
            yield order(id_, house, lines), "system"
            yield from _agreed(house, id_.partition("-")[2])
            yield OrderApprove(order=id_), "ingrid"
        yield PickRelease(run=f"{house}-{way}", warehouse=house, orders=tuple(orders), mode=way), "ingrid"
    for stop in ("batch/2", "batch/4", "zone/1", "zone/2"):  # two that may be replaced at once, and two to ask about
        yield PickShort(task=f"{house}-{stop}", units=1, reason="shelf_empty"), "system"
    yield PickAsk(task=f"{house}-zone/1", other="CUP", units=1), "system"


def _furnished() -> Iterator[Op]:
    """The houses, the goods, the people, and what lies in the bins."""
    for i, house in enumerate(HOUSES):
        yield StockAddWarehouse(warehouse=house, name_en=house, name_zh=house, company_prefix=f"952123{i}")
        places = [NewLocation(code=code, zone=code[0], pick_sequence=n) for n, code in enumerate(BINS)]
        places += [NewLocation(code=code, kind="tote") for code in TOTES] + [NewLocation(code="D1", kind="dock")]
        places += [NewLocation(code=DOOR, kind="receive"), NewLocation(code=HELD, kind="quarantine")]
        yield StockAddLocations(warehouse=house, locations=tuple(places))
        for code, grams in BOXES.items():
            yield BoxSet(
                warehouse=house, code=code, name_en=code, name_zh=code, length_mm=200, width_mm=200, height_mm=200,
                tare_g=grams, max_g=9_000,
            )  # fmt: skip
    for sku, gtin in PRODUCTS.items():
        codes = [NewBarcode(code=gtin)]
        codes += [NewBarcode(code=c, level="case", units=n) for c, (p, n) in LABELS.items() if p == sku and n > 1]
        yield ProductAdd(
            product=sku, name_en=sku, name_zh=sku, weight_g=10, barcodes=tuple(codes), lot_tracked=sku == "MLK"
        )  # fmt: skip
    for product, other, gives, per in INSTEAD:
        yield ProductSubstitute(product=product, other=other, gives=gives, per=per)
    for product, other in OFF_THE_LIST:
        yield ProductSubstitute(product=product, other=other, active=False)
    for person, (role, house) in PEOPLE.items():
        yield PeopleAdd(person=person, name=person.title())
        yield PeopleGrant(grant=grant_of(person), person=person, role=role, warehouse=house)
    yield CustomerAdd(customer="C1", number="1", name="Vos", credit_limit=10_000_000, country="NL")
    for house in HOUSES:
        for bin_, sku in zip(BINS, PRODUCTS, strict=True):
            lot, expiry = (LOT, EXPIRY) if sku == "MLK" else ("", None)
            yield StockReceive(
                warehouse=house, location=f"{house}/{bin_}", product=sku, quantity=EACH, lot=lot, expiry=expiry
            )  # fmt: skip


def _down_the_road(house: str, prefix: str) -> Iterator[Op]:
    """An order that has left and comes back, and one that is packed: late stages are met as often as early ones.

    Of the packed one a cup was short, and the office was asked about it, and has not answered.
    """
    sent, packed, run, truck = f"{house}-{SENT}", f"{house}-{PACKED}", f"{house}-r0", f"{house}-m0"
    for order_, line in ((sent, ("PEN", 2)), (packed, ("CUP", 5))):
        yield order(order_, house, [line])
        yield OrderApprove(order=order_)
    yield PickRelease(run=run, warehouse=house, orders=(sent, packed))
    for n, (sku, units, tote) in enumerate((("PEN", 2, "T-0005"), ("CUP", 4, "T-0006")), 1):
        yield PickBind(slot=f"{run}/{n}", raw=tote)
        yield PickScan(task=f"{run}/{n}", raw=PRODUCTS[sku], units=units)
        yield PickPut(task=f"{run}/{n}", raw=tote)
    yield PickShort(task=f"{run}/2", units=1, reason="shelf_empty")
    yield PickAsk(task=f"{run}/2", other="PEN", units=1)
    yield PickHandOver(run=run)
    for order_, number, sku in ((sent, 1, "PEN"), (packed, 1, "CUP"), (packed, 2, "CUP")):
        yield PackOpen(shipment=order_, number=number)
        yield PackScan(carton=f"{order_}/{number}", raw=PRODUCTS[sku], units=2)
        yield PackClose(carton=f"{order_}/{number}", weight_g=220)
    yield PackFinish(shipment=sent)
    yield PackFinish(shipment=packed)
    yield ShipOpen(manifest=truck, warehouse=house, dock="D1", carrier="DHL")
    yield ShipLoad(manifest=truck, raw=f"]C100{sscc(0, prefix, 1)}")
    yield ShipHandOver(manifest=truck, driver="Jo")
    for truck in ("m1", "m2"):  # two stand at the dock, and an order may be planned for either
        yield ShipOpen(manifest=f"{house}-{truck}", warehouse=house, dock="D1", carrier="DHL")
    yield from _half_on_a_truck(house, prefix)
    yield SsccTake(device=INIT, warehouse=house)
    for serial in (2, 3):
        yield PalletAdd(pallet=sscc(0, prefix, SIZE), warehouse=house, raw=f"]C100{sscc(0, prefix, serial)}")
    yield from _asked(house)
    for receipt in ("back", "again"):  # two people at two doors have begun it, each with half of the parcel
        yield ReturnsOpen(receipt=f"{house}-{receipt}", warehouse=house, raw=f"]C100{sscc(0, prefix, 1)}")


def _half_on_a_truck(house: str, prefix: str) -> Iterator[Op]:
    """An order that is on its way to the truck while a picker still looks for its last unit."""
    swap, truck = f"{house}-{SWAP}", f"{house}-m3"
    yield order(swap, house, [("CUP", 2), ("BOX", 1)])
    yield OrderConsent(order=swap, substitutes="always", by="customer")
    yield OrderApprove(order=swap)
    yield PickRelease(run=swap, warehouse=house, orders=(swap,))
    yield PickBind(slot=f"{swap}/1", raw="T-0007")
    yield PickScan(task=f"{swap}/1", raw=PRODUCTS["CUP"], units=2)
    yield PickPut(task=f"{swap}/1", raw="T-0007")
    yield PickShort(task=f"{swap}/2", units=1, reason="shelf_empty")
    for number in (1, 2):
        yield PackOpen(shipment=swap, number=number)
    yield PackScan(carton=f"{swap}/1", raw=PRODUCTS["CUP"], units=2)
    yield PackClose(carton=f"{swap}/1", weight_g=220)
    yield ShipOpen(manifest=truck, warehouse=house, dock="D1", carrier="DHL")
    yield ShipLoad(manifest=truck, raw=f"]C100{sscc(0, prefix, 4)}")


def _asked(house: str) -> Iterator[Op]:
    """What is looked at before work goes on."""
    for name, step, wants, per, least, most in QUESTIONS:
        yield CheckpointSet(
            warehouse=house, name=name, step=step, ask_en=f"{name}?", ask_zh=f"{name}？", wants=wants, per=per,
            least=least, most=most, hours=4,
        )  # fmt: skip


def order(
    id_: str, house: str, lines: list[tuple[str, int]], rep: str | None = None, *, good: bool = True
) -> OrderPlace:
    """An order of the one customer; one that is not good waits for a review."""
    return OrderPlace(
        order=id_, number=f"#{id_}", customer="C1", rep=rep, warehouse=house, total=100, placed_at=1,
        payment="paid" if good else "", ship_name="Vos", ship_street="Kade 1" if good else "", ship_city="Rotterdam",
        ship_zip="3011", ship_country="NL", lines=tuple(PlacedLine(product=p, quantity=q) for p, q in lines),
    )  # fmt: skip
