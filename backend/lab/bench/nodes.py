"""The figures of several server processes over one PostgreSQL that waits for the disk at each commit."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from backend.app import opened
from backend.domain.outcome import Out
from backend.lab import cluster
from backend.lab.bench import crowd
from backend.lab.bench.load import Device
from backend.lab.bench.quick import CHUNK, OPS_A_DEVICE, Figure, scans
from backend.ops.kernel import Op
from backend.ops.order.approve import OrderApprove
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.release import PickRelease
from backend.ops.product.add import ProductAdd
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.receive import StockReceive
from backend.settings import Settings
from backend.store.migrate import upgrade
from backend.sync.service import OwnOp, Sync

WAREHOUSES, DEVICES, PROCESSES = 16, 50, 2
MANY = 1_000_000
SETTINGS = ("shared_buffers=256MB", "max_wal_size=2GB", "autovacuum_naptime=10s")


def _house(i: int) -> list[Op]:
    """A warehouse with one bin, one product, one picker, and an order that may be picked."""
    code, sku = f"W{i:02}", f"SKU{i:02}"
    place = StockAddLocations(warehouse=code, locations=(NewLocation(code="A-01-01", pick_sequence=1),))
    return [
        StockAddWarehouse(warehouse=code, name_en=code, name_zh=code, company_prefix=f"95212{i:02}"),
        place,
        ProductAdd(product=sku, name_en=sku, name_zh=sku, weight_g=10),
        StockReceive(warehouse=code, location=f"{code}/A-01-01", product=sku, quantity=MANY),
        PeopleAdd(person=f"picker{i:02}", name=f"Picker {i}"),
        PeopleGrant(grant=f"g{i:02}", person=f"picker{i:02}", role="picker", warehouse=code),
        OrderPlace(
            order=f"o{i:02}", number=f"#{i}", channel="bench", warehouse=code, total=500, placed_at=i,
            lines=(PlacedLine(product=sku, quantity=5, unit_price=100),), ship_name="Café Maas", ship_street="Kade 1",
            ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
        ),
        OrderApprove(order=f"o{i:02}"),
        PickRelease(run=f"r{i:02}", warehouse=code, orders=(f"o{i:02}",)),
        PickClaim(run=f"r{i:02}"),
    ]  # fmt: skip


async def _furnish(sync: Sync) -> None:
    boss = (PeopleAdd(person="boss", name="Boss"), PeopleGrant(grant="g", person="boss", role="manager", warehouse=""))
    for op in (*boss, *(op for i in range(WAREHOUSES) for op in _house(i))):
        author = "boss" if isinstance(op, OrderApprove) else "system"
        if isinstance(op, PickClaim):
            author = f"picker{op.run[1:]}"
        (outcome,) = await sync.record("sys:bench", [OwnOp(op, author=author)])
        assert outcome.out is Out.APPLIED, (op, outcome)


async def _drain(device: Device, warehouse: int) -> None:
    for _ in range(OPS_A_DEVICE // CHUNK):
        ops = scans(device, f"r{warehouse:02}/1", f"SKU{warehouse:02}", CHUNK)
        _, answer = await device.push(ops)
        bad = [o for o in answer["outcomes"] if o["out"] not in {"applied", "exception"}]
        assert not bad, bad[:2]


async def _rate(devices: list[Device]) -> float:
    """Durable ops a second of all devices, each in the warehouse of its number."""
    start = time.perf_counter()
    await asyncio.gather(*(_drain(d, i % WAREHOUSES) for i, d in enumerate(devices)))
    return len(devices) * OPS_A_DEVICE / (time.perf_counter() - start)


async def _connected(devices: list[Device], bases: list[str], *, by_warehouse: bool) -> None:
    for i, device in enumerate(devices):
        device.base = bases[(i % WAREHOUSES if by_warehouse else i // WAREHOUSES) % len(bases)]
        await device.open()


async def measure(rounds: int = 3) -> list[Figure]:
    """50 devices with 200 queued ops each, in 16 warehouses, over 2 processes."""
    from backend.lab.bench.run import running  # that one asks for this one

    with (
        tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder,
        cluster.cluster(*SETTINGS) as place,
    ):
        settings = Settings(data_dir=Path(folder), database=cluster.make(place, "bench"))
        await asyncio.to_thread(upgrade, settings.database)
        async with opened(settings) as parts:
            await _furnish(parts.sync)
            devices = [
                device
                for i in range(DEVICES)
                for device in await crowd.enrolled(parts, "", f"picker{i % WAREHOUSES:02}", 1)
            ]
        async with AsyncExitStack() as stack:
            started = [
                await stack.enter_async_context(running(settings.data_dir, settings.database)) for _ in range(PROCESSES)
            ]
            found: list[Figure] = []
            for name, by_warehouse in (("a warehouse's devices on one", True), ("devices on any", False)):
                await _connected(devices, [base for base, _ in started], by_warehouse=by_warehouse)
                best = max([await _rate(devices) for _ in range(rounds)])
                for device in devices:
                    await device.close()
                found.append(Figure(f"PostgreSQL, 2 processes, {name}", best, "ops/s"))
            return found
