"""What keyboard-wedge scanners do, by real key events, input methods and pastes in a real browser.

The page has nothing but the app's own ears (`wedge/page.ts`), bundled as the app is. Key events carry the time that
they are said to have been made at, so that a busy machine does not make a fast scanner slow.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.conftest import NODE

HERE = Path(__file__).parent
GTIN = "9521101530001"
GS = "\x1d"
ORIGIN = "http://localhost:9"
KNOWN = {"sends_suffix": True, "gap_ms": 2000}
"""A scanner that the device has met, and a machine that may leave two seconds between two keys."""
SILENT = {"gap_ms": 2000}
BUILD = """
import { build } from "vite";
await build({
  configFile: false, root: "../tests/browser/wedge", logLevel: "error",
  build: {
    outDir: OUT, emptyOutDir: false, target: "chrome100",
    lib: { entry: "page.ts", formats: ["iife"], name: "wedge", fileName: () => "wedge.js" },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
"""
BODY = """<!doctype html><title>Wedge</title><main><button id=button>Button</button>
<input id=quantity inputmode=numeric value=7><input id=name data-scan=keep><textarea id=note></textarea></main>
<script src=wedge.js></script>"""
HEARD = """(count) => new Promise((done) => {
  const end = performance.now() + 10000;
  const look = () => (heard.scans.length < count && performance.now() < end ? setTimeout(look, 10) : done(heard.scans));
  look();
})"""


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("wedge")
    code = BUILD.replace("OUT", json.dumps(str(out)))
    subprocess.run(
        [str(NODE), "--input-type=module", "-"], input=code, text=True, check=True, cwd=HERE.parents[1] / "pwa"
    )
    return (out / "wedge.js").read_text()


class Wedge:
    """A scanner at a page: types, and tells what was heard."""

    def __init__(self, page: Page, cdp: CDPSession) -> None:
        self.page, self.cdp = page, cdp
        self.at = time.time()

    def send(self, key: str, code: str, gap_ms: float = 5, *, modifiers: int = 0, text: str | None = None) -> None:
        self.at = self.at + gap_ms / 1000
        event: dict[str, Any] = {"key": key, "code": code, "modifiers": modifiers, "timestamp": self.at}
        event["windowsVirtualKeyCode"] = VIRTUAL.get(key, ord(key.upper()[0]) if len(key) == 1 else 0)
        shown = {"Enter": "\r", "Tab": "\t"}.get(key, key if len(key) == 1 else "") if text is None else text
        self.cdp.send("Input.dispatchKeyEvent", {**event, "type": "keyDown", "text": shown})
        self.cdp.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})

    def type(self, text: str, gap_ms: float = 5, *, modifiers: int = 0, layout: dict[str, str] | None = None) -> None:
        """Press the keys of a keyboard of the United States; the host takes them for what `layout` says."""
        for character in text:
            code, shift = place(character)
            host = (layout or {}).get(character, character)
            self.send(host, code, gap_ms, modifiers=modifiers | (SHIFT if shift else 0))

    def enter(self) -> None:
        self.send("Enter", "Enter")

    def pause(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)
        self.at = time.time()

    def scans(self, count: int) -> list[str]:
        """What was heard, as soon as there are so many."""
        found: list[str] = self.page.evaluate(HEARD, count)
        return found

    def value(self, field: str) -> str:
        return self.page.locator(f"#{field}").input_value()


VIRTUAL = {"Enter": 13, "Tab": 9, "Unidentified": 229, "Alt": 18, "Control": 17}
ALT, CTRL, SHIFT = 1, 2, 8
SIGNS = {
    "Minus": "-_", "Equal": "=+", "BracketLeft": "[{", "BracketRight": "]}", "Backslash": "\\|", "Semicolon": ";:",
    "Quote": "'\"", "Backquote": "`~", "Comma": ",<", "Period": ".>", "Slash": "/?", "Digit1": "1!", "Digit2": "2@",
    "Digit3": "3#", "Digit4": "4$", "Digit5": "5%", "Digit6": "6^", "Digit7": "7&", "Digit8": "8*", "Digit9": "9(",
    "Digit0": "0)",
}  # fmt: skip
AZERTY = dict(zip("1234567890-[]qawzm,./", "&é\"'(-è_çà)^$aqzw,;:!", strict=True))
GERMAN = dict(zip("yzYZ-/_?", "zyZYß-?_", strict=True))


def place(character: str) -> tuple[str, bool]:
    """The key and whether Shift is held."""
    if character.isalpha():
        return f"Key{character.upper()}", character.isupper()
    return next((code, signs[1] == character) for code, signs in SIGNS.items() if character in signs)


@pytest.fixture
def at(browser: Browser, script: str) -> Iterator[Any]:
    contexts = []

    def open_with(scanner: dict[str, Any]) -> Wedge:
        context = browser.new_context(viewport={"width": 360, "height": 640})
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
        page = context.new_page()
        page.route("**/*", lambda route: route.fulfill(body=BODY, content_type="text/html; charset=utf-8"))
        page.route("**/wedge.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        page.add_init_script(f"localStorage.setItem('tote.scanner', '{json.dumps(scanner)}')")
        page.goto(ORIGIN)
        return Wedge(page, context.new_cdp_session(page))

    yield open_with
    for context in contexts:
        context.close()


@pytest.mark.parametrize("suffix", ["Enter", "Tab"])
def test_thirteen_digits_and_a_suffix(at: Any, suffix: str) -> None:
    wedge = at(KNOWN)
    wedge.type(GTIN)
    wedge.send(suffix, suffix)
    assert wedge.scans(1) == [GTIN]
    assert wedge.page.evaluate("document.activeElement.className") == "sink", "Tab did not walk away"


def test_no_suffix(at: Any) -> None:
    wedge = at(SILENT)
    wedge.type(GTIN)
    assert wedge.scans(1) == [GTIN]


def test_a_stall_of_90_ms_in_the_middle(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type(GTIN[:6])
    wedge.type(GTIN[6], gap_ms=90)
    wedge.type(GTIN[7:])
    wedge.enter()
    assert wedge.scans(1) == [GTIN]


@pytest.mark.parametrize("code", ["WH-A-01/02.b", "https://id.example.com/01/09521234000013?x=1&y=a_b", "A-1"])
def test_signs_and_short_codes(at: Any, code: str) -> None:
    wedge = at(KNOWN)
    wedge.type(code)
    wedge.enter()
    assert wedge.scans(1) == [code]


def test_a_separator_as_control_and_bracket(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type("]C11012345")
    wedge.send("]", "BracketRight", modifiers=CTRL, text="")
    wedge.type("17261231")
    wedge.enter()
    assert wedge.scans(1) == [f"]C11012345{GS}17261231"]


def test_a_separator_as_alt_and_keypad(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type("]C11012345")
    for digit in "029":
        wedge.send(digit, f"Numpad{digit}", modifiers=ALT, text="")
    wedge.type("17261231")
    wedge.enter()
    assert wedge.scans(1) == [f"]C11012345{GS}17261231"]


def test_a_slow_one_with_80_ms_a_key(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type(GTIN, gap_ms=80)
    wedge.enter()
    assert wedge.scans(1) == [GTIN]


def test_the_alt_flag_on_every_key(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type("T-0007", modifiers=ALT)
    wedge.enter()
    assert wedge.scans(1) == ["T-0007"]


def test_a_host_with_azerty_is_found_out_by_its_digits(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type("]C110AQW-7", layout=AZERTY)
    wedge.enter()
    assert wedge.scans(1) == ["]C110AQW-7"]


def test_a_german_host_is_known_from_the_check(at: Any) -> None:
    wedge = at({**KNOWN, "layout": "us"})
    wedge.type("L-YZ-01/02_b", layout=GERMAN)
    wedge.enter()
    assert wedge.scans(1) == ["L-YZ-01/02_b"]


def test_caps_lock(at: Any) -> None:
    wedge = at({**KNOWN, "layout": "us"})
    wedge.type("]C110Lot7", layout={c: c.swapcase() for c in "CLot"})
    wedge.enter()
    assert wedge.scans(1) == ["]C110Lot7"]


def test_prefix_and_a_sign_in_place_of_the_separator(at: Any) -> None:
    wedge = at({**KNOWN, "prefix": "*", "suffix": "#", "gs": ["|"]})
    wedge.type("*]C11012345|17261231#")
    wedge.enter()
    assert wedge.scans(1) == [f"]C11012345{GS}17261231"]


def test_an_input_method_with_one_character_a_key(at: Any) -> None:
    wedge = at(KNOWN)
    for _ in range(4):  # until the driver of a busy machine is as fast as an input method
        wedge = at(KNOWN)
        begun = time.monotonic()
        for character in "T-0007":
            wedge.cdp.send(
                "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Unidentified", "windowsVirtualKeyCode": 229}
            )
            wedge.cdp.send("Input.insertText", {"text": character})
        wedge.enter()
        if time.monotonic() - begun < 0.1:
            break
    assert wedge.scans(1) == ["T-0007"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_an_input_method_with_the_whole_text(at: Any, end: str) -> None:
    wedge = at(KNOWN)
    wedge.cdp.send("Input.insertText", {"text": GTIN + end})
    assert wedge.scans(1) == [GTIN]


def test_whole_texts_in_a_row_stay_apart_on_a_page_that_is_busy(at: Any) -> None:
    wedge = at(KNOWN)
    codes = [f"T-{n:04}" for n in range(5)]
    wedge.page.evaluate(
        "setTimeout(() => { const end = performance.now() + 900; while (performance.now() < end); }, 20)"
    )
    for code in codes:
        wedge.cdp.send("Input.insertText", {"text": f"{code}\n"})
    assert wedge.scans(5) == codes


def test_a_paste(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.page.focus("#button")
    wedge.page.evaluate("(text) => navigator.clipboard.writeText(text)", f"]C11012345{GS}17261231")
    wedge.page.keyboard.press("Control+v")
    assert wedge.scans(1) == [f"]C11012345{GS}17261231"]


def test_texts_without_an_end_at_ten_a_second(at: Any) -> None:
    wedge = at(KNOWN)
    for code in ("T-0001", "T-0002", "T-0003"):
        wedge.cdp.send("Input.insertText", {"text": code})
        wedge.page.wait_for_timeout(100)
    assert wedge.scans(3) == ["T-0001", "T-0002", "T-0003"]


def test_two_scans_without_a_pause(at: Any) -> None:
    wedge = at(KNOWN)
    for code in (GTIN, "T-0007", "T-0007"):
        wedge.type(code)
        wedge.enter()
    assert wedge.scans(3) == [GTIN, "T-0007", "T-0007"]


@pytest.mark.parametrize("field", ["quantity", "note"])
def test_a_scan_into_a_field_leaves_it_as_it_was(at: Any, field: str) -> None:
    wedge = at(KNOWN)
    wedge.page.focus(f"#{field}")
    before = wedge.value(field)
    wedge.type(GTIN)
    wedge.enter()
    assert wedge.scans(1) == [GTIN]
    assert wedge.value(field) == before


def test_text_put_into_a_quantity_at_once_is_a_scan(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.page.focus("#quantity")
    wedge.cdp.send("Input.insertText", {"text": GTIN})
    assert wedge.scans(1) == [GTIN]
    assert wedge.value("quantity") == "7"


def test_a_person_types_into_fields(at: Any) -> None:
    wedge = at({"sends_suffix": True, "gap_ms": 300})
    for field in ("note", "name"):
        wedge.page.focus(f"#{field}")
        wedge.type("pallet-7", gap_ms=110)
        wedge.pause(0.6)
    wedge.page.focus("#quantity")
    wedge.page.keyboard.press("End")
    wedge.type("250", gap_ms=60)
    wedge.enter()
    assert (wedge.value("note"), wedge.value("name"), wedge.value("quantity")) == ("pallet-7", "pallet-7", "7250")
    assert wedge.scans(0) == []


def test_a_field_that_keeps_all_keeps_a_scan_too(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.page.focus("#name")
    wedge.type(GTIN)
    wedge.enter()
    wedge.pause(0.2)
    assert wedge.value("name") == GTIN
    assert wedge.scans(0) == []


def test_single_keys_of_a_person_are_no_scan(at: Any) -> None:
    wedge = at({"gap_ms": 50})
    for key in "ax":
        wedge.type(key)
        wedge.pause(0.3)
    assert wedge.page.evaluate("heard") == {"scans": [], "keys": ["a", "x"]}


def test_one_scan_by_two_channels_counts_once(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type(GTIN)
    wedge.page.evaluate(
        """(text) => addEventListener('keyup', () => setTimeout(() => {
          const sink = document.querySelector('.sink');
          sink.value = text;
          sink.dispatchEvent(new Event('input', { bubbles: true }));
        }), { once: true, capture: true })""",
        GTIN,
    )
    wedge.enter()
    wedge.pause(0.5)
    assert wedge.scans(1) == [GTIN]


def test_by_two_channels_each_pull_of_the_trigger_counts(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.page.evaluate(
        """(text) => addEventListener('keyup', ({ key }) => key === 'Enter' && setTimeout(() => {
          const sink = document.querySelector('.sink');
          sink.value = text + '\\n';
          sink.dispatchEvent(new Event('input', { bubbles: true }));
        }), { capture: true })""",
        "A-1",
    )
    for _ in range(3):
        wedge.type("A-1", gap_ms=1)
        wedge.enter()
    wedge.pause(0.5)
    assert wedge.scans(3) == ["A-1"] * 3


def test_scans_are_heard_without_a_focus_and_open_no_keyboard(at: Any) -> None:
    wedge = at(KNOWN)
    for tap in ("main", "#button"):
        wedge.page.locator(tap).click(position={"x": 2, "y": 2})
        wedge.type("T-0007")
        wedge.enter()
    assert wedge.scans(2) == ["T-0007", "T-0007"]
    assert wedge.page.evaluate("[...document.querySelectorAll('.sink')].map((sink) => sink.inputMode)") == ["none"]


def test_a_scanned_control_key_does_not_leave_the_page(at: Any) -> None:
    wedge = at(KNOWN)
    wedge.type("AB")
    wedge.send("p", "KeyP", modifiers=CTRL, text="")
    wedge.type("CD")
    wedge.enter()
    assert wedge.scans(1) == ["ABCD"]
