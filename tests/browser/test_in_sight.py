"""On the smallest handheld a picker sees all that a step needs without scrolling, and hits it with gloves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.ops.pick.release import PickRelease
from backend.ops.process.set import ProcessSet
from tests.browser.gaps import too_close
from tests.browser.large import cramped
from tests.browser.served import GTIN, at, scan, serving, sign_in
from tests.browser.test_app import AXE, SHOTS
from tests.browser.waved import floor, pick_units

CUP, KNIFE, GLASS, PACK_OF_4 = "GLA-WHIT-6", "TAB-KNIF-12", "GLA-BURG-6", "29521234038874"
CUT_OFF = """() => {
  const end = document.querySelector('.bar').getBoundingClientRect().top;
  const inside = [...document.querySelectorAll('main *')].map((e) => [e, e.getBoundingClientRect()]);
  const low = inside.filter(([, r]) => r.height > 0 && r.bottom > end + 1);
  const wide = inside.filter(([, r]) => r.right > innerWidth + 1);
  const all = (some) => [...document.querySelectorAll(some)];
  const text = all('main p, main strong').filter((e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1);
  const small = all('main button, .bar button').filter((e) => e.getBoundingClientRect().height < 64);
  return [...low, ...wide].map(([e]) => e).concat(text, small).map((e) => e.outerHTML.slice(0, 120));
}"""
"""What of a step lies under the bar, sticks out, or is less than 64 px high."""


def fit(page: Page, name: str) -> None:
    """Hold a step against what a picker needs of it."""
    expect(page.get_by_test_id("wash")).to_be_hidden()
    if SHOTS:
        page.screenshot(path=SHOTS / f"run-{name}.png")
    assert page.evaluate(CUT_OFF) == [], name
    assert too_close(page) == [], name
    assert cramped(page) == [], name
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "axe.run(document, {runOnly: ['color-contrast-enhanced']})"
    found: list[Any] = page.evaluate(f"{run}.then(r => r.violations.map(v => v.nodes.map(n => n.html)))")
    assert found == [], name


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("who", "scheme"), [("ana", "light"), ("wei", "dark")], ids=["en-light", "zh-dark"])
def test_each_step_of_a_run_is_in_sight(
    browser: Browser, tmp_path: Path, who: str, scheme: Literal["light", "dark"]
) -> None:
    several = {f"o{n}": [(GLASS, 11 if n == 2 else 2)] for n in range(1, 6)}
    releases = [
        PickRelease(run="b", warehouse="ROT", orders=tuple(several), mode="batch"),
        PickRelease(run="z", warehouse="ROT", orders=("z1", "z2"), mode="zone"),
    ]
    keys = ProcessSet(warehouse="ROT", switch="pick.units", value="keys")
    floor(tmp_path, {**several, "z1": [(CUP, 2), (KNIFE, 3)], "z2": [(CUP, 1)]}, releases, [keys])
    with serving(tmp_path) as base:
        context = browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US", color_scheme=scheme)
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem('tote.theme', '{scheme}')")
        sign_in(page, base, who)
        page.get_by_test_id("run-start").click()
        at(page, "shelf")
        fit(page, f"{who}-batch-shelf")
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
        at(page, "item")
        fit(page, f"{who}-batch-item")
        page.get_by_test_id("short").click()
        expect(page.get_by_test_id("short-screen")).to_be_visible()
        fit(page, f"{who}-batch-short")
        page.get_by_test_id("short-back").click()
        for picked in ("4", "8", "12", "16"):
            scan(page, PACK_OF_4)
            expect(page.get_by_test_id("count")).to_contain_text(picked)
        pick_units(page)
        expect(page.get_by_test_id("deal")).to_be_visible()
        fit(page, f"{who}-batch-deal")
        scan(page, "T-0001")
        expect(page.get_by_test_id("deal-units")).to_have_text("11")
        page.get_by_test_id("full").click()
        fit(page, f"{who}-batch-full")
        page.goto(f"{base}/#/pick")
        page.get_by_test_id("run-take").click()
        by_zone(page, who)


def by_zone(page: Page, who: str) -> None:
    """The steps of a run order by order, as far as the border of its first zone."""
    expect(page.get_by_test_id("bind")).to_be_visible()
    fit(page, f"{who}-bind")
    scan(page, "T-0008")
    expect(page.get_by_test_id("bind-nth")).to_contain_text("2")
    scan(page, "T-0009")
    at(page, "shelf")
    fit(page, f"{who}-shelf")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    scan(page, GTIN[CUP])
    expect(page.get_by_test_id("rest")).to_be_visible()
    fit(page, f"{who}-item-keys")
    page.get_by_test_id("short").click()
    expect(page.get_by_test_id("short-screen")).to_be_visible()
    fit(page, f"{who}-short")
    page.get_by_test_id("short-back").click()
    page.get_by_test_id("rest-count").click()
    at(page, "tote")
    fit(page, f"{who}-tote")
    scan(page, page.get_by_test_id("tote").inner_text())
    at(page, "item")  # of the next order, at the same shelf
    pick_units(page)
    at(page, "tote")
    scan(page, page.get_by_test_id("tote").inner_text())
    expect(page.get_by_test_id("pass-on-screen")).to_be_visible()
    fit(page, f"{who}-pass-on")
