"""The phone's camera as a scanner, in a real browser with a film in front of it, and no network."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.served import GTIN, at, build, counted, scan, serving, sign_in, sku, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_devices import BADGE, CODE, ENROLLED
from tests.camera.film import label, shoot

CODE128, EAN13, QR = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.QRCode
TOOK = """() => new Promise((done, never) => {
  const flash = document.querySelector('[data-testid="flash"]');
  const begin = performance.now();
  new MutationObserver((_, watch) => {
    if (!/\\d of \\d/.test(flash.textContent)) return; // of the answer before
    watch.disconnect();
    done(performance.now() - begin);
  }).observe(flash, { childList: true, subtree: true, characterData: true });
  setTimeout(() => never(new Error(document.querySelector('main:not([hidden])').innerText)), 15_000);
  document.querySelector('[data-testid="camera"]').click();
})"""

NO_CAMERA = """() => {
  const none = Object.assign(new Error(), { name: 'NotFoundError' });
  navigator.mediaDevices.getUserMedia = () => Promise.reject(none);
}"""
TRACKS = """() => {
  globalThis.tracks = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
ENDED = """async () => {
  const lives = () => globalThis.tracks.some((one) => one.readyState !== 'ended');
  for (let frame = 0; lives() && frame < 300; frame += 1) await new Promise(requestAnimationFrame);
  return !lives();
}"""
HIDE = """(hidden) => {
  Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
NFC = """
  globalThis.listening = 0;
  globalThis.NDEFReader = class extends EventTarget {
    async scan({ signal }) {
      if (globalThis.refused) throw Object.assign(new Error(), { name: 'NotAllowedError' });
      globalThis.listening += 1;
      signal.addEventListener('abort', () => (globalThis.listening -= 1));
      const record = (text) => ({ recordType: 'text', encoding: 'utf-8', data: new TextEncoder().encode(text) });
      globalThis.touch = (text) =>
        void this.dispatchEvent(Object.assign(new Event('reading'), { message: { records: [record(text)] } }));
    }
  };
"""
ABLE = """() => {
  globalThis.wished = [];
  MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 5, step: 0.5 } });
  MediaStreamTrack.prototype.applyConstraints = async ({ advanced: [wish] }) => void globalThis.wished.push(wish);
}"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees from the next time on that it is opened."""
    path = tmp_path_factory.mktemp("film") / "film.y4m"
    shoot(path, [])
    return path


