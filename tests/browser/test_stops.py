"""A truck with stops: loaded from the last one on, seen on the board of the docks, and off before all of it is in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from backend.domain.pack.rows import Carton
from backend.domain.ship.rows import Manifest
from backend.domain.ship.stops import ManifestStop
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import Op
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.product.classify import ProductClassify
from backend.ops.ship.open import ShipOpen
from backend.settings import Settings
from tests.browser.floor import GOODS, GRAMS, HANDHELD, alike, books, done
from tests.browser.served import GTIN, build, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults

TRUCK = "truck-1"
NOT_PICKED = "#10401"
NAMES = ("Ada", "Ben", "Cleo")


def packed(settings: Settings) -> dict[str, str]:
    """Three orders for three addresses stand packed at the dock, where a truck is; gives the number of each carton."""
    alike(settings, len(NAMES), NAMES)
    grams = 200 + sum(GRAMS[sku] * units for sku, units in GOODS.items())

    paint = ProductClassify(product="TEA-MINT-50", un_number="UN1993", hazard_class="3")
    ops: list[tuple[str, Op]] = [("marta", paint)]
    for n in range(len(NAMES)):
        carton = f"box-{n}/1"
        scans = [PackScan(carton=carton, raw=GTIN[sku], units=units) for sku, units in GOODS.items()]
        close = PackClose(carton=carton, weight_g=grams)
        packing = [PackOpen(shipment=f"box-{n}", number=1), *scans, close, PackFinish(shipment=f"box-{n}")]
        ops += [("jonas", op) for op in packing]
    done(settings, *ops, ("priya", ShipOpen(manifest=TRUCK, warehouse="ROT", dock="D1", carrier="DHL")))
    cartons = {c.shipment: c.sscc for c in books(settings, cartons=Carton)["cartons"]}
    return {name: cartons[f"box-{n}"] for n, name in enumerate(NAMES)}


def shot(page: Page, name: str) -> None:
    assert crowded(page) == []
    assert faults(page) == []
    if SHOTS:
        page.screenshot(path=SHOTS / f"stops-{name}.png")


def planned(page: Page, codes: dict[str, str]) -> None:
    """Two stops by a tap, the one between them by a scan; the last one is for an order that is not picked yet."""
    page.get_by_test_id("plan").click()
    page.get_by_test_id("address").filter(has_text="Ada").click()
    scan(page, codes["Ben"])
    expect(page.get_by_test_id("road-stop")).to_have_count(2)
    scan(page, codes["Ben"])
    tone(page, "repeated")
    page.get_by_test_id("address").filter(has_text="Cleo").click()
    expect(page.get_by_test_id("road-stop").nth(2)).to_contain_text("3. Cleo")
    page.get_by_test_id("address").filter(has_text=NOT_PICKED).click()
    expect(page.get_by_test_id("road-stop")).to_have_count(4)
    shot(page, "plan")
    page.get_by_test_id("plan-save").click()


def driven(page: Page, driver: str, order: str, mark: str) -> None:
    """The driver gets a list that marks dangerous goods."""
    page.get_by_test_id("driver").fill(driver)
    page.evaluate("window.print = () => undefined")  # no dialog; the page that would be printed stays
    page.get_by_test_id("print-manifest").click()
    expect(page.get_by_test_id("manifest-paper").locator("tr").filter(has_text=order)).to_contain_text(mark)
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_truck_is_loaded_from_its_last_stop_on_and_leaves_early(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    codes = packed(settings)
    with serving(tmp_path) as base:
        context = browser.new_context(viewport=HANDHELD, locale="en-US")
        page = context.new_page()
        sign_in(page, base, "priya")
        page.goto(f"{base}/#/ship/{TRUCK}")
        expect(page.get_by_test_id("on-truck")).to_have_text("0")
        context.set_offline(True)
        planned(page, codes)
        expect(page.get_by_test_id("next")).to_have_text("Next: order B2, stop 3")
        expect(page.get_by_test_id("to-load").locator(".row").first).to_contain_text("Stop 3")
        expect(page.get_by_test_id("to-load").get_by_test_id("danger").first).to_contain_text("UN1993 · 3")
        page.get_by_test_id("look").click()
        scan(page, codes["Cleo"])
        expect(page.get_by_test_id("look-card").get_by_test_id("danger")).to_contain_text("UN1993 · 3")
        shot(page, "look")
        page.get_by_test_id("back").click()
        expect(page.get_by_test_id("next")).to_have_text("Next: order B2, stop 3")
        scan(page, codes["Ada"])
        tone(page, "decide")
        expect(page.get_by_test_id("flash")).to_contain_text("Order B2 for stop 3 should be in before it")
        expect(page.get_by_test_id("on-truck")).to_have_text("1")
        shot(page, "turn")
        scan(page, codes["Cleo"])
        tone(page, "right")
        expect(page.get_by_test_id("flash")).to_contain_text("Order B2, carton 1 · UN1993 · 3")
        expect(page.get_by_test_id("on-truck")).to_have_text("2")
        context.set_offline(False)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

        board = browser.new_context(viewport=SIZES[2], locale="en-US", color_scheme="dark").new_page()
        sign_in(board, base, "marta")
        board.goto(f"{base}/#/ship/board")
        door = board.locator('[data-testid="door"][data-dock="D1"]')
        for name, n in (("loaded", 2), ("expected", 3), ("missing", 1), ("held", 0)):
            expect(door.get_by_test_id(f"n-{name}")).to_have_text(str(n))
        expect(door.get_by_test_id("block")).to_contain_text(f"{NOT_PICKED} is not picked yet")
        shot(board, "board")

        context.set_offline(True)
        page.get_by_test_id("ship-hand-over").click()
        expect(page.get_by_test_id("early")).to_contain_text("without B1")
        shot(page, "early")
        driven(page, "J. de Vries", "B2", "UN1993 · 3")
        page.get_by_test_id("ship-hand-over-do").click()
        expect(page.get_by_test_id("holds")).to_be_visible()
        context.set_offline(False)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
        expect(door.get_by_test_id("truck")).to_have_count(0)
        board.context.close()
        context.close()
    told(books(settings, cartons=Carton, stops=ManifestStop, manifests=Manifest, tasks=ExceptionTask))


def told(end: dict[str, Any]) -> None:
    assert end["differences"] == []
    assert {c.shipment: c.stage for c in end["cartons"]} == {"box-0": "shipped", "box-1": "closed", "box-2": "shipped"}
    stops = {s.shipment: s.stop for s in end["stops"]}
    assert sorted(stops.values()) == [0, 0, 1, 3]
    assert (stops["box-0"], stops["box-2"]) == (1, 3)
    (truck,) = end["manifests"]
    assert (truck.stage, truck.cartons) == ("handed_over", 2)
    (task,) = [t for t in end["tasks"] if t.code == "left_behind"]
    assert (task.act, task.place, task.quantity, task.params["order"]) == ("back_to_dock", "D1", 1, "B1")
