"""From the bench to the truck: a wrong weight, a pallet, what must not go, and the driver's hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from backend.domain.label.rows import PrintJob
from backend.domain.pack.rows import Carton
from backend.domain.ship.pallet import Pallet
from backend.domain.ship.rows import DriverSignature, Manifest
from backend.domain.task.rows import ExceptionTask
from backend.ops.printer.set import PrinterSet
from backend.ops.ship.open import ShipOpen
from backend.settings import Settings
from tests.browser.floor import bench, books, by_the_books, done, pack_all, picked
from tests.browser.served import build, on_a_handheld, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, crowded, faults

SMALL: ViewportSize = {"width": 360, "height": 640}
TRUCK, OTHER = "truck-1", "truck-2"
PRINTER = "bench-printer"


def shot(page: Page, name: str) -> None:
    """What a person sees, and whether everybody can use it."""
    if SHOTS:
        page.screenshot(path=SHOTS / f"packship-{name}.png")
    assert crowded(page) == []
    assert faults(page) == []


def packed(page: Page, tote: str, *, doubt: bool = False) -> str:
    """Pack what is in a tote, by scans and a scale that types alone; with `doubt` that says too little at first."""
    expect(page.get_by_test_id("shipment-row").or_(page.get_by_test_id("sscc")).first).to_be_visible()
    scan(page, tote)  # finishes the order before it
    expect(page.get_by_test_id("sscc")).to_have_count(0)
    expect(page.get_by_test_id("pack-line").first).to_be_visible()
    pack_all(page)
    scan(page, "C-FULL")
    expect(page.get_by_test_id("weigh")).to_be_visible()
    grams = by_the_books(page)
    if doubt:
        scan(page, f"{grams // 2} g")
        expect(page.get_by_test_id("close-anyway")).to_be_visible()
        shot(page, "doubt")
        expect(page.get_by_test_id("sscc")).to_have_count(0)
    scan(page, f"{grams / 1000:.3f} kg")
    return page.get_by_test_id("sscc").inner_text().removeprefix("SSCC").strip()


def finished(page: Page) -> None:
    scan(page, "C-CONFIRM")
    expect(page.get_by_test_id("pallets")).to_be_visible()


def signed(page: Page) -> None:
    pad = page.get_by_test_id("signature")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for x, y in ((80, 20), (120, 90), (200, 30)):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=5)
    page.mouse.up()
    expect(page.get_by_test_id("sign-again")).to_be_visible()


def packed_and_laid(browser: Browser, base: str, settings: Settings) -> tuple[str, list[str]]:
    """Jonas packs four orders, the first two with no network, and lays these on a pallet; gives all numbers."""
    context = browser.new_context(viewport=SMALL, locale="en-US")
    page = bench(context, base, settings, 1)
    page.evaluate(f"localStorage.setItem('tote.printer', '{PRINTER}')")  # the bench has printed there before
    page.reload()
    expect(page.get_by_test_id("shipment-row").first).to_be_visible()
    context.set_offline(True)
    cartons = [packed(page, "T-0001", doubt=True)]
    expect(page.get_by_test_id("reprint")).to_be_visible()  # its label is on its way, and nobody has touched the screen
    scan(page, "C-PRINT")
    expect(page.get_by_test_id("flash")).to_contain_text("Pack 1 prints it when the network is back")
    cartons.append(packed(page, "T-0002"))
    finished(page)
    page.get_by_test_id("pallets").click()
    for count, code in enumerate(cartons, 1):
        scan(page, code)
        expect(page.get_by_test_id("on-pallet")).to_have_text(str(count))
    scan(page, cartons[0])
    tone(page, "repeated")
    shot(page, "pallet")
    scan(page, "C-FULL")
    pallet = page.get_by_test_id("pallet").locator("strong").inner_text()
    scan(page, pallet)  # its label goes on with it
    expect(page.get_by_test_id("on-pallet")).to_have_text("2")
    scan(page, "C-FULL")
    expect(page.get_by_test_id("on-pallet")).to_have_count(0)
    context.set_offline(False)
    page.get_by_test_id("back").click()
    cartons += [packed(page, tote) for tote in ("T-0003", "T-0004")]
    finished(page)
    expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
    context.close()
    return pallet, cartons


def held_back(browser: Browser, base: str, number: str, held: str, astray: str) -> None:
    """Marta puts one carton on another truck, and keeps an order here."""
    lead = browser.new_context(viewport=SMALL, locale="en-US").new_page()
    sign_in(lead, base, "marta")
    lead.goto(f"{base}/#/ship/{OTHER}")
    expect(lead.get_by_test_id("on-truck")).to_have_text("0")
    scan(lead, astray)
    expect(lead.get_by_test_id("on-truck")).to_have_text("1")
    lead.goto(f"{base}/#/ship/holds")
    scan(lead, held)
    expect(lead.get_by_test_id("hold-what")).to_have_value(number)
    lead.get_by_test_id("hold-why").fill("Seal broken")
    lead.get_by_test_id("hold-do").click()
    expect(lead.get_by_test_id("hold")).to_contain_text("Seal broken")
    expect(lead.get_by_test_id("outbox-count")).to_have_text("0")
    shot(lead, "holds")
    lead.context.close()


def loaded(browser: Browser, base: str, pallet: str, wrong: tuple[tuple[str, str], ...]) -> None:
    """Priya loads the pallet with no network, and not what belongs elsewhere; the driver signs."""
    context = browser.new_context(viewport=SMALL, locale="en-US")
    page = context.new_page()
    on_a_handheld(page, base, "priya")
    expect(page.get_by_test_id("manifest-row").filter(has_text="DHL")).to_be_visible()
    scan(page, "L-D1")
    tone(page, "right")  # two trucks are at it
    page.get_by_test_id("manifest-row").filter(has_text="DHL").click()
    expect(page.get_by_test_id("on-truck")).to_have_text("0")
    context.set_offline(True)
    for code, words in wrong:
        scan(page, code)
        tone(page, "wrong")
        expect(page.get_by_test_id("flash")).to_contain_text(words)
    shot(page, "held")
    scan(page, pallet)
    expect(page.get_by_test_id("on-truck")).to_have_text("2")
    scan(page, "C-UNDO")
    expect(page.get_by_test_id("on-truck")).to_have_text("0")
    scan(page, pallet)
    expect(page.get_by_test_id("on-truck")).to_have_text("2")
    scan(page, "C-FULL")
    scan(page, "C-CONFIRM")
    tone(page, "decide")  # the driver has no name yet
    page.get_by_test_id("driver").fill("J. de Vries")
    page.get_by_test_id("sign").locator("h2").click()
    scan(page, "S-4471")
    expect(page.get_by_test_id("seal")).to_have_value("S-4471")
    signed(page)
    shot(page, "sign")
    scan(page, "C-CONFIRM")
    expect(page.get_by_test_id("left-today")).to_contain_text("J. de Vries · S-4471")
    shot(page, "left")
    context.set_offline(False)
    expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
    context.close()


@pytest.mark.timeout(240)
def test_two_cartons_go_on_a_pallet_onto_the_truck_and_off_with_a_signature(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    picked(settings)
    trucks = [ShipOpen(manifest=m, warehouse="ROT", dock="D1", carrier=c) for m, c in ((TRUCK, "DHL"), (OTHER, "UPS"))]
    printer = PrinterSet(printer=PRINTER, warehouse="ROT", name="Pack 1", host="127.0.0.1")
    done(settings, ("priya", trucks[0]), ("marta", trucks[1]), ("marta", printer))
    with serving(tmp_path) as base:
        pallet, (one, two, held, astray) = packed_and_laid(browser, base, settings)
        number = next(c.order_number for c in books(settings, cartons=Carton)["cartons"] if c.sscc == held)
        held_back(browser, base, number, held, astray)
        loaded(browser, base, pallet, ((astray, "M0002"), (held, "quality")))
    kinds = {"cartons": Carton, "pallets": Pallet, "manifests": Manifest, "signatures": DriverSignature}
    told(books(settings, **kinds, tasks=ExceptionTask, jobs=PrintJob), pallet, (one, two), astray, held)


def told(end: dict[str, Any], pallet: str, gone: tuple[str, str], astray: str, held: str) -> None:
    assert end["differences"] == []
    labels = [(job.subject.removeprefix("sscc/"), job.reprint) for job in end["jobs"]]
    assert sorted(labels) == sorted([*((code, False) for code in (*gone, astray, held)), (gone[0], True)])
    cartons = {c.sscc: c for c in end["cartons"]}
    assert [(cartons[c].stage, cartons[c].pallet, cartons[c].manifest) for c in gone] == [
        ("shipped", pallet, TRUCK)
    ] * 2
    assert (cartons[astray].stage, cartons[astray].manifest) == ("loaded", OTHER)
    assert (cartons[held].stage, cartons[held].manifest) == ("closed", None)
    assert {(p.id, p.stage, p.cartons) for p in end["pallets"]} == {(pallet, "closed", 2)}
    truck = next(m for m in end["manifests"] if m.id == TRUCK)
    assert (truck.stage, truck.driver, truck.seal, truck.cartons) == ("handed_over", "J. de Vries", "S-4471", 2)
    (signature,) = end["signatures"]
    assert signature.id == TRUCK
    assert signature.path.startswith("M")
    assert signature.path.count("L") > 3
    assert [t for t in end["tasks"] if t.code in {"weight_off", "not_released", "on_other_manifest"}] == []
