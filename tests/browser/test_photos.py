"""A photo of what is turned away, taken with no network: it survives the app, arrives, is shown, and can be erased."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, FilePayload, Page, expect

from tests.browser.served import GTIN, build, phone, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_inbound import BEER, WINE

FILES = "**/api/photos/**"
DRAWN = """(() => {
  globalThis.drawn = 0;
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (...what) {
    globalThis.drawn += 1;
    return drawImage.apply(this, what);
  };
})()"""
"""How often the page itself has drawn a picture: a scan waits for as long as that takes."""


def picture(seed: int) -> FilePayload:
    """What a camera gives: far larger than what is kept, and hard to make small."""
    noise = random.Random(seed)
    small = Image.frombytes("RGB", (300, 400), noise.randbytes(300 * 400 * 3))
    file = io.BytesIO()
    small.resize((1500, 2000), Image.Resampling.BICUBIC).save(file, "JPEG", quality=90)
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def states(page: Page, *wanted: str) -> None:
    """Wait until the photos on the screen are as wanted, in the order in which they were taken."""
    shown = page.get_by_test_id("photo")
    expect(shown).to_have_count(len(wanted))
    for nth, state in enumerate(wanted):
        expect(shown.nth(nth)).to_have_attribute("data-state", state, timeout=15_000)


def fit(page: Page, name: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(move => move.finish())")  # half faded is no colour to judge
        if SHOTS:
            page.screenshot(path=SHOTS / f"photos-{name}-{scheme}.png", animations="disabled", full_page=True)
        assert faults(page) == [], name
        assert crowded(page) == [], name
    page.emulate_media(color_scheme="light")


def dies(page: Page) -> None:
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def turn_away(page: Page) -> None:
    scan(page, "PO-7741")
    expect(page.get_by_test_id("received")).to_have_text("0")
    page.get_by_test_id("reject").click()
    page.get_by_test_id("reason-damaged").click()
    scan(page, GTIN[BEER])
    expect(page.locator(f'[data-product="{BEER}"]')).to_contain_text("1 turned away")
    page.get_by_test_id("photo-take").set_input_files(picture(1))
    states(page, "shown")
    tone(page, "right")
    scan(page, GTIN[WINE])
    page.get_by_test_id("photo-take").set_input_files(picture(2))
    states(page, "shown", "shown")
    assert page.evaluate("globalThis.drawn") == 0
    fit(page, "taken")
    page.get_by_test_id("photo-take").set_input_files(
        {"name": "note.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )
    tone(page, "decide")
    states(page, "shown", "shown")


def test_a_photo_taken_with_no_network_arrives_and_is_shown_to_the_lead(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        dock = browser.new_context(viewport=SIZES[0], locale="en-US")
        page = dock.new_page()
        page.add_init_script(DRAWN)
        sign_in(page, base, "rosa")
        page.goto(f"{base}/#/receive")
        expect(page.get_by_test_id("inbound-row")).to_have_count(2)
        dock.set_offline(True)
        turn_away(page)
        dies(page)

        page = phone(dock, f"{base}/#/receive")
        expect(page.get_by_test_id("pill")).to_contain_text("6 kept")
        page.get_by_test_id("inbound-row").first.click()
        states(page, "shown", "shown")
        page.goto(f"{base}/#/kept")
        expect(page.get_by_test_id("kept-photos")).to_contain_text("2 photos")
        page.goto(f"{base}/#/receive")
        page.get_by_test_id("inbound-row").first.click()
        page.get_by_test_id("inbound-close").click()
        page.get_by_test_id("close-short").click()
        expect(page.get_by_test_id("inbound-row")).to_have_count(1)
        lead(browser, base, dock)
        page.goto(f"{base}/#/kept")
        expect(page.get_by_test_id("kept-photos")).to_have_count(0)
        dock.close()


def lead(browser: Browser, base: str, dock: BrowserContext) -> None:
    """The ops come first, then the pictures: until then their place is held."""
    context = browser.new_context(viewport=SIZES[1], locale="en-US")
    page = context.new_page()
    sign_in(page, base, "marta")
    page.goto(f"{base}/#/lead")
    dock.route(FILES, lambda route: route.abort())
    dock.set_offline(False)
    claim = page.locator("[data-testid=task][data-code=turned_away]")
    expect(claim).to_contain_text("2 of PO-7741 were turned away")
    expect(claim.get_by_test_id("photo").first).to_have_attribute("data-state", "waits")
    dock.set_offline(True)
    dock.unroute(FILES)
    dock.set_offline(False)
    for nth in range(2):
        expect(claim.get_by_test_id("photo").nth(nth)).to_have_attribute("data-state", "shown", timeout=20_000)
    claim.get_by_role("button", name="Photo:").first.click()
    fit(page, "shown")
    claim.get_by_test_id("photo-erase").click()
    claim.get_by_test_id("photo-erase").click()
    expect(claim.get_by_test_id("photo").first).to_have_attribute("data-state", "erased")
    twice(page)
    context.close()


def twice(page: Page) -> None:
    """A double tap settles one task once, though the next one is under the finger by then."""
    tasks = page.get_by_test_id("task")
    expect(tasks).to_have_count(2)
    page.get_by_test_id("choice-done").first.dblclick()
    expect(tasks).to_have_count(1)
    page.get_by_test_id("unsettle").first.dblclick()
    expect(tasks).to_have_count(2)
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.goto(page.url.replace("#/lead", "#/kept"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kept here")
    expect(page.get_by_test_id("tray")).to_have_count(0)
