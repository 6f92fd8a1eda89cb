"""A file of orders goes in once, whole orders only, and each row that stays out says why."""

from __future__ import annotations

import asyncio
from pathlib import Path

from backend.app import opened
from backend.domain.order.rows import Order
from backend.domain.stock.rows import StockPosition
from backend.exchange.intake.orders import Intake, take_in
from backend.lab.world.build import WAREHOUSE, furnish
from backend.lab.world.read import sample_orders
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.engine import Store
from backend.store.tables import METADATA
from backend.sync.service import Sync


async def fresh(path: Path) -> Settings:
    settings = Settings(data_dir=path)
    store = Store(settings.database)
    await store.write(METADATA.create_all)
    await store.close()
    return settings


async def intake(sync: Sync, content: bytes) -> tuple[Intake, list[Order]]:
    report = await take_in(sync, content, WAREHOUSE)
    return report, await sync.store.read(lambda c: stored.load_all(c, Order))


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        async with opened(await fresh(tmp_path)) as parts:
            await furnish(parts.sync)
            first, orders = await intake(parts.sync, sample_orders())
            again, after = await intake(parts.sync, sample_orders())
            assert len(first.placed) == len(orders) == 13
            assert (again.placed, again.there_before, after) == ((), first.placed, orders)

    asyncio.run(work())


def test_an_unknown_sku_keeps_its_order_out_and_names_row_and_column(tmp_path: Path) -> None:
    async def work() -> None:
        async with opened(await fresh(tmp_path)) as parts:
            await furnish(parts.sync)
            whole, _ = await intake(parts.sync, b"")
            assert whole.placed == ()
            spoilt = sample_orders().replace(b"WIN-CHMP-75", b"NO-SUCH-SKU")
            report, orders = await intake(parts.sync, spoilt)
            unknown = [p for p in report.problems if p.code == "unknown_sku"]
            assert unknown
            assert {(p.column, p.value) for p in unknown} == {("Lineitem sku", "NO-SUCH-SKU")}
            lines = spoilt.decode().splitlines()
            assert all("NO-SUCH-SKU" in lines[p.row - 1] for p in unknown)
            assert "#10405" not in {o.number for o in orders}

    asyncio.run(work())


def test_an_order_that_was_refused_can_be_brought_in_once_the_reason_is_gone(tmp_path: Path) -> None:
    async def work() -> None:
        async with opened(await fresh(tmp_path)) as parts:
            await furnish(parts.sync)
            refused = await take_in(parts.sync, sample_orders(), "NOWHERE")
            assert refused.placed == ()
            assert {p.code for p in refused.problems} >= {"not_found"}
            report, orders = await intake(parts.sync, sample_orders())
            assert len(report.placed) == len(orders) == 13

    asyncio.run(work())


def test_a_world_furnished_again_on_another_day_is_the_same(tmp_path: Path) -> None:
    async def work() -> None:
        async with opened(await fresh(tmp_path)) as parts:
            await furnish(parts.sync)
            before = await parts.sync.store.read(lambda c: stored.load_all(c, StockPosition))
            parts.sync.clock = lambda: 1_900_000_000_000
            await furnish(parts.sync)
            assert await parts.sync.store.read(lambda c: stored.load_all(c, StockPosition)) == before

    asyncio.run(work())
