"""Sets up a world on this machine's disk, starts a server over it in another process, and measures."""

from __future__ import annotations

import asyncio
import socket
import sys
import tempfile
import time
import urllib.error
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend.app import opened
from backend.domain.outcome import Out
from backend.domain.pick.rows import PickTask
from backend.domain.product.rows import Barcode
from backend.lab.bench import codes, crowd, labels
from backend.lab.bench.load import call
from backend.lab.bench.quick import Figure, measure
from backend.lab.world.build import DEVICE, MANAGER, PASSWORD, WAREHOUSE, first_orders, first_run, furnish, let_in
from backend.lab.world.read import read_world
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.claim import PickClaim
from backend.settings import Settings, pwa_dir
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.store.tables import TABLES
from backend.sync.service import OwnOp, Sync

ORDERS = 2000
PICKER = "ana"
START_S_MAX = 60.0
LISTENERS, SOCKETS_MOST = 500, 1000


async def prepare(settings: Settings) -> tuple[str, str]:
    """The demo world with 2,000 orders and a claimed run; returns a pick task and a code that fits it."""
    await asyncio.to_thread(upgrade, settings.database)
    async with opened(settings) as parts:
        await furnish(parts.sync)
        await first_orders(parts.sync)
        await first_run(parts.sync)
        await let_in(parts)
        await _many_orders(parts.sync)
        (task, *_) = await parts.store.read(lambda c: stored.load_all(c, PickTask))
        await parts.sync.record(DEVICE, [OwnOp(PickClaim(run=task.run), author=PICKER)])
        each = TABLES[Barcode].c.units == 1
        codes = await parts.store.read(lambda c: stored.load_all(c, Barcode, each))
        return task.id, next(b.id for b in codes if b.product == task.product)


async def _many_orders(sync: Sync) -> None:
    products = read_world().products
    for start in range(0, ORDERS, 50):
        ops = [OwnOp(_order(i, [p.sku for p in products])) for i in range(start, start + 50)]
        outcomes = await sync.record("sys:bench", ops)
        assert {o.out for o in outcomes} == {Out.APPLIED}, outcomes[0]


def _order(i: int, skus: list[str]) -> OrderPlace:
    lines = tuple(
        PlacedLine(product=skus[(i * 7 + k * 13) % len(skus)], quantity=1 + k, unit_price=100) for k in range(5)
    )
    return OrderPlace(
        order=f"bench-{i}", number=f"B{i}", channel="bench", warehouse=WAREHOUSE, lines=lines, total=1500, placed_at=i,
        ship_name="Café Maas", ship_street="Kade 1", ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
    )  # fmt: skip


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@asynccontextmanager
async def running(
    data_dir: Path, database: str = "", module: str = "backend.lab.bench.serve"
) -> AsyncIterator[tuple[str, int]]:
    """A server in a process of its own; gives its address and its process id."""
    port = free_port()
    command = (
        sys.executable,
        "-m",
        module,
        str(data_dir),
        str(port),
        *([database] if database else []),
    )
    process = await asyncio.create_subprocess_exec(*command)
    base = f"http://127.0.0.1:{port}"
    try:
        await _ready(base)
        yield base, process.pid
    finally:
        process.terminate()
        await process.wait()


async def _ready(base: str) -> None:
    end = time.monotonic() + START_S_MAX
    while time.monotonic() < end:
        try:
            await asyncio.to_thread(call, f"{base}/readyz")
        except (urllib.error.URLError, ConnectionError):
            await asyncio.sleep(0.05)
        else:
            return
    raise TimeoutError(f"no server at {base} after {START_S_MAX:.0f} s")


async def full() -> list[Figure]:
    """The quick figures, and those of long queues and of many sockets."""
    with tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder:
        settings = Settings(data_dir=Path(folder))
        task, code = await prepare(settings)
        async with opened(settings) as parts:
            *devices, boss = [
                *await crowd.enrolled(parts, "", PICKER, SOCKETS_MOST), *await crowd.enrolled(parts, "", MANAGER, 1)
            ]  # fmt: skip
        async with running(settings.data_dir) as (base, pid):
            for device in (*devices, boss):
                device.base = base
            found = await measure(base, (PICKER, PASSWORD), (MANAGER, PASSWORD), task, code, pwa_dir() or Path())
            found += await crowd.measure(devices, boss, pid, task, code, (LISTENERS, SOCKETS_MOST))
    return [*found, codes.rate(), *labels.figures(), *await _nodes()]


async def _nodes() -> list[Figure]:
    """Over PostgreSQL; none where the package that brings one is not installed."""
    from backend.lab.bench import nodes
    from backend.lab.cluster import NotInstalled

    try:
        return await nodes.measure()
    except NotInstalled:
        return []


async def quick() -> list[Figure]:
    """All quick figures, on a temporary database that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder:
        settings = Settings(data_dir=Path(folder))
        task, code = await prepare(settings)
        async with running(settings.data_dir) as (base, _):
            found = await measure(base, (PICKER, PASSWORD), (MANAGER, PASSWORD), task, code, pwa_dir() or Path())
    return [*found, codes.rate(), *labels.figures()]
