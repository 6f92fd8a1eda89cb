"""The scanner check by real key events: how a scanner is set is found out, stored, and seen by who looks after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.scanning.gs1 import GS
from backend.scanning.scanner_check import TEST_CODES, TestCode
from tests.browser.served import build, serving, sign_in
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_wedge import CTRL, SHIFT, Wedge, place
from tests.scanning.reader import pdf_pages, seen

AIM = {"code128": "]C0", "ean13": "]E0", "upca": "]E0", "gs1-128": "]C1", "datamatrix": "]d2", "qr": "]Q1"}
DIGITS, SIGNS = "1234567890", "&é\"'(-è_çà"
LETTERS = {"q": "a", "a": "q", "w": "z", "z": "w", "m": ","}
AZERTY = {
    **dict(zip(DIGITS, SIGNS, strict=True)), **dict(zip("!@#$%^&*()", DIGITS, strict=True)), **LETTERS,
    **{key.upper(): host.upper() for key, host in LETTERS.items() if key != "m"},
    "M": "?", "-": ")", "_": "°", "[": "^", "]": "$", ";": "m", ":": "M", ",": ";", ".": ":", "/": "!", "?": "§",
}  # fmt: skip
"""What a host in France makes of the keys of a keyboard of the United States."""


LEARNT = """() => new Promise((done) => {
  const end = performance.now() + 10000;
  const known = () => 'layout' in JSON.parse(localStorage.getItem('tote.scanner'));
  const look = () => (!known() && performance.now() < end ? setTimeout(look, 50) : done());
  look();
})"""


TRIES = 4
"""Between the text and its Enter the driver of a busy machine may be slower than any scanner, and is found to be."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


@pytest.fixture
def people(browser: Browser) -> Iterator[Any]:
    """Opens a device for somebody: a context with a page."""
    opened: list[BrowserContext] = []

    def one(base: str, login: str, **more: Any) -> Page:
        context = browser.new_context(**{"viewport": SIZES[0], "locale": "en-US", "accept_downloads": True, **more})
        opened.append(context)
        page = context.new_page()
        sign_in(page, base, login)
        return page

    yield one
    for context in opened:
        context.close()


def begin(page: Page, base: str, model: str = "") -> Wedge:
    page.goto(f"{base}/#/device")
    page.get_by_test_id("to-scanner").click()
    page.get_by_test_id("check-model").fill(model)
    page.get_by_test_id("check-begin").click()
    expect(page.get_by_test_id("check-code")).to_have_attribute("data-code", "mixed")
    return Wedge(page, page.context.new_cdp_session(page))


def sends(wedge: Wedge, code: TestCode, *, aim: bool = True, separator: bool = True, layout: Any = None) -> None:
    """A scanner of these habits reads a code, as keys."""
    wedge.at = max(wedge.at + 1, time.time())
    if aim:
        wedge.type(AIM[code.carrier], layout=layout)
    for number, part in enumerate(code.parts):
        if number and separator:
            wedge.send((layout or {}).get("]", "]"), "BracketRight", modifiers=CTRL, text="")
        wedge.type(part, layout=layout)
    wedge.send("Enter", "Enter")


def is_next(page: Page, number: int) -> None:
    """Wait until the check asks for a code, or is at its end."""
    if number < len(TEST_CODES):
        expect(page.get_by_test_id("check-code")).to_have_attribute("data-code", TEST_CODES[number].id)
    else:
        expect(page.get_by_test_id("check-end")).to_be_visible()


def by_hand(wedge: Wedge, text: str) -> None:
    """A person types a code, now faster, now slower."""
    wedge.at = time.time()
    for at, character in enumerate(text):
        key, shift = place(character)
        wedge.send(character, key, (60, 210, 130)[at % 3], modifiers=SHIFT if shift else 0)
    wedge.send("Enter", "Enter", 90)


def checked(page: Page, wedge: Wedge, **habits: Any) -> None:
    for number, code in enumerate(TEST_CODES):
        sends(wedge, code, **habits)
        is_next(page, number + 1)


