"""Goods that stand at the bench before a test begins, a packer there, and what the books say in the end."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from backend.api.parts import Parts
from backend.app import opened
from backend.domain.pack.block import SsccBlock
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.row import Row
from backend.lab.world.build import MANAGER, WAREHOUSE
from backend.lab.world.read import read_world
from backend.ops.kernel import Op
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.bind import PickBind
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.put import PickPut
from backend.ops.pick.release import PickRelease
from backend.ops.pick.scan import PickScan
from backend.settings import Settings
from backend.store import rows as stored
from backend.sync.service import OwnOp
from backend.sync.verify import differences
from tests.browser.served import GTIN, apart, scan, sign_in

HANDHELD: ViewportSize = {"width": 390, "height": 844}
GRAMS = {p.sku: p.weight_g for p in read_world().products}
TARE = {b.code: b.tare_g for b in read_world().boxes}
GOODS = {"COF-ESPR-1": 2, "TEA-MINT-50": 1}
"""What is in each of the orders that are alike."""


def books(settings: Settings, **kinds: type[Row]) -> dict[str, Any]:
    """All rows of each kind, under the name that it is asked by, and what is wrong with the books."""

    async def work() -> dict[str, Any]:
        async with opened(settings) as parts:
            read = parts.store.read
            rows: dict[str, Any] = {n: await read(lambda c, k=k: stored.load_all(c, k)) for n, k in kinds.items()}  # type: ignore[misc]
            return {**rows, "differences": await read(differences)}

    return apart(work)


def done(settings: Settings, *ops: tuple[str, Op]) -> None:
    """What colleagues have done meanwhile, each with who it was, before the server starts."""

    async def work() -> None:
        async with opened(settings) as parts:
            for who, op in ops:
                await _do(parts, [op], who)

    apart(work)


async def _do(parts: Parts, ops: Sequence[Op], who: str) -> None:
    told = await parts.sync.record("sys:floor", [OwnOp(op, author=who) for op in ops])
    assert {each.out for each in told} == {"applied"}, told


async def _walked(parts: Parts, run: str) -> None:
    """Ana has walked a run: each order is at the bench in a tote of its own, the first in T-0001."""
    read = parts.store.read
    slots = sorted(s.id for s in await read(lambda c: stored.load_all(c, PickSlot)) if s.run == run)
    totes = {slot: f"T-{n:04}" for n, slot in enumerate(slots, 1)}
    ops: list[Op] = [PickClaim(run=run), *(PickBind(slot=s, raw=tote) for s, tote in totes.items())]
    for task in await read(lambda c: stored.load_all(c, PickTask)):
        if task.run == run:
            ops.append(PickScan(task=task.id, raw=GTIN[task.product], units=task.quantity))
            ops.append(PickPut(task=task.id, raw=totes[task.slot]))
    await _do(parts, [*ops, PickHandOver(run=run)], "ana")


def picked(settings: Settings) -> None:
    """The cart of the demo stands at the bench."""

    async def work() -> None:
        async with opened(settings) as parts:
            (run,) = await parts.store.read(lambda c: stored.load_all(c, PickRun))
            await _walked(parts, run.id)

    apart(work)


def alike(settings: Settings, count: int, names: Sequence[str] = ()) -> None:
    """So many orders for the same goods stand at the bench; `names`: for whom each is."""
    lines = tuple(PlacedLine(product=sku, quantity=units, unit_price=1) for sku, units in GOODS.items())
    orders = [
        OrderPlace(
            order=f"box-{n}", number=f"B{n}", channel="boxes", warehouse=WAREHOUSE, lines=lines,
            total=sum(GOODS.values()), payment="paid", placed_at=n, ship_name=names[n] if names else "Ada",
            ship_street="Kade 1", ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
        )
        for n in range(count)
    ]  # fmt: skip

    async def work() -> None:
        async with opened(settings) as parts:
            await _do(parts, orders, MANAGER)
            ids = tuple(order.order for order in orders)
            await _do(parts, [PickRelease(run="box-run", warehouse=WAREHOUSE, orders=ids)], MANAGER)
            await _walked(parts, "box-run")

    apart(work)


def bench(context: BrowserContext, base: str, settings: Settings, devices: int) -> Page:
    """Jonas at a bench, on a device that has got its numbers."""
    page = context.new_page()
    sign_in(page, base, "jonas")
    end = time.monotonic() + 20
    while len({block.device for block in books(settings, blocks=SsccBlock)["blocks"]}) < devices:
        assert time.monotonic() < end, "the device has not asked for numbers"
        time.sleep(0.2)
    page.reload()
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.evaluate(
        """() => {
          window.printed = 0;
          window.print = () => { window.printed += 1; dispatchEvent(new Event('afterprint')); };
        }"""
    )
    return page


def pack_all(page: Page) -> None:
    """Scan each unit once the one before is counted: here it is not the scanner that is tried."""
    wanted = [
        (row.inner_text(), int(row.get_attribute("data-left") or 0)) for row in page.get_by_test_id("pack-line").all()
    ]
    for text, units in wanted:
        name, code = next((key, gtin) for key, gtin in GTIN.items() if f" {key}" in text)
        line = page.get_by_test_id("pack-line").filter(has_text=f" {name}")
        for left in range(units - 1, -1, -1):
            scan(page, code)
            expect(line).to_have_attribute("data-left", str(left))


def by_the_books(page: Page) -> int:
    """What the carton on the scale weighs: the goods, and the box that it is taken to be. Asked while it is weighed."""
    said = page.get_by_test_id("weigh").inner_text()
    found = re.search(r"About ([\d.]+) (k?)g by the books", said)
    assert found, said
    return round(float(found[1]) * (1000 if found[2] else 1))


def by_keys(page: Page, grams: int = 0) -> None:
    """Weigh the open carton and close it by the keys on the screen; without a weight, with the right one."""
    page.get_by_test_id("close-carton").click()
    for key in str(grams or by_the_books(page)):
        page.get_by_test_id(f"key-{key}").click()
    page.get_by_test_id("weight-ok").click()
    expect(page.get_by_test_id("sscc")).to_be_visible()
