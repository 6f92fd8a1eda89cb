"""One order from release to truck by keyboard scans, half of it with the network off; a manager watches it live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from backend.app import opened
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, ShipmentLine
from backend.domain.pick.rows import PickTask
from backend.lab.world.read import read_world
from backend.settings import Settings
from backend.store.tables import OP
from tests.browser.floor import books, by_keys
from tests.browser.served import (
    GTIN,
    apart,
    at,
    build,
    counted,
    on_a_handheld,
    phone,
    scan,
    serving,
    sign_in,
    sku,
    tone,
)

HANDHELD: ViewportSize = {"width": 360, "height": 640}
TABLET: ViewportSize = {"width": 820, "height": 1180}
GRAMS = {p.sku: p.weight_g for p in read_world().products}
TOTES = [f"T-{n:04}" for n in range(1, 6)]


def log(settings: Settings) -> list[Any]:
    """The ops that the server has, as it keeps them."""

    async def work() -> list[Any]:
        async with opened(settings) as parts:
            return list(await parts.store.read(lambda c: c.execute(OP.select()).all()))

    return apart(work)


def pick_stop(page: Page, *, short: bool = False) -> int:
    """Shelf, item by item, tote; with `short` the last unit is not there. Returns the units picked."""
    if page.get_by_test_id("stop").get_attribute("data-at") == "shelf":
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    code = GTIN[sku(page)]
    _, wanted = counted(page)
    units = wanted - short
    for n in range(1, units + 1):
        scan(page, code)
        if n < wanted:
            expect(page.get_by_test_id("count")).to_contain_text(f"{n}")
    if short:
        scan(page, "C-SHORT")
        page.get_by_test_id("short-shelf_empty").click()
    if units:
        at(page, "tote")
        scan(page, page.get_by_test_id("tote").inner_text())
        expect(page.locator('[data-testid="stop"][data-at="tote"]')).to_have_count(0)
    return units


def mistakes(page: Page) -> None:
    """A wrong shelf, a wrong item and a second pull of the trigger count nothing, and each looks its own way."""
    at(page, "shelf")
    scan(page, "L-C-12-03" if page.get_by_test_id("loc").inner_text() != "C-12-03" else "L-A-01-01")
    tone(page, "wrong")
    place = f"L-{page.get_by_test_id('loc').inner_text()}"
    scan(page, place)
    tone(page, "right")
    scan(page, place)
    tone(page, "repeated")
    scan(page, next(gtin for key, gtin in GTIN.items() if key != sku(page)))
    tone(page, "wrong")
    assert counted(page)[0] == 0
    page.reload()
    at(page, "item")  # the shelf is remembered


def pick(context: BrowserContext, base: str) -> int:
    """Ana's walk: on line for the totes, off line for the twelve stops, the app closed and opened in the middle."""
    page = context.new_page()
    on_a_handheld(page, base, "ana")
    page.get_by_test_id("run-start").click()
    for tote in TOTES:
        expect(page.get_by_test_id("bind")).to_be_visible()
        scan(page, tote)
        expect(page.get_by_test_id("flash")).to_contain_text(tote)
    at(page, "shelf")
    context.set_offline(True)
    mistakes(page)
    picked = sum(pick_stop(page, short=n == 4) for n in range(1, 7))
    assert int(page.get_by_test_id("outbox-count").text_content() or 0) > picked
    page.close()

    page = phone(context, base)
    at(page, "shelf")  # it opens where it was left
    picked += sum(pick_stop(page) for _ in range(6))
    # The unit that was short comes from another bin, where there is one.
    stop, over = page.get_by_test_id("stop"), page.get_by_test_id("hand-over")
    expect(stop.or_(over)).to_be_visible()
    picked += pick_stop(page) if stop.is_visible() else 0
    over.click()
    expect(page.get_by_test_id("pill")).to_contain_text("Offline")
    context.set_offline(False)
    expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
    return picked