def ends(page: Page, verdict: str, *findings: str) -> None:
    expect(page.get_by_test_id("check-end")).to_have_attribute("data-verdict", verdict)
    found = page.get_by_test_id("finding").evaluate_all("all => all.map(one => one.dataset.code)")
    assert sorted(found) == sorted(findings)


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('tote.scanner'))")


def seen_by_it(admin: Page, base: str, model: str, verdict: str) -> str:
    """What the office reads on the card of the device whose scanner is of this model."""
    admin.goto(f"{base}/#/devices")
    card = admin.get_by_test_id("device-scanner").filter(has_text=model)
    expect(card).to_have_attribute("data-verdict", verdict)
    return card.inner_text()


def test_a_good_scanner_is_found_to_be_good(people: Any, base: str) -> None:
    page, admin = people(base, "ana"), people(base, "sam")
    wedge = begin(page, base, "Good 1")
    checked(page, wedge)
    ends(page, "ok")
    for part in ("mode", "suffix", "aim", "gs", "layout"):
        expect(page.locator(f"[data-part={part}]")).to_have_attribute("data-look", "good")
    expect(page.get_by_test_id("check-change")).to_have_count(0)
    page.get_by_test_id("check-use").click()
    expect(page.get_by_test_id("to-scanner")).to_be_visible()
    assert kept(page) == {"sends_suffix": True}
    assert "Scanner in order" in seen_by_it(admin, base, "Good 1", "ok")


def test_a_keyboard_elsewhere_no_identifier_and_a_lost_separator_are_found_and_undone(people: Any, base: str) -> None:
    page, admin = people(base, "ana"), people(base, "sam")
    wedge = begin(page, base, "Azerty 2")
    checked(page, wedge, aim=False, separator=False, layout=AZERTY)
    ends(page, "slow", "layout_host", "aim_none", "gs_lost")
    page.get_by_test_id("maker-datalogic").click()
    topics = page.locator("[data-topic]").evaluate_all("all => all.map(one => one.dataset.topic)")
    assert {"aim", "gs", "layout"} == set(topics)
    drawn = page.get_by_test_id("set-up").nth(1)
    drawn.scroll_into_view_if_needed()
    assert seen(enlarged(drawn.screenshot())) == [("]C0", "$CAIEN01\r")]
    page.get_by_test_id("check-use").click()
    # The device reads by the place of the keys from now on, without being opened again.
    expect(page.get_by_test_id("scanner-seen")).to_be_visible()
    wedge.at = time.time()
    wedge.type("LOC/Az-17.m", layout=AZERTY)
    wedge.send("Enter", "Enter")
    expect(page.get_by_test_id("scanner-seen")).to_contain_text("LOC/Az-17.m")
    assert kept(page) == {"sends_suffix": True, "layout": "us", "gs_dropped": True}
    told = seen_by_it(admin, base, "Azerty 2", "slow")
    if SHOTS:
        admin.screenshot(path=SHOTS / "devices-360-light-en.png", full_page=True)
    assert faults(admin) == []
    assert "GS1 separator lost" in told
    assert "kind of code not sent" in told
    # The storage is lost, all but who the device is: with the rows comes what was known.
    page.evaluate("localStorage.setItem('tote.scanner', '{\"sends_suffix\":true}')")
    page.reload()
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.evaluate(LEARNT)
    assert kept(page) == {"sends_suffix": True, "layout": "us", "gs_dropped": True}
    admin.get_by_test_id("devices-show-attention").click()
    expect(admin.get_by_test_id("device-scanner").filter(has_text="Azerty 2")).to_have_count(1)
    expect(admin.get_by_test_id("device-scanner").filter(has_text="Good 1")).to_have_count(0)


