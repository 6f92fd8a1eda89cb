"""A floor of 14,000 rows as one warehouse has them on a busy day: places, goods on them, carts under way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from backend.app import opened
from backend.domain.order.rows import Order
from backend.domain.outcome import Out
from backend.domain.pick.carts import SLOTS_MAX
from backend.lab.world.build import MANAGER, WAREHOUSE, first_orders, first_run, furnish, let_in
from backend.lab.world.read import read_world
from backend.ops.kernel import Op
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.release import PickRelease
from backend.ops.product.add import NewBarcode, ProductAdd
from backend.ops.stock.add_locations import LOCATIONS_MAX, NewLocation, StockAddLocations
from backend.ops.stock.receive import StockReceive
from backend.scanning.checkdigit import check_digit
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.store.tables import MEMBER, TABLES
from backend.sync.decide import SYSTEM
from backend.sync.service import OwnOp, Sync
from tests.browser.served import apart

ROWS = 14_000
PICKER = "ana"
BINS, UNITS = 2_836, 200
RUNS, LINES = 27, 5
SCANS = 5_000
"""Units of the one stop that `record` is measured with."""
CODES = 20_000
CODES_A_PRODUCT = 10

T = TypeVar("T")


def _cut(all_: Sequence[T], most: int) -> list[tuple[T, ...]]:
    return [tuple(all_[at : at + most]) for at in range(0, len(all_), most)]


def _bins() -> list[NewLocation]:
    codes = [(zone, bay, level) for zone in "EFGHJKLM" for bay in range(100) for level in range(4)]
    return [
        NewLocation(code=f"{zone}-{bay:02}-{level:02}", zone=zone, pick_sequence=n, check_digits=f"{n % 100:02}")
        for n, (zone, bay, level) in enumerate(codes[:BINS], 10_000)
    ]


def _goods(bins: Sequence[NewLocation]) -> list[Op]:
    goods = [p.sku for p in read_world().products if p.lot_tracked != "yes"]
    return [
        StockReceive(
            warehouse=WAREHOUSE, location=f"{WAREHOUSE}/{place.code}", product=goods[n % len(goods)], lot="",
            expiry=None, quantity=SCANS + UNITS if n < len(goods) else UNITS,
        )
        for n, place in enumerate(bins)
    ]  # fmt: skip


def _catalog(codes: int) -> list[Op]:
    """Goods that nobody wants today, with so many barcodes."""
    numbers = [f"9529{n:08}" for n in range(codes)]
    return [
        ProductAdd(
            product=f"BENCH-{n}", name_en=f"Thing {n}", name_zh=f"货品 {n}",
            barcodes=tuple(NewBarcode(code=f"{number}{check_digit(number)}") for number in some),
        )
        for n, some in enumerate(_cut(numbers, CODES_A_PRODUCT))
    ]  # fmt: skip


def _order(n: int, skus: Sequence[str], quantities: Sequence[int]) -> OrderPlace:
    lines = tuple(
        PlacedLine(product=skus[(n * 7 + k * 13) % len(skus)], quantity=units, unit_price=1)
        for k, units in enumerate(quantities)
    )
    return OrderPlace(
        order=f"bench-{n}", number=f"B{n}", channel="bench", warehouse=WAREHOUSE, lines=lines,
        total=sum(quantities), payment="paid", placed_at=n, ship_name="Café Maas", ship_street="Kade 1",
        ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
    )  # fmt: skip


async def _do(sync: Sync, ops: Sequence[Op], author: str = SYSTEM) -> None:
    for some in _cut(ops, 50):
        outcomes = await sync.record("sys:bench", [OwnOp(op, author=author) for op in some])
        assert {o.out for o in outcomes} <= {Out.APPLIED}, next(o for o in outcomes if o.out != Out.APPLIED)


async def _released(sync: Sync) -> None:
    """Carts with as many orders as they take, of which ana has one with a stop that does not end."""
    skus = [p.sku for p in read_world().products if p.lot_tracked != "yes"]
    count = RUNS * SLOTS_MAX
    orders = [_order(n, skus, [1 + k for k in range(LINES)]) for n in range(count)]
    await _do(sync, [_order(count, skus, [SCANS]), *orders])
    approved = await sync.store.read(lambda c: stored.load_all(c, Order, TABLES[Order].c.stage == "approved"))
    ours = sorted((o.id for o in approved if o.channel == "bench"), key=lambda id_: int(id_.split("-")[1]))
    runs = [*_cut(ours[:-1], SLOTS_MAX), tuple(ours[-1:])]
    await _do(
        sync,
        [PickRelease(run=f"bench-{n}", warehouse=WAREHOUSE, orders=some) for n, some in enumerate(runs)],
        MANAGER,
    )
    await _do(sync, [PickClaim(run=f"bench-{len(runs) - 1}")], PICKER)


async def _held(sync: Sync) -> int:
    return len(
        await sync.store.read(lambda c: c.execute(MEMBER.select().where(MEMBER.c.scope == f"wh:{WAREHOUSE}")).all())
    )


def build(data_dir: Path, codes: int = 0) -> Settings:
    """The demo world, let in, with the floor of `ROWS` rows and so many more barcodes."""
    settings = Settings(data_dir=data_dir)

    async def work() -> None:
        async with opened(settings) as parts:
            sync = parts.sync
            await furnish(sync)
            await let_in(parts)
            await first_orders(sync)
            await first_run(sync)
            bins = _bins()
            await _do(
                sync, [StockAddLocations(warehouse=WAREHOUSE, locations=some) for some in _cut(bins, LOCATIONS_MAX)]
            )
            await _do(sync, _goods(bins))
            await _do(sync, _catalog(codes))
            await _released(sync)
            held = await _held(sync)
            assert ROWS <= held < ROWS + 10, held

    upgrade(settings.database)
    apart(work)
    return settings
