"""What is on a cart is held against the books, with the network off; and by a lead, who has a bin counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.app import opened
from backend.domain.task.rows import ExceptionTask
from backend.store import rows as stored
from tests.browser.served import GTIN, apart, at, counted, scan, serving, sign_in
from tests.browser.test_app import SHOTS, crowded, faults
from tests.browser.test_picking import HANDHELD, begin, books, pick, short_walk


def seen(page: Page, name: str) -> None:
    """Nothing on the screen is in anybody's way, in both colours."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.get_by_test_id("wash")).to_be_hidden()
        if SHOTS:
            page.screenshot(path=SHOTS / f"cart-{name}-{scheme}.png")
        assert faults(page) == []
        assert crowded(page) == []


def count(page: Page, product: str, units: int) -> None:
    """So many of a product are scanned out of a tote."""
    line = page.get_by_test_id("compare-line").and_(page.locator(f'[data-product="{product}"]'))
    for n in range(1, units + 1):
        scan(page, GTIN[product])
        expect(line.get_by_test_id("compare-n")).to_contain_text(f"{n}")


def begin_again(page: Page) -> None:
    """From the walk by one label to the cart, and by a second to its tote."""
    scan(page, "C-LOOK")
    expect(page.get_by_test_id("on-cart")).to_be_visible()
    scan(page, "T-0001")
    expect(page.get_by_test_id("compare")).to_have_attribute("data-tote", "T-0001")


def first_stop(page: Page, product: str, units: int) -> None:
    """All of the first stop is picked and put, one by one."""
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    for n in range(1, units + 1):
        scan(page, GTIN[product])
        if n < units:
            expect(page.get_by_test_id("count")).to_contain_text(f"{n}")
    at(page, "tote")
    scan(page, "T-0001")
    at(page, "shelf")


def settle(page: Page, by: str, shot: str) -> None:
    """All is counted; what differs is settled in the way that is offered first, by label."""
    scan(page, "C-CONFIRM")
    expect(page.get_by_test_id(by)).to_be_visible()
    seen(page, shot)
    scan(page, "C-CONFIRM")
    expect(page.get_by_test_id("on-cart")).to_be_visible()


@pytest.mark.timeout(150)
@pytest.mark.parametrize(("locale", "login"), [("en-US", "ana"), ("zh-CN", "wei")])
def test_a_tote_is_held_against_the_books_and_set_right_with_no_network(
    browser: Browser, tmp_path: Path, locale: str, login: str
) -> None:
    settings, first = short_walk(tmp_path)
    product, wanted = first.product, first.quantity
    with serving(tmp_path) as base:
        context = browser.new_context(viewport=HANDHELD, locale=locale)
        page = context.new_page()
        begin(page, base, login)
        context.set_offline(True)
        first_stop(page, product, wanted)

        # One tap from the walk: what is recorded, and that it is not sent yet.
        page.get_by_test_id("look").click()
        expect(page.get_by_test_id("cart-goods")).to_contain_text(f"{wanted}")
        expect(page.get_by_test_id("cart-unsent")).to_be_visible()
        seen(page, f"books-{locale}")

        # One is not in the tote: by label alone, and its stop is open again.
        scan(page, "T-0001")
        count(page, product, wanted - 1)
        seen(page, f"counting-{locale}")
        settle(page, "compare-back", f"missing-{locale}")
        page.get_by_test_id("back").click()
        at(page, "item")
        assert counted(page) == (wanted - 1, wanted)

        # It was there all the time, and nobody scanned it: it is recorded from the tote.
        begin_again(page)
        count(page, product, wanted)
        settle(page, "compare-record", f"more-{locale}")
        expect(page.get_by_test_id("cart-goods")).to_contain_text(f"{wanted}")

        # What belongs to nobody here goes out, and no record has it.
        scan(page, "T-0001")
        count(page, product, wanted)
        count(page, next(one for one in GTIN if one != product), 1)
        settle(page, "compare-out", f"stray-{locale}")
        page.get_by_test_id("back").click()
        at(page, "shelf")
        context.set_offline(False)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

    wrong, tasks, _ = books(settings)
    assert wrong == []
    assert [(t.picked, t.put) for t in tasks if t.id == first.id] == [(wanted, wanted)]


@pytest.mark.timeout(120)
def test_a_lead_holds_a_tote_against_the_books_and_has_its_bin_counted(browser: Browser, tmp_path: Path) -> None:
    settings, first = short_walk(tmp_path)
    with serving(tmp_path) as base:
        picker = browser.new_context(viewport=HANDHELD, locale="en-US").new_page()
        begin(picker, base)
        pick(picker, first.quantity)
        at(picker, "tote")
        scan(picker, "T-0001")
        at(picker, "shelf")
        expect(picker.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

        lead = browser.new_context(viewport=HANDHELD, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead")
        lead.get_by_test_id("run-cart").click()
        expect(lead.get_by_test_id("cart-goods")).to_contain_text(f"{first.quantity}")
        scan(lead, "T-0001")
        scan(lead, "C-CONFIRM")
        expect(lead.get_by_test_id("compare-count")).to_be_visible()
        seen(lead, "lead")
        scan(lead, "C-CONFIRM")
        expect(lead.get_by_test_id("on-cart")).to_be_visible()
        expect(lead.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
        lead.get_by_test_id("back").click()
        expect(lead.get_by_test_id("tasks")).to_contain_text(first.location.removeprefix("ROT/"))

    async def work() -> list[ExceptionTask]:
        async with opened(settings) as parts:
            return await parts.store.read(lambda c: stored.load_all(c, ExceptionTask))

    asked = [t for t in apart(work) if t.code == "count_asked"]
    assert [(t.place, t.product) for t in asked] == [(first.location, first.product)]
