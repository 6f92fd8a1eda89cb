"""A receiver's morning: a delivery taken in, put away and moved, with the network going and coming."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.served import GTIN, build, on_a_handheld, scan, serving, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults

WINE, BEER = "WIN-RJCR-75", "GLA-BEER-6"
WINE_CASE = "]C10129521234010382" + "17271231" + "10L25900"
BEER_CASE = "29521234041096"


def lying(data_dir: Path, product: str) -> dict[str, int]:
    """What the server's books say lies in Rotterdam, by place; and at `""` what is on hand."""
    with sqlite3.connect(f"file:{next(data_dir.glob('*.db'))}?mode=ro", uri=True) as books:
        query = "SELECT location, sum(quantity) FROM stock WHERE product = ? AND warehouse = 'ROT' GROUP BY 1"
        held = {str(place).removeprefix("ROT/"): int(n) for place, n in books.execute(query, (product,))}
        position = "SELECT on_hand FROM stock_position WHERE id = ?"
        held[""] = int(books.execute(position, (f"ROT/{product}",)).fetchone()[0])
    return held


def arrived(page: Page, data_dir: Path, product: str, place: str, units: int) -> None:
    """Wait until the server's books say so."""
    end = time.monotonic() + 20
    while (found := lying(data_dir, product).get(place)) != units:
        assert time.monotonic() < end, f"{place} holds {found} of {product}"
        page.wait_for_timeout(50)


def received(page: Page, units: int) -> None:
    expect(page.get_by_test_id("received")).to_have_text(str(units))


def seen(page: Page, name: str) -> None:
    """A step in both lights and languages is fit for everybody."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if SHOTS:
            page.screenshot(path=SHOTS / f"inbound-{name}-{scheme}.png", animations="disabled")
        page.evaluate("document.getAnimations().forEach(move => move.finish())")  # half faded is no colour to judge
        assert faults(page) == [], name
        assert crowded(page) == [], name
    page.emulate_media(color_scheme="light")


def test_a_delivery_is_taken_in_and_put_away_with_no_network(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path)
    before = {product: lying(tmp_path, product) for product in (WINE, BEER)}
    with serving(tmp_path) as base:
        context = browser.new_context(viewport=SIZES[0], locale="en-US")
        page = context.new_page()
        on_a_handheld(page, base, "rosa")
        page.goto(f"{base}/#/receive")
        expect(page.get_by_test_id("inbound-row")).to_have_count(2)
        scan(page, "PO-7741")
        received(page, 0)
        scan(page, WINE_CASE)
        received(page, 6)
        tone(page, "right")

        context.set_offline(True)
        take_in(page)
        close(page)
        put_away(page)
        context.set_offline(False)
        expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")

        scan(page, "L-QUARANTINE")
        expect(page.get_by_test_id("in-hand")).to_have_text("4")
        scan(page, GTIN[BEER])
        expect(page.get_by_test_id("in-hand")).to_have_text("1")
        scan(page, "L-A-01-01")
        tone(page, "right")
        arrived(page, tmp_path, BEER, "QUARANTINE", 3)
        context.close()
    wine, beer = lying(tmp_path, WINE), lying(tmp_path, BEER)
    assert wine[""] == before[WINE][""] + 12
    assert wine["A-01-01"] == before[WINE]["A-01-01"] + 12
    assert wine["RECEIVE"] == 0
    assert beer["A-01-01"] == before[BEER]["A-01-01"] + 24 + 1
    assert beer["QUARANTINE"] == 3
    assert beer[""] == before[BEER][""] + 25, "what is in quarantine is not on hand"
    assert beer["RECEIVE"] == 0


def take_in(page: Page) -> None:
    """Goods that count as they are packed; a mistake is taken back; what is broken never comes in."""
    scan(page, WINE_CASE)
    received(page, 12)
    scan(page, BEER_CASE)
    received(page, 16)
    page.get_by_test_id("more").click()
    page.get_by_test_id("key-6").click()
    page.get_by_test_id("more-ok").click()
    tone(page, "decide")
    expect(page.get_by_test_id("flash")).to_contain_text("4 more of GLA-BEER-6 than announced")
    received(page, 40)
    scan(page, WINE_CASE)
    received(page, 46)
    scan(page, "C-UNDO")
    received(page, 40)
    seen(page, "receive")
    scan(page, "C-WHY-EMPTY")  # no reason to turn anything away
    tone(page, "wrong")
    scan(page, "C-WHY-DAMAGED")
    expect(page.get_by_test_id("reject-end")).to_be_visible()
    seen(page, "reject")
    scan(page, GTIN[BEER])
    expect(page.locator(f'[data-product="{BEER}"]')).to_contain_text("1 turned away")
    received(page, 40)
    page.get_by_test_id("reject-end").click()
    scan(page, GTIN[WINE])  # a label without a lot: what the books lack is asked for
    expect(page.get_by_test_id("lot-form")).to_be_visible()
    seen(page, "lot")
    scan(page, "L25900")
    received(page, 41)
    page.get_by_test_id("undo").click()
    received(page, 40)


def close(page: Page) -> None:
    scan(page, "C-FULL")
    expect(page.get_by_test_id("close-short")).to_be_visible()
    seen(page, "close")
    scan(page, "C-YES")
    expect(page.get_by_test_id("inbound-row")).to_have_count(1)


def put_away(page: Page) -> None:
    """The device proposes a bin; the place that is scanned is true, and the last way is gone back in one tap."""
    page.goto(re.sub("#.*", "#/move", page.url))
    expect(page.get_by_test_id("waits")).to_have_count(2)
    seen(page, "move")
    scan(page, BEER_CASE)
    expect(page.get_by_test_id("to")).to_have_text("A-01-01")
    scan(page, "C-FULL")
    expect(page.get_by_test_id("in-hand")).to_have_text("28")
    scan(page, BEER_CASE)
    scan(page, WINE_CASE)
    tone(page, "wrong")  # two sorts in hand: which of them is put down?
    for _ in range(5):
        scan(page, BEER_CASE)
    expect(page.get_by_test_id("in-hand")).to_have_text("24")
    seen(page, "hand")
    scan(page, "L-C-01-01")
    expect(page.get_by_test_id("waits").first).to_contain_text("4")
    page.get_by_test_id("undo").click()
    expect(page.locator(f'[data-product="{BEER}"]')).to_contain_text("28")
    for _ in range(6):
        scan(page, BEER_CASE)
    expect(page.get_by_test_id("in-hand")).to_have_text("24")
    scan(page, "L-A-01-01")
    expect(page.locator(f'[data-product="{BEER}"]')).to_contain_text("4")
    scan(page, BEER_CASE)
    scan(page, "L-QUARANTINE")
    expect(page.get_by_test_id("flash")).to_contain_text("Set apart")
    expect(page.get_by_test_id("waits")).to_have_count(1)
    scan(page, "L-RECEIVE")  # where one thing lies, the place says what it is
    expect(page.get_by_test_id("in-hand")).to_have_text("12")
    expect(page.get_by_test_id("to")).to_have_text("A-01-01")
    scan(page, "L-A-01-01")
    expect(page.get_by_test_id("waits")).to_have_count(0)
