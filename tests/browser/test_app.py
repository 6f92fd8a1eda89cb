"""The app on every size, in both themes and languages; what each person sees, live; every way a scanner can type."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.served import GTIN, at, build, counted, scan, serving, sign_in, sku, tone

ROOT = Path(__file__).parents[2]
AXE = ROOT / "pwa/node_modules/axe-core/axe.min.js"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
SIZES: list[ViewportSize] = [
    {"width": 360, "height": 640},
    {"width": 390, "height": 844},
    {"width": 820, "height": 1180},
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "ana": ["#/", "#/device", "#/kept"],
    "jonas": ["#/pack"],
    "priya": ["#/ship"],
    "marta": ["#/", "#/pick", "#/lead", "#/people"],
    "ingrid": ["#/", "#/orders/review", "#/orders/all", "#/release"],
    "luc": ["#/"],
    "omar": ["#/"],
    "sam": ["#/", "#/people", "#/people/ana", "#/devices", "#/devices/add"],
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the demo world, shared by the tests that do not use up its work."""
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


def faults(page: Page) -> list[Any]:
    """What axe holds against a page, with the elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "rules => axe.run(document, {runOnly: rules})"
    found: list[Any] = page.evaluate(f"{run}.then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))", RULES)
    return found


def crowded(page: Page) -> list[str]:
    """What sticks out at the side, or is too small for a gloved finger. A check box is as large as its label."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], select, input:not([tabindex="-1"])')]
          .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
          .filter(([e, r]) => r.width > 0 && (r.height < 40 || r.right > innerWidth + 1 || r.left < -1))
          .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""
    )
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*small, "the page scrolls sideways"] if wide else small


@pytest.mark.timeout(180)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_fit_for_everybody(browser: Browser, base: str, scheme: str, language: str) -> None:
    for size in SIZES:
        for login, pages in PAGES.items():
            context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            sign_in(page, base, login)
            page.goto(f"{base}/#/device")
            page.get_by_test_id(f"lang-{language}").click()
            for name in pages:
                page.goto(f"{base}/{name}")
                expect(page.get_by_test_id("pill")).to_be_visible()
                page.wait_for_function("document.querySelector('main')?.innerText.length > 0")
                where = f"{login}-{name.strip('#/').replace('/', '-')}-{size['width']}-{scheme}-{language}"
                if SHOTS:
                    page.screenshot(path=SHOTS / f"{where}.png")
                assert faults(page) == [], json.dumps([where, faults(page)], indent=1)
                assert crowded(page) == [], where
            context.close()


def test_a_decision_and_a_release_reach_the_other_screens_without_a_reload(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        tablet = browser.new_context(viewport=SIZES[2], locale="en-US").new_page()
        other = browser.new_context(viewport=SIZES[1], locale="en-US").new_page()
        picker = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(tablet, base, "ingrid")
        sign_in(other, base, "omar")
        sign_in(picker, base, "wei")
        other.goto(f"{base}/#/orders/all")
        row = other.locator('[data-number="#10412"]')
        expect(row).to_contain_text("Review")
        tablet.goto(f"{base}/#/orders/review")
        tablet.get_by_test_id("order-row").filter(has_text="#10412").click()
        tablet.keyboard.press("a")
        expect(row).to_contain_text("Approved")
        expect(tablet.locator('nav [data-number="#10412"]')).to_have_count(0)
        tablet.goto(f"{base}/#/release")
        tablet.get_by_test_id("release").click()
        expect(picker.get_by_test_id("run-row")).to_have_count(1)


def test_a_scanner_may_type_by_key_by_input_method_or_by_paste_whatever_has_the_focus(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        for n in range(1, 6):
            expect(page.get_by_test_id("bind")).to_be_visible()
            page.keyboard.insert_text(f"T-{n:04}\n")  # as an input method puts it: no key events
            expect(page.get_by_test_id("flash")).to_contain_text(f"T-{n:04}")
        at(page, "shelf")
        page.get_by_test_id("short").focus()  # Enter would press the button, were it not a scan
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
        at(page, "item")
        code = GTIN[sku(page)]
        scan(page, f"]E0{code}")
        expect(page.get_by_test_id("count")).to_contain_text("1")
        for _ in range(3):  # a burst: nothing waits for the one before
            page.keyboard.type(code + "\n")
        expect(page.get_by_test_id("count")).to_contain_text("4")
        page.keyboard.insert_text(code)
        expect(page.get_by_test_id("count")).to_contain_text("5")
        assert counted(page)[0] == 5
        page.get_by_test_id("undo").click()
        expect(page.get_by_test_id("count")).to_contain_text("4")
        scan(page, "9521234999996")
        tone(page, "wrong")


def test_each_person_sees_the_work_of_their_role_only(browser: Browser, base: str) -> None:
    seen = {}
    for login in ("ana", "jonas", "priya", "luc", "ingrid"):
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, login)
        page.goto(f"{base}/#/orders/all")
        page.wait_for_timeout(500)  # nothing may come up, however long one waits
        seen[login] = page.get_by_test_id("order-row").count() > 0
        page.goto(f"{base}/#/pick")
        page.wait_for_timeout(500)
        seen[f"{login} pick"] = page.get_by_test_id("run-start").count() > 0
        page.context.close()
    assert not any(seen[login] for login in ("ana", "jonas", "priya"))
    assert seen["ingrid"]
    assert [login for login in ("jonas", "priya", "luc", "ingrid") if seen[f"{login} pick"]] == []