@pytest.fixture(scope="module")
def cinema(browser_type: BrowserType, browser_type_launch_args: dict[str, Any], film: Path) -> Iterator[Browser]:
    args = [*browser_type_launch_args["args"], f"--use-file-for-fake-video-capture={film}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One where no tote is on the cart yet."""
    folder = tmp_path_factory.mktemp("fresh")
    build(folder)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def picker(cinema: Browser, base: str) -> Page:
    """With a run begun, and out of reach of the network ever since."""
    page = picking(cinema, base)
    page.context.set_offline(True)
    return page


@pytest.fixture
def page(picker: Page, film: Path) -> Page:
    """The same picker at the first shelf or its item, with the camera closed and nothing in front of it."""
    picker.reload()
    stop, start = picker.get_by_test_id("stop"), picker.get_by_test_id("run-start")
    expect(stop.or_(start)).to_be_visible()
    if start.is_visible():
        start.click()
        expect(stop).to_be_visible()
    shoot(film, [])
    return picker


def picking(browser: Browser, base: str) -> Page:
    """At the first shelf, with all that the device keeps."""
    page = browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US").new_page()
    sign_in(page, base, "ana")
    page.get_by_test_id("run-start").click()
    for n in range(1, 6):
        expect(page.get_by_test_id("bind")).to_be_visible()
        scan(page, f"T-{n:04}")
        expect(page.get_by_test_id("flash")).to_contain_text(f"T-{n:04}")
    at(page, "shelf")
    return page


def at_the_item(page: Page) -> str:
    """Go to the shelf by hand, unless that is done; gives the code of the goods."""
    if page.get_by_test_id("stop").get_attribute("data-at") == "shelf":
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    return GTIN[sku(page)]


def other_than(code: str) -> str:
    return next(gtin for gtin in GTIN.values() if gtin != code)


def wait_for_it(page: Page, hint: str) -> None:
    """Let the camera look on; it has seen what is there often by then."""
    expect(page.get_by_test_id("camera-hint")).to_contain_text(hint)


def test_the_shelf_is_taken_by_the_camera_and_the_next_step_is_asked_for(page: Page, film: Path) -> None:
    shoot(film, [label(f"L-{page.get_by_test_id('loc').inner_text()}", CODE128)])
    page.get_by_test_id("camera").click()
    expect(page.get_by_test_id("camera-ask")).to_contain_text("Scan the shelf")
    expect(page.get_by_test_id("camera-ask")).to_contain_text("Scan the item")
    page.get_by_test_id("camera-close").click()
    at(page, "item")


def test_the_camera_takes_the_item_that_is_wanted_once_with_no_network(page: Page, film: Path) -> None:
    code, before = at_the_item(page), counted(page)[0]
    shoot(film, [label(code, EAN13)])
    took = page.evaluate(TOOK)
    expect(page.get_by_test_id("flash")).to_contain_text(f"{before + 1} of")
    tone(page, "right")
    sys.stderr.write(f"camera: {took:.0f} ms from the button to the accepted item\n")
    wait_for_it(page, "Same code")
    page.get_by_test_id("camera-close").click()
    assert counted(page)[0] == before + 1


def test_a_browser_without_frames_of_its_own_reads_by_way_of_a_canvas(page: Page, film: Path) -> None:
    page.evaluate("delete globalThis.VideoFrame")
    code, before = at_the_item(page), counted(page)[0]
    shoot(film, [label(code, EAN13)])
    page.get_by_test_id("camera").click()
    expect(page.get_by_test_id("flash")).to_contain_text(f"{before + 1} of")


def test_of_a_wrong_and_the_wanted_item_in_view_the_wanted_one_is_taken(page: Page, film: Path) -> None:
    code, before = at_the_item(page), counted(page)[0]
    shoot(film, [label(other_than(code), EAN13, 2), label(code, EAN13, 2)])
    page.get_by_test_id("camera").click()
    expect(page.get_by_test_id("flash")).to_contain_text(f"{before + 1} of")
    wait_for_it(page, "Same code")
    tone(page, "right")
    page.get_by_test_id("camera-close").click()
    assert counted(page)[0] == before + 1


def test_a_wrong_item_alone_in_view_is_told_and_not_counted(page: Page, film: Path) -> None:
    code, before = at_the_item(page), counted(page)[0]
    shoot(film, [label(other_than(code), EAN13)])
    page.get_by_test_id("camera").click()
    tone(page, "wrong")
    page.get_by_test_id("camera-close").click()
    assert counted(page)[0] == before


def test_a_camera_that_is_refused_says_what_to_set_and_takes_the_code_by_hand(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> None:
    args = [flag for flag in browser_type_launch_args["args"] if flag != "--use-fake-ui-for-media-stream"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    build(tmp_path)
    with serving(tmp_path) as base:
        page = picking(browser, base)
        code = at_the_item(page)
        page.get_by_test_id("camera").click()
        expect(page.get_by_test_id("camera-sheet")).to_have_attribute("data-standing", "refused")
        expect(page.get_by_test_id("camera-without")).to_contain_text("allow the camera")
        page.get_by_test_id("camera-code").fill(code)
        page.get_by_test_id("camera-use").click()
        expect(page.get_by_test_id("flash")).to_contain_text("1 of")
    browser.close()


def test_a_device_with_no_camera_says_so(page: Page) -> None:
    page.evaluate(NO_CAMERA)
    page.get_by_test_id("camera").click()
    expect(page.get_by_test_id("camera-sheet")).to_have_attribute("data-standing", "none")
    page.get_by_test_id("camera-close").click()
    expect(page.get_by_test_id("stop")).to_be_visible()


def test_the_camera_is_off_whenever_nobody_sees_it(page: Page, film: Path) -> None:
    shoot(film, [])
    page.evaluate(TRACKS)
    sheet = page.get_by_test_id("camera-sheet")
    for close in ("button", "escape", "hidden", "elsewhere"):
        page.get_by_test_id("camera").click()
        expect(sheet).to_have_attribute("data-standing", "live")
        assert page.evaluate("globalThis.tracks.filter(one => one.readyState === 'live').length") == 1
        if close == "button":
            page.get_by_test_id("camera-close").click()
        elif close == "escape":
            page.keyboard.press("Escape")
        elif close == "elsewhere":
            page.get_by_test_id("back").click()
            expect(page.get_by_test_id("run-start")).to_be_visible()
        else:
            page.evaluate(HIDE, True)
        assert page.evaluate(ENDED), close
        if close == "hidden":
            page.evaluate(HIDE, False)
            expect(sheet).to_have_attribute("data-standing", "live")
            page.get_by_test_id("camera-close").click()


def test_light_and_closer_are_offered_where_the_camera_has_them(page: Page, film: Path) -> None:
    shoot(film, [])
    page.evaluate(ABLE)
    page.get_by_test_id("camera").click()
    torch = page.get_by_test_id("torch")
    torch.click()
    expect(torch).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("zoom").fill("3")
    torch.click()
    expect(torch).to_have_attribute("aria-pressed", "false")
    asked = [wish for wish in page.evaluate("globalThis.wished") if "focusMode" not in wish]
    assert asked == [{"torch": True}, {"zoom": 3}, {"torch": False}]


def test_nothing_of_the_camera_comes_from_elsewhere(page: Page, film: Path) -> None:
    """Its reader fetches itself from a CDN unless it is told where it lies."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    code, before = at_the_item(page), counted(page)[0]
    shoot(film, [label(code, EAN13)])
    page.get_by_test_id("camera").click()
    expect(page.get_by_test_id("flash")).to_contain_text(f"{before + 1} of")
    assert any(url.endswith(".wasm") for url in asked)
    here = page.url.split("#")[0]
    assert [url for url in asked if not url.startswith((here, "blob:", "data:"))] == []


@pytest.mark.parametrize(("size", "scheme", "language"), [(0, "light", "en"), (1, "dark", "zh"), (2, "dark", "en")])
def test_the_camera_is_fit_for_everybody(
    cinema: Browser, fresh: str, film: Path, size: int, scheme: str, language: str
) -> None:
    context = cinema.new_context(viewport=SIZES[size], color_scheme=scheme, locale="en-US")  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, fresh, "ana")
    page.evaluate(ABLE)
    page.goto(f"{fresh}/#/device")
    page.get_by_test_id(f"lang-{language}").click()
    page.goto(f"{fresh}/#/pick")
    page.get_by_test_id("run-start").click()
    for state in ("live", "choice", "none"):
        shoot(film, [label("T-0001", QR, 6), label("T-0002", QR, 6)] if state == "choice" else [])
        if state == "none":
            page.evaluate(NO_CAMERA)
        page.get_by_test_id("camera").click()
        page.get_by_test_id({"live": "torch", "choice": "camera-which", "none": "camera-code"}[state]).wait_for()
        where = f"camera-{state}-{SIZES[size]['width']}-{scheme}-{language}"
        if SHOTS:
            page.screenshot(path=SHOTS / f"{where}.png")
        assert faults(page) == [], where
        assert crowded(page) == [], where
        page.get_by_test_id("camera-close").click()
    context.close()


def test_of_two_totes_that_are_wanted_as_much_the_person_picks(cinema: Browser, fresh: str, film: Path) -> None:
    page = cinema.new_context(viewport=SIZES[0], locale="en-US").new_page()
    sign_in(page, fresh, "ana")
    page.get_by_test_id("run-start").click()
    shoot(film, [label("T-0001", QR, 6), label("T-0002", QR, 6)])
    page.get_by_test_id("camera").click()
    choices = page.get_by_test_id("camera-choice")
    expect(choices).to_have_count(2)
    expect(page.get_by_test_id("flash")).to_be_empty()
    choices.filter(has_text="T-0002").click()
    expect(page.get_by_test_id("flash")).to_contain_text("T-0002")
    wait_for_it(page, "Same code")
    page.get_by_test_id("camera-close").click()
    expect(page.get_by_test_id("bind-nth")).to_contain_text("2 of 5")
    page.context.close()


@pytest.fixture
def locked(cinema: Browser, fresh: str) -> Iterator[Page]:
    """A scanner that several people use, which waits for a badge."""
    page = cinema.new_context(viewport=SIZES[0], locale="en-US").new_page()
    page.add_init_script(NFC)
    page.route("**/api/auth/enrol", lambda route: route.fulfill(status=201, json=ENROLLED))
    page.goto(f"{fresh}/#/enrol/{CODE}")
    page.get_by_test_id("enrol-go").click()
    expect(page.get_by_test_id("scan-badge")).to_be_visible()
    yield page
    page.context.close()


def test_a_badge_is_read_by_the_camera_where_one_is_asked_for(locked: Page, film: Path) -> None:
    shoot(film, [label("9521234000013", EAN13, 2), label(f"TOTE-BADGE:{BADGE}", QR, 6)])
    locked.get_by_test_id("camera").click()
    expect(locked.get_by_test_id("pin-ok")).to_be_visible()
    expect(locked.get_by_test_id("camera-sheet")).to_have_count(0)


def test_a_badge_is_held_to_the_back_of_the_device(locked: Page) -> None:
    nfc = locked.get_by_test_id("nfc")
    nfc.click()
    expect(nfc).to_have_attribute("aria-pressed", "true")
    locked.evaluate("globalThis.touch('https://elsewhere.example')")
    expect(locked.get_by_role("alert")).to_contain_text("no badge of ours")
    locked.evaluate("badge => globalThis.touch(badge)", f"TOTE-BADGE:{BADGE}")
    expect(locked.get_by_test_id("pin-ok")).to_be_visible()
    assert locked.evaluate("globalThis.listening") == 0, "nothing more is read"
    locked.get_by_test_id("pin-leave").click()
    locked.evaluate("globalThis.refused = true")
    nfc.click()
    expect(locked.get_by_role("alert")).to_contain_text("not allowed")
    expect(nfc).to_have_attribute("aria-pressed", "false")
    assert faults(locked) == []