def test_text_of_an_input_method_is_a_scanner_too_and_the_result_waits_for_a_network(people: Any, base: str) -> None:
    page, admin = people(base, "ana"), people(base, "sam")
    for _ in range(TRIES):
        begin(page, base, "Text 3")
        page.context.set_offline(True)
        for number, code in enumerate(TEST_CODES):
            page.keyboard.insert_text(AIM[code.carrier] + GS.join(code.parts))
            page.keyboard.press("Enter")
            is_next(page, number + 1)
        if page.get_by_test_id("check-end").get_attribute("data-verdict") != "slow":
            break
    ends(page, "ok")
    expect(page.locator("[data-part=mode]")).to_contain_text("as text")
    page.context.set_offline(False)
    assert "Scanner in order" in seen_by_it(admin, base, "Text 3", "ok")


def test_a_person_at_the_keys_and_a_code_that_is_not_read_are_told(people: Any, base: str) -> None:
    page = people(base, "ana")
    wedge = begin(page, base)
    read = page.get_by_test_id("check-read")
    for _ in range(TRIES):  # what a busy machine tears into two is another code
        by_hand(wedge, TEST_CODES[0].parts[0])
        expect(read).not_to_have_attribute("data-what", "")
        if read.get_attribute("data-what") == "hand":
            break
    expect(read).to_have_attribute("data-what", "hand")
    for number, code in enumerate(TEST_CODES):
        if code.carrier in {"datamatrix", "qr"}:
            page.get_by_test_id("check-cannot").click()
        else:
            sends(wedge, code)
        is_next(page, number + 1)
    ends(page, "slow", "unread", "unread")
    expect(page.get_by_test_id("finding").first).to_contain_text("Data Matrix")


def test_a_badge_that_is_scanned_meanwhile_shows_nowhere(people: Any, base: str) -> None:
    page = people(base, "ana")
    wedge = begin(page, base)
    wedge.type("TOTE-BADGE:s3cret-of-somebody")
    wedge.send("Enter", "Enter")
    page.wait_for_timeout(1_000)
    assert "s3cret" not in page.content()


def enlarged(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    framed = Image.new("L", (picture.width + 20, picture.height + 20), 255)
    framed.paste(picture.convert("L"), (10, 10))
    return framed.resize((framed.width * 3, framed.height * 3), Image.Resampling.NEAREST)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_is_fit_for_everybody(people: Any, base: str, scheme: str, language: str) -> None:
    """On every size; and what is drawn on the screen can be read from it."""
    for size in SIZES:
        page = people(base, "ana", viewport=size, color_scheme=scheme)
        page.goto(f"{base}/#/device")
        page.get_by_test_id(f"lang-{language}").click()
        page.get_by_test_id("to-scanner").click()
        fit(page, f"scanner-start-{size['width']}-{scheme}-{language}")
        wedge = begin(page, base, f"{size['width']} {scheme} {language}")
        for number, code in enumerate(TEST_CODES):
            drawn = page.locator("[data-testid=check-code] svg").last
            parts = GS.join(code.parts)
            on_screen = seen(enlarged(drawn.screenshot()))
            assert on_screen == [(AIM[code.carrier], "0" + parts if code.carrier == "upca" else parts)], code.id
            if number in (1, 4):
                fit(page, f"scanner-{code.id}-{size['width']}-{scheme}-{language}")
            sends(wedge, code, aim=False, separator=number == 3, layout=AZERTY)
            is_next(page, number + 1)
        page.get_by_test_id("maker-datalogic").click()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")  # what is half under the bar is no target
        fit(page, f"scanner-end-{size['width']}-{scheme}-{language}")
        page.context.close()


def fit(page: Page, where: str) -> None:
    if SHOTS:
        page.screenshot(path=SHOTS / f"{where}.png", full_page=True)
    assert faults(page) == [], where
    assert crowded(page) == [], where


def test_the_sheet_comes_from_the_page(people: Any, base: str, tmp_path: Path) -> None:
    page = people(base, "ana")
    page.goto(f"{base}/#/scanner")
    with page.expect_download() as got:
        page.get_by_test_id("check-sheet").click()
    got.value.save_as(tmp_path / "sheet.pdf")
    found = seen(pdf_pages((tmp_path / "sheet.pdf").read_bytes())[0])
    assert sorted(aim for aim, _ in found) == sorted(AIM.values())
