"""What the office does beside orders, with the network going and coming: refunds, deliveries to come, pick faces."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from backend.api.auth.sign_in import record
from backend.app import opened
from backend.ops.inbound.take_back import InboundTakeBack
from backend.settings import Settings
from backend.sync.service import OwnOp
from tests.browser.served import GTIN, apart, build, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_inbound import BEER, WINE


def fit(page: Page, name: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(move => move.finish())")  # half faded is no colour to judge
        if SHOTS:
            page.screenshot(path=SHOTS / f"office-{name}-{scheme}.png", animations="disabled")
        assert faults(page) == [], name
        assert crowded(page) == [], name
    page.emulate_media(color_scheme="light")


def stored(data_dir: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{next(data_dir.glob('*.db'))}?mode=ro", uri=True) as books:
        return books.execute(query).fetchall()


def sent(page: Page) -> None:
    page.context.set_offline(False)
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")


async def sent_back(settings: Settings) -> None:
    """Two units came back without a label."""
    async with opened(settings) as parts:
        receipt = {"receipt": "rt1"}
        looked = {"location": "ROT/A-01-01", "raw": GTIN[BEER], "disposition": "restock", "units": 2}
        await record(parts, "sys:test", "returns.open", **receipt, warehouse="ROT")
        await record(parts, "sys:test", "returns.inspect", **receipt, **looked)
        await record(parts, "sys:test", "returns.close", **receipt)


def test_finance_sees_to_a_refund_with_no_network(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    apart(lambda: sent_back(settings))
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, "omar")
        page.goto(f"{base}/#/orders")
        page.get_by_test_id("to-refunds").click()
        refund = page.get_by_test_id("refund")
        expect(refund).to_contain_text("2 came back: 2 on the shelf")
        fit(page, "refund")
        page.context.set_offline(True)
        expect(page.get_by_test_id("pill")).to_contain_text("Offline")
        page.get_by_test_id("refund-refused").click()
        expect(page.get_by_test_id("refund-refused-ok")).to_be_disabled()
        page.get_by_test_id("refund-why").fill("worn")
        page.get_by_test_id("refund-refused-ok").dblclick()
        expect(page.get_by_test_id("refund-refunded")).to_be_disabled()
        page.reload()
        expect(page.get_by_test_id("refund-refunded")).to_be_disabled()
        sent(page)
        over = page.get_by_test_id("refund-over")
        expect(over).to_contain_text("Not refunded, by Omar Haddad · worn")
        page.get_by_test_id("refund-again").click()
        page.get_by_test_id("refund-refunded").click()
        expect(over).to_contain_text("Refunded, by Omar Haddad")
        expect(over).not_to_contain_text("worn")
        expect(page.get_by_test_id("outbox-count")).to_have_text("0")
        page.context.close()
    task = "SELECT stage, settled_as, settled_by FROM exception_task WHERE act = 'see_to_refund'"
    assert stored(tmp_path, task) == [("settled", "refunded", "omar")]


def test_a_delivery_is_announced_by_hand_and_stands_at_the_door(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, "ingrid")
        page.goto(f"{base}/#/announce")
        page.get_by_test_id("announce-supplier").fill("Glashütte")
        page.get_by_test_id("announce-number").fill("PO-88")
        page.get_by_test_id("announce-due").fill("2030-12-24")
        page.get_by_role("heading", level=1).click()
        scan(page, GTIN[WINE])
        scan(page, GTIN[WINE])
        wine = page.locator(f'[data-testid="announce-line"][data-product="{WINE}"]')
        expect(wine.get_by_test_id("announce-units")).to_have_value("2")
        page.get_by_test_id("announce-find").press_sequentially("beer", delay=150)  # as a person types
        page.get_by_test_id("announce-found").first.click()
        expect(page.get_by_test_id("announce-line")).to_have_count(2)
        fit(page, "announce")
        page.context.set_offline(True)
        expect(page.get_by_test_id("pill")).to_contain_text("Offline")
        expect(page.get_by_test_id("announce-away")).to_be_visible()
        expect(page.get_by_test_id("announce-do")).to_be_disabled()
        page.reload()
        expect(wine.get_by_test_id("announce-units")).to_have_value("2")
        wine.get_by_test_id("announce-units").fill("0")
        expect(page.get_by_test_id("announce-do")).to_be_disabled()
        wine.get_by_test_id("announce-units").fill("600")
        sent(page)
        page.get_by_test_id("announce-do").click()
        expect(page.get_by_test_id("flash")).to_contain_text("Announced: PO-88")
        expect(page.get_by_test_id("announce-line")).to_have_count(0)
        page.context.close()
        dock = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(dock, base, "rosa")
        dock.goto(f"{base}/#/receive")
        expect(dock.get_by_test_id("inbound-row").filter(has_text="PO-88")).to_contain_text("601 to come")
        dock.context.close()
    lines = "SELECT product, expected FROM inbound_line l JOIN inbound i ON i.id = l.inbound WHERE number = 'PO-88'"
    assert dict(stored(tmp_path, lines)) == {WINE: 600, BEER: 1}


def test_a_lead_makes_a_bin_a_pick_face_by_scan_with_no_network(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, "marta")
        page.goto(f"{base}/#/move")
        page.get_by_test_id("to-faces").click()
        expect(page.get_by_test_id("face-step")).to_be_visible()
        page.context.set_offline(True)
        expect(page.get_by_test_id("pill")).to_contain_text("Offline")
        scan(page, "L-RECEIVE")
        tone(page, "wrong")
        scan(page, "L-C-01-01")
        expect(page.get_by_test_id("face-place")).to_have_text("C-01-01")
        scan(page, GTIN[WINE])
        expect(page.get_by_test_id("face-product")).to_contain_text(WINE)
        page.get_by_test_id("face-least").fill("12")
        page.get_by_test_id("face-most").fill("6")
        expect(page.get_by_test_id("face-save")).to_be_disabled()
        page.get_by_test_id("face-most").fill("60")
        fit(page, "face")
        page.get_by_role("heading", level=1).click()
        scan(page, "C-CONFIRM")
        expect(page.get_by_test_id("face-place")).to_have_text("–")
        sent(page)
        face = page.get_by_test_id("face").filter(has_text="C-01-01")
        expect(face).to_contain_text("12 to 60")
        fit(page, "faces")
        face.click()
        page.get_by_test_id("face-end").click()
        expect(page.get_by_test_id("face-place")).to_have_text("–")
        expect(face).to_have_count(0)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0")
        page.context.close()
    face = f"SELECT least, most FROM pick_face WHERE id = 'ROT/C-01-01/{WINE}'"
    assert stored(tmp_path, face) == [(0, 0)]


async def put_in_doubt(settings: Settings) -> None:
    """More was taken back at the door than had come in: somebody has to count there."""
    async with opened(settings) as parts:
        back = InboundTakeBack(inbound="demo-po-7741", location="ROT/RECEIVE", raw=GTIN[BEER], units=2)
        await parts.sync.record("sys:test", [OwnOp(back)])


def test_a_count_on_a_task_is_taken_back_before_the_server_has_heard_of_it(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    apart(lambda: put_in_doubt(settings))
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[1], locale="en-US").new_page()
        sign_in(page, base, "marta")
        page.goto(f"{base}/#/lead")
        task = page.locator("[data-testid=task][data-code=more_than_received]")
        recount = task.get_by_test_id("choice-recount")
        settled = page.get_by_test_id("settled-task")
        expect(recount).to_be_enabled()
        page.context.set_offline(True)
        expect(page.get_by_test_id("pill")).to_contain_text("Offline")
        recount.click()
        task.get_by_test_id("key-5").click()
        task.get_by_test_id("settle").click()
        expect(recount).to_be_disabled()
        expect(settled).to_contain_text("by Marta")
        fit(page, "settled")
        settled.get_by_test_id("unsettle").click()
        expect(settled).to_have_count(0)
        expect(recount).to_be_enabled()
        sent(page)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0")
        expect(recount).to_be_enabled()
        expect(settled).to_have_count(0)
        page.context.close()
    moves = f"SELECT quantity FROM move WHERE product = '{BEER}' AND 'ROT/RECEIVE' IN (from_location, to_location)"
    assert stored(tmp_path, moves) == [(5,), (5,)]
    assert stored(tmp_path, "SELECT stage FROM exception_task WHERE code = 'more_than_received'") == [("open",)]
