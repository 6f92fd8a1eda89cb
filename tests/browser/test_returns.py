"""What a customer sent back, looked through with no network: on the shelf, set apart, scrapped; the desk is asked."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from backend.app import opened
from backend.settings import Settings
from backend.sync.verify import differences
from tests.browser.served import GTIN, apart, at_full_speed, build, on_a_handheld, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_inbound import BEER, WINE, lying
from tests.browser.test_photos import picture, states


def returned(page: Page, units: int) -> None:
    expect(page.get_by_test_id("returned")).to_have_text(str(units))


def seen(page: Page, name: str) -> None:
    """A step in both lights is fit for everybody."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(move => move.finish())")  # half faded is no colour to judge
        if SHOTS:
            page.screenshot(path=SHOTS / f"returns-{name}-{scheme}.png", animations="disabled")
        assert faults(page) == [], name
        assert crowded(page) == [], name
    page.emulate_media(color_scheme="light")


def refunds(data_dir: Path) -> list[tuple[str, int]]:
    """What the desk is asked to see to: scope and units."""
    with sqlite3.connect(f"file:{next(data_dir.glob('*.db'))}?mode=ro", uri=True) as books:
        return books.execute("SELECT scope, quantity FROM exception_task WHERE act = 'see_to_refund'").fetchall()


async def differing(settings: Settings) -> list[str]:
    async with opened(settings) as parts:
        return await parts.store.read(differences)


def asked(page: Page, data_dir: Path) -> None:
    """Wait until the server's books have the task."""
    end = time.monotonic() + 20
    while not refunds(data_dir):
        assert time.monotonic() < end, "nobody was asked"
        page.wait_for_timeout(50)


def test_a_return_is_looked_through_with_no_network(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    before = {product: lying(tmp_path, product) for product in (WINE, BEER)}
    with serving(tmp_path) as base:
        context = browser.new_context(viewport=SIZES[0], locale="en-US")
        page = context.new_page()
        on_a_handheld(page, base, "rosa")
        page.goto(f"{base}/#/returns")
        expect(page.get_by_test_id("return-open")).to_be_visible()
        seen(page, "none")
        scan(page, GTIN[BEER])  # goods without a label begin a blind return, and are in hand
        expect(page.get_by_test_id("in-hand")).to_have_text("1")

        context.set_offline(True)
        look_through(page)
        scan(page, "C-DONE")
        expect(page.get_by_test_id("return-row")).to_have_count(0)
        context.set_offline(False)
        expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
        asked(page, tmp_path)
        context.close()
        desk(browser, base)
    beer = lying(tmp_path, BEER)
    assert beer["A-01-01"] == before[BEER].get("A-01-01", 0) + 2
    assert beer["QUARANTINE"] == 1
    assert beer[""] == before[BEER][""] + 2, "what is set apart or scrapped is not on hand"
    assert lying(tmp_path, WINE) == before[WINE]
    assert refunds(tmp_path) == [("desk", 4)]
    assert apart(lambda: differing(settings)) == []


def desk(browser: Browser, base: str) -> None:
    """Whoever decides at the desk is told how many came back."""
    context = browser.new_context(viewport=SIZES[0], locale="en-US")
    page = context.new_page()
    sign_in(page, base, "ingrid")
    page.goto(f"{base}/#/lead")
    expect(page.get_by_text("See to the refund of 4")).to_be_visible()
    expect(page.get_by_text("4 units came back without a label")).to_be_visible()
    states(page, "shown")
    if SHOTS:
        page.screenshot(path=SHOTS / "returns-desk.png", animations="disabled")
    context.close()


def look_through(page: Page) -> None:
    """Two on the shelf, one set apart, one scrapped, and one that was a mistake."""
    scan(page, GTIN[WINE])
    tone(page, "wrong")  # two sorts in hand: what would become of which?
    scan(page, GTIN[BEER])
    expect(page.get_by_test_id("in-hand")).to_have_text("2")
    expect(page.get_by_test_id("to")).to_have_text("A-01-01")  # where it goes is scanned, and nothing is tapped
    seen(page, "what")
    scan(page, "L-A-01-01")
    returned(page, 2)
    scan(page, GTIN[BEER])
    scan(page, "L-QUARANTINE")
    returned(page, 3)
    scan(page, GTIN[BEER])
    page.get_by_test_id("why-damaged").click()
    with at_full_speed(page):  # the browser packs a picture when it has time, and a slowed page never has
        page.get_by_test_id("photo-take").set_input_files(picture(3))
        expect(page.get_by_test_id("flash")).to_contain_text("Photo taken")
    scan(page, "C-WHY-DEFECT")
    tone(page, "right")
    scan(page, "C-SCRAP")
    returned(page, 4)
    scan(page, GTIN[BEER])
    page.get_by_test_id("quarantine").click()
    returned(page, 5)
    scan(page, "C-UNDO")
    returned(page, 4)
    seen(page, "lines")
