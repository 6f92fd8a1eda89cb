"""Devices are down: sheets are printed, filled in by hand, and entered afterwards, each line once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import build, scan, serving, tone
from tests.browser.test_app import SIZES, crowded, faults
from tests.browser.test_lead import SHOTS, person, shot

NO_PRINT = "window.print = () => {}"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    build(tmp_path)
    with serving(tmp_path) as address:
        yield address


def printed(page: Page, button: str, name: str) -> str:
    """Print a sheet; gives the text on it, and puts it away again."""
    page.get_by_test_id(button).first.click()
    paper = page.get_by_test_id(name)
    expect(paper).to_have_count(1)
    text = paper.text_content() or ""
    assert paper.locator("svg.qr").count() > 2
    if SHOTS:
        page.emulate_media(media="print")
        page.screenshot(path=SHOTS / f"{name}.png")
        page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
    return text


def test_a_run_and_a_delivery_on_paper_are_entered_afterwards_each_line_once(browser: Browser, base: str) -> None:
    lead = person(browser, base, "marta", 820, 1180)
    lead.evaluate(NO_PRINT)
    lead.goto(f"{base}/#/lead")
    expect(lead.get_by_test_id("to-paper")).to_be_visible()
    lead.context.set_offline(True)
    lead.get_by_test_id("to-paper").click()
    assert "P-R-R0001-12" in printed(lead, "print-run", "run-paper")
    delivery = re.search(r"P-D-\w{6}-\w{4}-\w{6}", announced := printed(lead, "print-delivery", "delivery-paper"))
    assert delivery
    assert "Poor quality / 质量不佳" in announced
    lead.get_by_test_id("paper-places").fill("A")
    places = re.findall(r"P-C-\w{6}-\w{4}-\w{4}", printed(lead, "print-places", "count-paper"))
    shot(lead, "paper")

    scan(lead, "P-R-R0001")
    lines = lead.get_by_test_id("paper-line")
    expect(lines).to_have_count(12)
    for nth in range(1, 6):
        scan(lead, f"T-000{nth}")
    expect(lead.get_by_test_id("paper-tote").last).to_have_value("T-0005")
    for nth in range(1, 12):
        scan(lead, f"P-R-R0001-{nth}")
        tone(lead, "right")
    scan(lead, "P-R-R0001-11")
    tone(lead, "repeated")
    lead.get_by_test_id("paper-by").select_option(label="Ana Silva")
    lines.last.get_by_test_id("paper-units").fill("1")
    shot(lead, "paper-run")
    assert faults(lead) == []
    lead.set_viewport_size(SIZES[0])
    assert crowded(lead) == []
    shot(lead, "paper-run-narrow")
    lead.get_by_test_id("paper-save").click()
    expect(lead.locator("[data-entered=true]")).to_have_count(12)
    lead.get_by_test_id("paper-over").click()
    expect(lead.get_by_test_id("paper-over")).to_have_count(0)

    fill_in_a_delivery(lead, delivery[0])
    fill_in_a_place(lead, places[0])
    lead.context.set_offline(False)
    expect(lead.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

    other = person(browser, base, "marta", 390, 844)
    other.goto(f"{base}/#/lead/paper/P-R-R0001")
    expect(other.locator("[data-entered=true]")).to_have_count(12)
    expect(other.get_by_test_id("paper-units")).to_have_count(0)
    jonas = person(browser, base, "jonas", 360, 640)
    expect(jonas.get_by_test_id("shipment-row").first).to_be_visible()


def fill_in_a_delivery(lead: Page, code: str) -> None:
    """All of its first line came, and one was turned away: it is not entered before it is said why."""
    scan(lead, code)
    lines = lead.get_by_test_id("paper-line")
    expect(lines).to_have_count(3)
    lead.get_by_test_id("paper-by").select_option(label="Rosa Lind")
    lines.first.get_by_test_id("paper-all").click()
    expect(lines.first.get_by_test_id("paper-reason")).to_have_count(0)
    lines.first.get_by_test_id("paper-away").fill("1")
    lead.get_by_test_id("paper-save").click()
    tone(lead, "decide")
    shot(lead, "paper-why")
    expect(lead.locator("[data-entered=true]")).to_have_count(0)
    lead.get_by_test_id("why-quality").click()
    expect(lines.first.get_by_test_id("paper-reason-quality")).to_have_attribute("aria-pressed", "true")
    assert crowded(lead) == []
    shot(lead, "paper-delivery")
    lead.get_by_test_id("paper-save").click()
    expect(lead.locator("[data-entered=true]")).to_have_count(1)


def fill_in_a_place(lead: Page, code: str) -> None:
    """Goods were picked there since it was printed, so that a difference is counted again."""
    scan(lead, code)
    expect(lead.get_by_test_id("paper-moved")).to_be_visible()
    lead.get_by_test_id("paper-by").select_option(label="Ana Silva")
    lead.get_by_test_id("paper-units").first.fill("1")
    shot(lead, "paper-place")
    assert crowded(lead) == []
