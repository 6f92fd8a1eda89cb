"""The app on every size, in both themes and languages; what each person sees, live; every way a scanner can type."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.large import cramped
from tests.browser.served import GTIN, at, at_full_speed, build, counted, scan, serving, sign_in, sku, tone

ROOT = Path(__file__).parents[2]
AXE = ROOT / "pwa/node_modules/axe-core/axe.min.js"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
SIZES: list[ViewportSize] = [
    {"width": 360, "height": 640},
    {"width": 390, "height": 844},
    {"width": 820, "height": 1180},
]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TARGET = "target-size"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "ana": ["#/", "#/device", "#/kept", "#/count", "#/look"],
    "jonas": ["#/pack", "#/pack/pallets"],
    "priya": ["#/ship", "#/ship/holds", "#/ship/board"],
    "rosa": ["#/", "#/receive", "#/receive/demo-po-7741", "#/returns", "#/move"],
    "marta": [
        "#/",
        "#/pick",
        "#/lead",
        "#/lead/process",
        "#/lead/rules",
        "#/lead/substitutes",
        "#/lead/checks",
        "#/people",
        "#/count",
        "#/move/faces",
    ],
    "ingrid": ["#/", "#/orders/review", "#/orders/all", "#/release", "#/announce"],
    "luc": ["#/"],
    "omar": ["#/", "#/refunds"],
    "sam": ["#/", "#/people", "#/people/ana", "#/devices", "#/devices/add"],
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the demo world, shared by the tests that do not use up its work."""
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


STAYS = """() => {
  for (const one of document.querySelector('.flash')?.getAnimations() ?? []) {
    if (/^(leave|gone)/.test(one.animationName)) one.currentTime = 0;
  }
}"""
"""An answer that is about to fade has its time once more: half faded, nobody has to read it."""


def faults(page: Page) -> list[Any]:
    """What axe holds against a page, with the elements."""
    expect(page.locator("h1").first).to_be_visible()  # a screen whose code is on its way is blank
    expect(page.get_by_test_id("wash")).to_be_hidden()  # the colour of an answer lies over all for a moment
    with at_full_speed(page):
        if not page.evaluate("'axe' in globalThis"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = broken(page)
        if not any(rule == TARGET for rule, _ in found):
            return found
        # What the bar below covers in part is no small target: it is whole once somebody scrolls to it.
        page.evaluate("scrollBy(0, innerHeight / 3)")
        again = {node for rule, nodes in broken(page) if rule == TARGET for node in nodes}
        page.evaluate("scrollTo(0, 0)")
    small = [(rule, [node for node in nodes if rule != TARGET or node in again]) for rule, nodes in found]
    return [[rule, nodes] for rule, nodes in small if nodes]


def broken(page: Page) -> list[Any]:
    """The rules that a page breaks as it stands, with the way to each element and what it is."""
    page.evaluate(STAYS)
    nodes = "v.nodes.map(n => `${n.target.join(' ')}: ${n.html}`)"
    run = f"rules => axe.run(document, {{runOnly: rules}}).then(r => r.violations.map(v => [v.id, {nodes}]))"
    found: list[Any] = page.evaluate(run, RULES)
    return found


def crowded(page: Page) -> list[str]:
    """What sticks out at the side, is too small for a gloved finger, or cannot be read as large text.

    A check box is as large as its label.
    """
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], select, input:not([tabindex="-1"])')]
          .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
          .filter(([e, r]) => r.width > 0 && (r.height < 48 || r.width < 48 || r.right > innerWidth + 1 || r.left < -1))
          .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""
    )
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    sticks_out = ["the page scrolls sideways"] if wide else []
    return [*small, *sticks_out, *(cramped(page) if page.viewport_size == SIZES[0] else [])]


@pytest.mark.parametrize("login", PAGES)
def test_every_screen_is_fit_for_everybody(browser: Browser, base: str, login: str) -> None:
    page = browser.new_context(locale="en-US").new_page()
    sign_in(page, base, login)
    for language in ("en", "zh"):
        page.goto(f"{base}/#/device")
        page.get_by_test_id(f"lang-{language}").click()
        for name in PAGES[login]:
            page.goto(f"{base}/{name}")
            expect(page.get_by_test_id("pill")).to_be_visible()
            expect(page.locator("main")).not_to_be_empty()
            for size, scheme in product(SIZES, SCHEMES):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)
                where = f"{login}-{name.strip('#/').replace('/', '-')}-{size['width']}-{scheme}-{language}"
                if SHOTS:
                    page.screenshot(path=SHOTS / f"{where}.png")
                found = faults(page)
                assert found == [], json.dumps([where, found], indent=1)
                assert crowded(page) == [], where


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
        page.wait_for_timeout(300)  # the same by another way, and not by both ways at once
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
