"""A code that nothing is known by: a lead says on the spot what it is, and every device knows it from then on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.floor import picked
from tests.browser.served import at, build, counted, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults

SUPPLIERS, STRANGE, TEXT = "8719514015418", "8719514015425", "ACME pens blue"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


def at_the_item(page: Page) -> None:
    """Go as far as to the first unit of a run."""
    page.get_by_test_id("run-start").click()
    for n in range(1, 6):
        expect(page.get_by_test_id("bind")).to_be_visible()
        scan(page, f"T-{n:04}")
        expect(page.get_by_test_id("flash")).to_contain_text(f"T-{n:04}")
    at(page, "shelf")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")


def shown(page: Page, size: int, scheme: str, language: str) -> None:
    where = f"teach-{SIZES[size]['width']}-{scheme}-{language}"
    if SHOTS:
        page.screenshot(path=SHOTS / f"{where}.png", animations="disabled")
    assert faults(page) == [], where
    assert crowded(page) == [], where


def looked_at(page: Page) -> None:
    """The question in each size, both lights, both languages; the lead's run goes on behind it."""
    looks: list[tuple[int, Any, str]] = [(0, "light", "en"), (1, "dark", "zh"), (2, "light", "zh"), (0, "dark", "en")]
    run = page.url
    for size, scheme, language in looks:
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{run.split('#')[0]}#/device")
        page.get_by_test_id(f"lang-{language}").click()
        page.goto(run)
        at(page, "item")
        scan(page, SUPPLIERS)
        expect(page.get_by_test_id("teach-yes")).to_be_visible()
        shown(page, size, scheme, language)


def test_a_lead_teaches_a_code_once_and_it_counts_from_then_on(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport=SIZES[0], locale="en-US")
    page = context.new_page()
    sign_in(page, base, "marta")
    page.goto(f"{base}/#/pick")
    at_the_item(page)
    looked_at(page)
    before, _ = counted(page)

    scan(page, "C-NO")
    tone(page, "")
    scan(page, SUPPLIERS)
    tone(page, "decide")
    page.get_by_test_id("teach-yes").click()
    expect(page.get_by_test_id("flash")).to_contain_text("Known from now on")
    tone(page, "right")
    assert counted(page)[0] == before
    scan(page, SUPPLIERS)
    expect(page.get_by_test_id("count")).to_have_text(re.compile(rf"^\D*{before + 1}\D"))

    scan(page, TEXT)  # answered with a command label, the hands in gloves
    tone(page, "decide")
    scan(page, "C-YES")
    expect(page.get_by_test_id("flash")).to_contain_text("Known from now on")

    context.set_offline(True)
    expect(page.get_by_test_id("pill")).to_contain_text("Offline")
    scan(page, STRANGE)
    tone(page, "wrong")
    expect(page.get_by_test_id("teach-yes")).to_have_count(0)
    assert counted(page)[0] == before + 1, "what was taught counts from the next scan on, not by itself"
    context.close()


def test_what_lies_on_the_packing_bench_is_taught_there(browser: Browser, tmp_path: Any) -> None:
    """Of several things the question is which it is, of the last one whether it is that."""
    picked(build(tmp_path))
    with serving(tmp_path) as fresh:
        context = browser.new_context(viewport=SIZES[0], locale="en-US")
        page = context.new_page()
        sign_in(page, fresh, "marta")
        page.goto(f"{fresh}/#/pack")
        expect(page.get_by_test_id("shipment-row").first).to_be_visible()
        scan(page, "T-0004")
        lines = page.get_by_test_id("pack-line")
        expect(lines).to_have_count(2)

        scan(page, TEXT)
        tone(page, "decide")
        which = page.get_by_test_id("teach-one")
        expect(which).to_have_count(2)
        for size in range(3):
            page.set_viewport_size(SIZES[size])
            shown(page, size, "light", "which")
        page.set_viewport_size(SIZES[0])
        name = which.last.inner_text()
        which.last.click()
        expect(page.get_by_test_id("flash")).to_contain_text("Known from now on")
        taught = lines.filter(has_text=name)
        for left in range(int(taught.get_attribute("data-left") or 0) - 1, -1, -1):
            scan(page, TEXT)
            expect(taught).to_have_attribute("data-left", str(left))

        scan(page, STRANGE)
        expect(page.get_by_test_id("teach-yes")).to_be_visible()
        scan(page, "C-YES")
        expect(page.get_by_test_id("flash")).to_contain_text("Known from now on")
        rest = int(lines.first.get_attribute("data-left") or 0)
        scan(page, STRANGE)
        expect(lines.first).to_have_attribute("data-left", str(rest - 1))
        context.close()


def test_a_picker_is_not_asked(browser: Browser, tmp_path: Any) -> None:
    build(tmp_path)
    with serving(tmp_path) as fresh:
        context = browser.new_context(viewport=SIZES[0], locale="en-US")
        page = context.new_page()
        sign_in(page, fresh, "ana")
        at_the_item(page)
        scan(page, STRANGE)
        tone(page, "wrong")
        expect(page.get_by_test_id("teach-yes")).to_have_count(0)
        context.close()
