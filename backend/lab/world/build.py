"""Builds a world the way everything is done here: as ops, sent down the one road. Building it twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from backend.api.auth.set_up import add_account
from backend.api.parts import Parts
from backend.domain.order.rows import Order
from backend.domain.outcome import Out
from backend.exchange.intake.orders import Intake, take_in
from backend.lab.world.entries import CustomerEntry, ProductEntry, World
from backend.lab.world.incoming import incoming
from backend.lab.world.read import read_world, sample_orders
from backend.ops.box.set import BoxSet
from backend.ops.customer.add import CustomerAdd
from backend.ops.kernel import Op
from backend.ops.lease.grant import LeaseGrant
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.pick.release import PickRelease
from backend.ops.printer.set import PrinterSet
from backend.ops.product.add import NewBarcode, NewUnit, ProductAdd
from backend.ops.stock.add_locations import LOCATIONS_MAX, NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.receive import StockReceive
from backend.store import rows as stored
from backend.store.tables import TABLES
from backend.sync.service import OwnOp, Sync, own_id

DEVICE = "sys:init"
WAREHOUSE = "ROT"
MANAGER = "ingrid"
SELLER, FIELD = "luc", "sys:field"
SOLD_IN_A_SHIFT = {"COF-ESPR-1": 6, "COF-CAPS-100": 4, "TAB-ESPS-12": 5}
PASSWORD = "tote-demo-day"  # noqa: S105  (the demo's, printed on start; a real server has none)
RUN_TASKS = 12
Progress = Callable[[int, int], None]


def ops(world: World, today: date) -> Iterator[Op]:
    """Everything that is there before the first order: places, boxes, people, goods, customers, stock."""
    for w in world.warehouses:
        yield StockAddWarehouse(
            warehouse=w.code, name_en=w.name_en, name_zh=w.name_zh, company_prefix=w.company_prefix, street=w.street,
            city=w.city, zip=w.zip, country=w.country, time_zone=w.time_zone,
        )  # fmt: skip
        yield from _locations(world, w.code)
    for b in world.boxes:
        yield BoxSet(
            warehouse=b.warehouse, code=b.code, name_en=b.name_en, name_zh=b.name_zh, length_mm=b.length_mm,
            width_mm=b.width_mm, height_mm=b.height_mm, tare_g=b.tare_g, max_g=b.max_g,
        )  # fmt: skip
    yield from (_product(p) for p in world.products)
    for p in world.people:
        yield PeopleAdd(person=p.id, name=p.name, language=p.language)
        yield PeopleGrant(grant=f"grant-{p.id}", person=p.id, role=p.role, warehouse=p.warehouse)
    yield from (_customer(c) for c in world.customers)
    for s in world.stock:
        expiry = None if s.expires_in_days is None else (today + timedelta(s.expires_in_days)).isoformat()
        yield StockReceive(
            warehouse=s.warehouse, location=f"{s.warehouse}/{s.location}", product=s.sku, lot=s.lot, expiry=expiry,
            quantity=s.quantity,
        )  # fmt: skip


def _locations(world: World, warehouse: str) -> Iterator[Op]:
    places = [
        NewLocation(code=p.code, kind=p.kind, zone=p.zone, pick_sequence=p.pick_sequence, check_digits=p.check_digits)
        for p in world.locations
        if p.warehouse == warehouse and p.kind != "outside"
    ]
    for start in range(0, len(places), LOCATIONS_MAX):
        yield StockAddLocations(warehouse=warehouse, locations=tuple(places[start : start + LOCATIONS_MAX]))


def _product(p: ProductEntry) -> ProductAdd:
    units = [
        NewUnit(
            level=x.level,
            units=x.units,
            weight_g=x.weight_g,
            length_mm=x.length_mm,
            width_mm=x.width_mm,
            height_mm=x.height_mm,
        )
        for x in p.packs
    ]
    codes = [NewBarcode(code=x.gtin, level=x.level, units=x.units) for x in p.packs]
    return ProductAdd(
        product=p.sku, name_en=p.name_en, name_zh=p.name_zh, product_class=p.product_class, weight_g=p.weight_g,
        lot_tracked=p.lot_tracked == "yes", shelf_life_days=p.shelf_life_days, units=tuple(units),
        barcodes=tuple(codes),
    )  # fmt: skip


def _customer(c: CustomerEntry) -> CustomerAdd:
    since = int(datetime.combine(c.since, time(), UTC).timestamp() * 1000)
    name = f"{c.name_en} {c.name_zh}".strip()
    return CustomerAdd(
        customer=f"C-{c.number}", number=c.number, name=name, email=c.email, rep=c.rep, currency=c.currency,
        credit_limit=c.credit_limit_minor, since=since, street=c.street, city=c.city, zip=c.zip, country=c.country,
        phone=c.phone,
    )  # fmt: skip


async def furnish(sync: Sync, world: World | None = None, progress: Progress | None = None) -> None:
    """Send the world's ops. Each has an id of its own content, so that a second time changes nothing."""
    today = datetime.fromtimestamp(sync.clock() / 1000, UTC).date()
    todo = [OwnOp(op, _id(op)) for op in ops(world or read_world(), today)]
    for start in range(0, len(todo), 50):
        await _applied(sync, todo[start : start + 50])
        if progress:
            progress(min(start + 50, len(todo)), len(todo))


