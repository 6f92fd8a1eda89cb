"""Stock set aside, in a browser: taken with a network, seen and given back without one, taken back by a manager."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.served import build, serving, sign_in
from tests.browser.test_app import SHOTS, SIZES, crowded, faults


def take(page: Page, item: str) -> None:
    """Have some of an item set aside."""
    page.get_by_test_id("lease-find").fill(item)
    page.get_by_test_id(f"lease-item-{item}").click()
    page.get_by_test_id("lease-take-do").click()


def lease(page: Page, item: str) -> Locator:
    return page.locator(f'[data-testid="lease"][data-product="{item}"]')


def looked_at(page: Page, name: str) -> None:
    """Each size, theme and language is fit for everybody."""
    for language in ("zh", "en"):
        page.evaluate("location.hash = '#/device'")
        page.get_by_test_id(f"lang-{language}").click()
        page.evaluate("location.hash = '#/leases'")
        expect(page.get_by_test_id("lease").first).to_be_visible()
        for size in SIZES:
            for scheme in ("dark", "light"):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                if SHOTS:
                    where = f"leases-{name}-{size['width']}-{scheme}-{language}.png"
                    page.screenshot(path=SHOTS / where, full_page=True)
                assert crowded(page) == []
                assert faults(page) == []


@pytest.mark.timeout(120)
def test_stock_is_set_aside_seen_and_given_back_offline_and_taken_back_by_a_manager(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        phone = browser.new_context(viewport=SIZES[0], locale="en-US")
        luc = phone.new_page()
        ingrid = browser.new_context(viewport=SIZES[2], locale="en-US").new_page()
        sign_in(luc, base, "luc")
        sign_in(ingrid, base, "ingrid")
        for page in (luc, ingrid):
            page.goto(f"{base}/#/leases")
        items = ("TAB-ESPS-12", "TAB-CORK-1")
        for item in items:
            take(luc, item)
            expect(lease(luc, item)).to_be_visible()
            expect(lease(ingrid, item)).to_contain_text("Luc Moreau")
        looked_at(luc, "luc")
        looked_at(ingrid, "ingrid")

        phone.set_offline(True)
        luc.reload()
        expect(lease(luc, items[0]).get_by_test_id("lease-left")).to_contain_text("left")
        take(luc, items[1])
        expect(luc.get_by_test_id("flash")).to_have_attribute("data-tone", "decide")
        lease(luc, items[0]).get_by_test_id("lease-give-back").click()
        expect(lease(luc, items[0])).to_have_count(0)
        expect(lease(ingrid, items[0])).to_have_count(1)
        phone.set_offline(False)
        expect(lease(ingrid, items[0])).to_have_count(0)

        lease(ingrid, items[1]).get_by_test_id("lease-reclaim").click()
        expect(lease(luc, items[1])).to_have_count(0)
