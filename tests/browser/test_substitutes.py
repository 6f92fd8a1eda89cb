"""Another product in place of a short one: at once where it is agreed, offline too; else when the office says yes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from backend.app import opened
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Out
from backend.lab.world.build import furnish, let_in
from backend.ops.kernel import Op
from backend.ops.order.consent import OrderConsent
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.release import PickRelease
from backend.ops.product.substitute import ProductSubstitute
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.sync.service import OwnOp
from backend.sync.verify import differences
from tests.browser.served import GTIN, apart, at, scan, serving, sign_in

HANDHELD: ViewportSize = {"width": 360, "height": 640}
TABLET: ViewportSize = {"width": 820, "height": 1180}
WINE, GLASS = "WIN-RJCR-75", "GLA-BEER-6"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None


def shot(page: Page, name: str) -> None:
    if SHOTS:
        expect(page.get_by_test_id("wash")).to_be_hidden()  # the colour of an answer lies over all for a moment
        page.screenshot(path=SHOTS / f"subs-{name}.png")


def two_orders(data_dir: Path) -> Settings:
    """The demo world with two orders of wine; the customer of the first has agreed to substitutes."""
    settings = Settings(data_dir=data_dir)
    orders = [
        OrderPlace(
            order=f"wine-{n}", number=f"900{n}", channel="test", warehouse="ROT", total=4000, placed_at=n,
            payment="paid", lines=(PlacedLine(product=WINE, quantity=2, unit_price=2000),), ship_name="Café Maas",
            ship_street="Kade 1", ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
        )
        for n in (1, 2)
    ]  # fmt: skip
    agreed = OrderConsent(order="wine-1", substitutes="always", by="customer")

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            for op in (*orders, agreed):
                (outcome,) = await parts.sync.record("sys:init", [OwnOp(op)])
                assert outcome.out == Out.APPLIED, outcome

    upgrade(settings.database)
    apart(work)
    return settings


def release(settings: Settings, *orders: str, ops: tuple[Op, ...] = ()) -> None:
    async def work() -> None:
        async with opened(settings) as parts:
            for op in (*ops, PickRelease(run="walk", warehouse="ROT", orders=orders)):
                (outcome,) = await parts.sync.record("sys:init", [OwnOp(op)])
                assert outcome.out == Out.APPLIED, outcome

    apart(work)


def books(settings: Settings) -> tuple[list[str], list[OrderLine], list[Order]]:
    """What is wrong with the server's books in the end, and what the office has of the orders."""

    async def work() -> tuple[list[str], list[OrderLine], list[Order]]:
        async with opened(settings) as parts:
            read = parts.store.read
            return (
                list(await read(differences)),
                await read(lambda c: stored.load_all(c, OrderLine)),
                await read(lambda c: stored.load_all(c, Order)),
            )

    return apart(work)


def begin(context: BrowserContext, base: str) -> Page:
    """Ana takes the run."""
    page = context.new_page()
    sign_in(page, base, "ana")
    page.get_by_test_id("run-start").click()
    expect(page.get_by_test_id("bind")).to_be_visible()
    return page


def two_short(page: Page) -> None:
    """Both bottles of the stop are missing."""
    expect(page.get_by_test_id("stop")).to_be_visible()
    scan(page, "C-SHORT")
    page.get_by_test_id("short-shelf_empty").click()


def on_second_thoughts(page: Page) -> None:
    """The substitute is given up at once and the bottles are found, by labels; then they are short after all."""
    for code in ("C-CONFIRM", "C-UNDO"):  # the second is about what the first has led to, though it comes on its heels
        scan(page, code)
    expect(page.get_by_text("1 left")).to_be_visible()
    expect(page.get_by_test_id("count")).to_contain_text("0 of 2")  # of the other order
    scan(page, "C-UNDO")
    expect(page.get_by_text("2 left")).to_be_visible()
    expect(page.get_by_test_id("count")).to_contain_text("0 of 2")
    shot(page, "undone")
    two_short(page)
    expect(page.get_by_test_id("take-instead")).to_be_visible()
    scan(page, "C-CONFIRM")
    expect(page.get_by_text("2 left")).to_be_visible()  # the glasses, and the bottles of the other order


def two_glasses(page: Page) -> None:
    """The stop at the end of the walk: two of the other product, into the tote that is asked for."""
    expect(page.get_by_test_id("item")).to_contain_text("glass", ignore_case=True)
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    scan(page, GTIN[GLASS])
    expect(page.get_by_test_id("count")).to_contain_text("1 of 2")
    scan(page, GTIN[GLASS])
    at(page, "tote")
    scan(page, page.get_by_test_id("tote").inner_text())