def _id(op: Op) -> str:
    """The same on every day: when goods expire counts from the day that they were received."""
    undated = msgspec.structs.replace(op, expiry=None) if isinstance(op, StockReceive) else op
    return own_id("world", op.kind, msgspec.json.encode(undated).decode())


async def _applied(sync: Sync, todo: Sequence[OwnOp]) -> None:
    for op, outcome in zip(todo, await sync.record(DEVICE, todo), strict=True):
        assert outcome.out is Out.APPLIED, (op.body, outcome)


async def first_orders(sync: Sync) -> Intake:
    """Take in the sample file."""
    return await take_in(sync, sample_orders(), WAREHOUSE)


async def first_run(sync: Sync) -> None:
    """The manager releases what the rules approved, oldest first, as one run of about a dozen stops."""
    approved = await sync.store.read(lambda c: stored.load_all(c, Order, TABLES[Order].c.stage == "approved"))
    chosen: list[str] = []
    stops = 0
    for order in sorted(approved, key=lambda o: o.number):
        if len(chosen) < 2 or stops + order.lines <= RUN_TASKS:  # noqa: PLR2004  (a cart with one order is no cart)
            chosen.append(order.id)
            stops += order.lines
    release = PickRelease(run=own_id("world", "run"), warehouse=WAREHOUSE, orders=tuple(chosen))
    await _applied(sync, [OwnOp(release, own_id("world", "release"), MANAGER)])


async def first_leases(sync: Sync) -> None:
    """The sales person is in the field with stock to promise, on a phone that is not at hand here."""
    asked = [
        LeaseGrant(
            lease=own_id("world", "lease", product), device=FIELD, person=SELLER, warehouse=WAREHOUSE, product=product,
            demand=demand, hours=10,
        )
        for product, demand in SOLD_IN_A_SHIFT.items()
    ]  # fmt: skip
    outcomes = await sync.record(FIELD, [OwnOp(ask, own_id("world", ask.lease), SELLER) for ask in asked])
    assert {outcome.out for outcome in outcomes} == {Out.APPLIED}, outcomes


async def first_printers(sync: Sync) -> None:
    """Printers as a floor has them. Nobody has plugged these in: what is sent to them waits, and says why."""
    there = [
        PrinterSet(printer="pack-1", warehouse="ROT", name="Pack bench 1", host="zebra-pack-1.tote.example"),
        PrinterSet(
            printer="shelf-1", warehouse="ROT", name="Shelf labels", host="zebra-shelf-1.tote.example", dpi=300,
            width_mm=72, height_mm=38, active=False, note="On the trolley by aisle A",
        ),
        PrinterSet(printer="pack-szx", warehouse="SZX", name="包装台 1", host="zebra-pack-1.szx.tote.example"),
    ]  # fmt: skip
    await _applied(sync, [OwnOp(printer, own_id("world", "printer", printer.printer)) for printer in there])


async def first_deliveries(sync: Sync) -> None:
    """Suppliers have said what they send."""
    await _applied(sync, [OwnOp(op, own_id("world", op.kind, str(n))) for n, op in enumerate(incoming(sync))])


async def let_in(parts: Parts, password: str = PASSWORD) -> list[tuple[str, str, str]]:
    """Give everybody in the world a sign-in with one password; returns (login, role, warehouse)."""
    hashed, now = await parts.passwords.hash(password), parts.clock()
    world = read_world()
    for p in world.people:
        await parts.store.write(lambda c, p=p: add_account(c, p.id, p.id, hashed, now))  # type: ignore[misc]
    return [(p.id, p.role, p.warehouse) for p in world.people]