def pack(context: BrowserContext, base: str) -> None:
    """Jonas: each tote opens its order; every unit is scanned into a carton, which is weighed and labelled."""
    page = context.new_page()
    on_a_handheld(page, base, "jonas")
    for tote in TOTES:
        expect(page.get_by_test_id("shipment-row").first).to_be_visible()
        scan(page, tote)
        expect(page.get_by_test_id("pack-line").first).to_be_visible()
        pack_lines(page)
        by_keys(page)
        page.get_by_test_id("finish").click()
        expect(page.get_by_test_id("weigh")).to_have_count(0)


def pack_lines(page: Page) -> None:
    """Each unit into the carton, as fast as they are typed."""
    rows = page.get_by_test_id("pack-line")
    wanted = [(row.inner_text(), int(row.get_attribute("data-left") or 0)) for row in rows.all()]
    left = sum(units for _, units in wanted)
    for text, units in wanted:
        code = next(gtin for key, gtin in GTIN.items() if f" {key}" in text)
        for _ in range(units):
            scan(page, code)
            left -= 1
            remaining = sum(int(row.get_attribute("data-left") or 0) for row in rows.all()) if left == 0 else left
            assert remaining >= 0
    expect(page.get_by_test_id("close-carton")).to_be_enabled()
    expect(page.locator('[data-testid="pack-line"]:not([data-left="0"])')).to_have_count(0)


def ship(context: BrowserContext, base: str, cartons: list[str]) -> None:
    """Priya: each carton is scanned onto the truck, one of them twice, and the driver takes it over."""
    page = context.new_page()
    on_a_handheld(page, base, "priya")
    page.get_by_test_id("ship-open").click()
    page.get_by_test_id("carrier").fill("DHL")
    page.get_by_test_id("ship-open-do").click()
    page.get_by_test_id("manifest-row").click()
    for n, sscc in enumerate(cartons, 1):
        scan(page, f"]C100{sscc}")
        expect(page.get_by_test_id("on-truck")).to_have_text(str(n))
    scan(page, f"]C100{cartons[0]}")
    tone(page, "repeated")
    expect(page.get_by_test_id("twice")).to_have_text("1")
    page.get_by_test_id("ship-hand-over").click()
    page.get_by_test_id("driver").fill("J. de Vries")
    page.get_by_test_id("seal").fill("S-4471")
    page.get_by_test_id("ship-hand-over-do").click()
    expect(page.get_by_test_id("outbox-count")).to_have_text("0")


@pytest.mark.timeout(240)
def test_the_whole_road_with_the_network_off_in_the_middle(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base:
        boss = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(boss, base, "ingrid")
        boss.goto(f"{base}/#/orders/all")
        boss.evaluate("window.notReloaded = true")
        boss_row = boss.locator('[data-number="#10401"]')
        expect(boss_row).to_contain_text("Released")

        picked = pick(browser.new_context(viewport=HANDHELD, locale="en-US"), base)
        expect(boss_row).to_contain_text("Picked")
        pack(browser.new_context(viewport=HANDHELD, locale="en-US"), base)
        expect(boss_row).to_contain_text("Packed")
        cartons = sorted(c.sscc for c in books(settings, cartons=Carton)["cartons"])
        ship(browser.new_context(viewport=HANDHELD, locale="en-US"), base, cartons)
        expect(boss_row).to_contain_text("Shipped")
        assert boss.evaluate("window.notReloaded") is True

    end = books(settings, tasks=PickTask, lines=ShipmentLine, cartons=Carton, orders=Order)
    ops = log(settings)
    assert end["differences"] == []
    assert sum(t.picked for t in end["tasks"]) == picked
    assert sum(t.short for t in end["tasks"]) == 1
    assert all(t.picked == t.put for t in end["tasks"])
    assert sum(line.packed for line in end["lines"]) == picked
    assert [o.stage for o in end["orders"]].count("shipped") == 5
    assert sum(op.kind == "pick.scan@1" for op in ops) == picked
    assert {op.out for op in ops} <= {"applied", "exception"}