@pytest.mark.timeout(180)
def test_another_product_is_taken_at_once_or_when_the_office_says_yes(browser: Browser, tmp_path: Path) -> None:
    settings = two_orders(tmp_path)
    release(settings, "wine-1", "wine-2")
    with serving(tmp_path) as base:
        office = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(office, base, "ingrid")
        office.goto(f"{base}/#/lead/substitutes")
        expect(office.get_by_test_id("subs-product")).to_be_visible()
        scan(office, GTIN[WINE])
        expect(office.get_by_test_id("subs-of")).to_be_visible()
        scan(office, GTIN[GLASS])
        shot(office, "add")
        office.get_by_test_id("subs-add").click()
        expect(office.get_by_test_id("substitute")).to_have_count(1)

        context = browser.new_context(viewport=HANDHELD, locale="en-US")
        page = begin(context, base)
        context.set_offline(True)
        scan(page, "T-0001")
        expect(page.get_by_test_id("bind-nth")).to_contain_text("2")
        scan(page, "T-0002")
        two_short(page)
        expect(page.get_by_test_id("take-instead")).to_be_visible()
        shot(page, "offer")
        on_second_thoughts(page)
        two_short(page)
        expect(page.get_by_test_id("ask-office")).to_be_visible()
        shot(page, "ask")
        scan(page, "C-CONFIRM")
        two_glasses(page)
        expect(page.get_by_test_id("over")).to_be_visible()

        context.set_offline(False)
        expect(page.get_by_test_id("asked")).to_be_visible(timeout=20_000)
        shot(page, "over")
        office.goto(f"{base}/#/orders/all")
        card = office.get_by_test_id("ask")
        expect(card).to_contain_text("in place of 2")
        shot(office, "inbox")
        card.get_by_test_id("by-customer").click()
        card.get_by_test_id("ask-yes").click()
        expect(card).to_have_count(0)
        two_glasses(page)
        page.get_by_test_id("hand-over").click()
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
        office.goto(f"{base}/#/orders/all/wine-2")
        expect(office.get_by_test_id("story")).to_contain_text("Answered")
        shot(office, "order")

    wrong, lines, orders = books(settings)
    assert wrong == []
    assert sorted((x.order, x.product, x.picked, x.replaced or 0) for x in lines) == [
        ("wine-1", GLASS, 0, 2),  # given up on second thoughts
        ("wine-1", GLASS, 2, 0), ("wine-1", WINE, 0, 2), ("wine-2", GLASS, 2, 0), ("wine-2", WINE, 0, 2),
    ]  # fmt: skip
    assert [o.total for o in orders] == [4000, 4000]


@pytest.mark.timeout(180)
def test_a_yes_that_comes_when_the_goods_have_turned_up_is_told_to_the_office_as_too_late(
    browser: Browser, tmp_path: Path
) -> None:
    settings = two_orders(tmp_path)
    release(settings, "wine-2", ops=(ProductSubstitute(product=WINE, other=GLASS),))
    with serving(tmp_path) as base:
        page = begin(browser.new_context(viewport=HANDHELD, locale="en-US"), base)
        scan(page, "T-0001")
        two_short(page)
        expect(page.get_by_test_id("ask-office")).to_be_visible()
        scan(page, "C-CONFIRM")

        office = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(office, base, "ingrid")
        office.goto(f"{base}/#/orders/all")
        card = office.get_by_test_id("ask")
        expect(card).to_contain_text("in place of 2")
        office.context.set_offline(True)
        card.get_by_test_id("by-customer").click()
        card.get_by_test_id("ask-yes").click()

        scan(page, "C-UNDO")  # the bottles are there after all
        expect(page.get_by_test_id("count")).to_contain_text("0 of 2")
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
        expect(office.get_by_test_id("ask-late")).to_have_count(0)
        office.context.set_offline(False)
        expect(office.get_by_test_id("ask-late")).to_contain_text("9002", timeout=20_000)
        expect(card).to_have_count(0)
        shot(office, "late")

        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
        at(page, "item")
        for _ in range(2):
            scan(page, GTIN[WINE])
        at(page, "tote")
        scan(page, page.get_by_test_id("tote").inner_text())
        expect(page.get_by_test_id("over")).to_be_visible()
        expect(page.get_by_test_id("asked")).to_have_count(0)
        page.get_by_test_id("hand-over").click()
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

    wrong, lines, _ = books(settings)
    assert wrong == []
    assert [(x.product, x.picked, x.replaced or 0) for x in lines if x.order == "wine-2"] == [(WINE, 2, 0)]
