"""Picking rules: a lead sets them, a picker's device holds to them with no network, and the lead hears of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from backend.app import opened
from backend.domain.outcome import Out
from backend.domain.pick.serials import PickedSerial
from backend.lab.world.build import furnish, let_in
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.release import PickRelease
from backend.ops.stock.receive import StockReceive
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.sync.service import OwnOp
from backend.sync.verify import differences
from tests.browser.served import GTIN, apart, at, scan, serving, sign_in, tone

HANDHELD: ViewportSize = {"width": 360, "height": 640}
TABLET: ViewportSize = {"width": 820, "height": 1180}
WINE, GLASS = "WIN-RJCR-75", "GLA-BEER-6"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None


def shot(page: Page, name: str) -> None:
    if SHOTS:
        expect(page.get_by_test_id("wash")).to_be_hidden()  # the colour of an answer lies over all for a moment
        page.screenshot(path=SHOTS / f"rules-{name}.png")


def wine_and_glasses(data_dir: Path) -> Settings:
    """The demo world with one order of three bottles and two glasses on a cart; another lot lies beside the first."""
    settings = Settings(data_dir=data_dir)
    order = OrderPlace(
        order="rules", number="9001", channel="test", warehouse="ROT", total=9000, placed_at=1, payment="paid",
        ship_name="Café Maas", ship_street="Kade 1", ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
        lines=(
            PlacedLine(product=WINE, quantity=3, unit_price=2000),
            PlacedLine(product=GLASS, quantity=2, unit_price=1500),
        ),
    )  # fmt: skip
    other_lot = StockReceive(warehouse="ROT", location="ROT/A-01-01", product=WINE, lot="L99999", quantity=12)

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            release = PickRelease(run="walk", warehouse="ROT", orders=("rules",))
            for op in (other_lot, order, release):
                (outcome,) = await parts.sync.record("sys:init", [OwnOp(op)])
                assert outcome.out == Out.APPLIED, outcome

    upgrade(settings.database)
    apart(work)
    return settings


def books(settings: Settings) -> tuple[list[str], list[PickedSerial]]:
    """What is wrong with the server's books in the end, and the serial numbers that are taken."""

    async def work() -> tuple[list[str], list[PickedSerial]]:
        async with opened(settings) as parts:
            read = parts.store.read
            return list(await read(differences)), await read(lambda c: stored.load_all(c, PickedSerial))

    return apart(work)


def set_rule(page: Page, of: str, **ways: str) -> None:
    """A lead sets some of the rules of a class on the open page."""
    card = page.locator(f'[data-testid="rule"][data-class="{of}"]')
    card.get_by_test_id("rule-change").click()
    for rule, way in ways.items():
        card.get_by_test_id(f"rule-{rule}-{way}").click()
    shot(page, f"edit-{of}")
    card.get_by_test_id("rule-save").click()
    expect(card.get_by_test_id("rule-change")).to_be_visible()


def dangerous(page: Page) -> None:
    """A lead says that the wine is dangerous goods; what is no UN number is not taken for one."""
    page.get_by_test_id("class-product").fill(GTIN[WINE])
    page.get_by_test_id("un-number").fill("306")
    page.get_by_test_id("hazard-class").fill("3")
    page.get_by_test_id("un-set").click()
    expect(page.get_by_test_id("flash")).to_contain_text("four digits")
    page.get_by_test_id("un-number").fill("3065")
    page.get_by_test_id("un-set").click()  # typing has taken away what lay over it
    expect(page.get_by_test_id("danger")).to_contain_text("UN3065 · 3")
    shot(page, "dangerous")


def glasses(page: Page) -> None:
    """Units with a number each: none without one, and none twice."""
    expect(page.get_by_test_id("danger")).to_have_count(0)
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    scan(page, GTIN[GLASS])
    tone(page, "wrong")
    expect(page.get_by_test_id("flash")).to_contain_text("without a serial number")
    shot(page, "no-serial")
    scan(page, f"]C1010{GTIN[GLASS]}21S-1")
    expect(page.get_by_test_id("count")).to_contain_text("1 of 2")
    scan(page, f"]C1010{GTIN[GLASS]}21S-1")
    tone(page, "wrong")
    expect(page.get_by_test_id("flash")).to_contain_text("S-1 is taken already")
    shot(page, "serial-twice")
    scan(page, f"]C1010{GTIN[GLASS]}21S-2")


def wine(page: Page) -> None:
    """A label past its date is not taken; another lot is asked about once."""
    expect(page.get_by_test_id("danger")).to_have_text("UN3065 · 3Dangerous goods")
    shot(page, "dangerous-stop")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    code = f"]C1010{GTIN[WINE]}"
    scan(page, f"{code}1720013110L25501")  # a label whose date is past
    tone(page, "wrong")
    scan(page, f"{code}10L99999")
    tone(page, "decide")
    expect(page.get_by_test_id("flash")).to_contain_text("in place of L25501")
    shot(page, "other-lot")
    scan(page, "C-CANCEL")
    expect(page.get_by_test_id("count")).to_contain_text("0 of 3")
    scan(page, f"{code}10L99999")
    tone(page, "decide")
    scan(page, "C-CONFIRM")
    expect(page.get_by_test_id("count")).to_contain_text("1 of 3")
    scan(page, f"{code}10L99999")  # asked once
    expect(page.get_by_test_id("count")).to_contain_text("2 of 3")
    scan(page, f"{code}10L25501")


@pytest.mark.timeout(120)
def test_rules_of_a_class_are_held_to_with_no_network_and_what_was_agreed_to_is_told(
    browser: Browser, tmp_path: Path
) -> None:
    settings = wine_and_glasses(tmp_path)
    with serving(tmp_path) as base:
        lead = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead/process")
        lead.get_by_test_id("to-rules").click()
        set_rule(lead, "wine", lot="warn", fefo="warn", expiry="force")
        set_rule(lead, "glassware", serial="force")
        shot(lead, "page")
        dangerous(lead)

        context = browser.new_context(viewport=HANDHELD, locale="en-US")
        page = context.new_page()
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        expect(page.get_by_test_id("bind")).to_be_visible()
        context.set_offline(True)
        scan(page, "T-0001")
        at(page, "shelf")

        for _ in range(2):
            (wine if WINE in page.get_by_test_id("stop").inner_text() else glasses)(page)
            at(page, "tote")
            scan(page, "T-0001")
            expect(page.locator('[data-testid="stop"][data-at="tote"]')).to_have_count(0)
        page.get_by_test_id("hand-over").click()
        context.set_offline(False)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

        lead.goto(f"{base}/#/lead")
        card = lead.locator('[data-testid="task"][data-code="warn_lot"]')
        expect(card).to_have_count(1)
        expect(card).to_contain_text("Look at 2 in T-0001")
        shot(lead, "board")
        card.get_by_test_id("choice-accept").click()
        expect(card).to_have_count(0)

    wrong, serials = books(settings)
    assert wrong == []
    assert sorted(s.serial for s in serials if s.task) == ["S-1", "S-2"]
