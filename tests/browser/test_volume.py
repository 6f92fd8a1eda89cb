"""At the start of a shift a person hears the tones once, and says whether they are loud enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import build, serving, sign_in
from tests.browser.test_app import SHOTS, SIZES, crowded, faults

HEAR = """() => {
  globalThis.heard = [];
  new MutationObserver(() => globalThis.heard.push(document.documentElement.dataset.tone))
    .observe(document.documentElement, { attributeFilter: ['data-tone'] });
}"""

ALL_HEARD = """() => new Promise((done) => {
  const look = () => (globalThis.heard.length < 3 ? setTimeout(look, 50) : done(globalThis.heard));
  look();
})"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


@pytest.mark.parametrize(("size", "scheme", "language"), [(0, "light", "en"), (1, "dark", "zh"), (2, "light", "zh")])
def test_a_shift_begins_with_the_tones(browser: Browser, base: str, size: int, scheme: Any, language: str) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, locale="en-US")
    page = context.new_page()
    sign_in(page, base, "ana")
    page.goto(f"{base}/#/device")
    page.get_by_test_id(f"lang-{language}").click()
    page.goto(f"{base}/#/pick")
    page.evaluate(HEAR)
    expect(page.get_by_test_id("run-start")).to_be_visible()  # the next job stays the largest thing
    page.get_by_test_id("volume-play").click()
    assert page.evaluate(ALL_HEARD) == ["right", "wrong", "decide"]
    page.get_by_test_id("volume-no").click()
    where = f"volume-{SIZES[size]['width']}-{scheme}-{language}"
    if SHOTS:
        page.screenshot(path=SHOTS / f"{where}.png", full_page=True)
    assert faults(page) == [], where
    assert crowded(page) == [], where
    page.get_by_test_id("volume-play").click()
    page.get_by_test_id("volume-yes").click()
    expect(page.get_by_test_id("volume")).to_have_count(0)
    page.reload()
    expect(page.get_by_test_id("to-device")).to_be_visible()
    expect(page.get_by_test_id("volume")).to_have_count(0)
    context.close()


def test_who_does_not_scan_is_not_asked(browser: Browser, base: str) -> None:
    page = browser.new_context(viewport=SIZES[2], locale="en-US").new_page()
    sign_in(page, base, "ingrid")
    expect(page.get_by_test_id("to-device")).to_be_visible()
    expect(page.get_by_test_id("volume")).to_have_count(0)
    page.context.close()
