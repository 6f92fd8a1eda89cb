"""The lead's side of the floor, on a tablet, and what a picker sees of it on a handheld."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.lab.world.build import WAREHOUSE
from backend.ops.process.set import ProcessSet
from tests.browser.floor import done
from tests.browser.served import GTIN, at, build, scan, serving, sign_in, sku, tone
from tests.browser.test_app import SIZES, crowded, faults

ICON = Path(__file__).parents[2] / "pwa/static/icons/192.png"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    build(tmp_path)
    with serving(tmp_path) as address:
        yield address


def person(browser: Browser, base: str, login: str, width: int, height: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    sign_in(page, base, login)
    return page


def shot(page: Page, name: str) -> None:
    """A picture in both themes, for whoever looks at them."""
    if not SHOTS:
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=SHOTS / f"{name}-{theme}.png", full_page=True)


def to_the_item(page: Page) -> None:
    """From the start of the run of the demo, of five orders, to its first shelf."""
    for nth in range(1, 6):
        expect(page.get_by_test_id("bind-nth")).to_contain_text(f"{nth} of 5")
        scan(page, f"T-000{nth}")
    at(page, "shelf")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")


def test_a_lead_sets_how_a_picker_works_and_it_counts_in_the_middle_of_a_run(browser: Browser, base: str) -> None:
    lead = person(browser, base, "marta", 820, 1180)
    ana = person(browser, base, "ana", 360, 640)
    ana.get_by_test_id("run-start").click()
    to_the_item(ana)
    stop = ana.get_by_test_id("stop")
    scan(ana, ana.get_by_test_id("tote").inner_text())
    tone(ana, "wrong")
    lead.goto(f"{base}/#/lead")
    lead.get_by_test_id("to-process").click()
    lead.get_by_test_id("pick.units-keys").click()
    expect(lead.locator("[data-key='pick.units']")).to_have_attribute("data-value", "keys")
    scan(ana, GTIN[sku(ana)])
    expect(ana.get_by_test_id("count")).to_contain_text("1 of 12")
    shot(ana, "keys")
    ana.get_by_test_id("rest-count").click()
    at(ana, "tote")
    scan(ana, ana.get_by_test_id("tote").inner_text())
    at(ana, "shelf")
    scan(ana, f"L-{ana.get_by_test_id('loc').inner_text()}")
    at(ana, "item")
    tote = ana.get_by_test_id("tote").inner_text()
    lead.get_by_test_id("pick.units-scan").click()
    expect(lead.locator("[data-key='pick.units']")).to_have_attribute("data-value", "scan")
    item = lead.locator("[data-key='pick.item']")
    expect(item).to_have_attribute("data-value", "scan")
    shot(lead, "process")
    lead.get_by_test_id("pick.item-bin").click()
    expect(item).to_have_attribute("data-value", "bin")
    lead.get_by_test_id("pick.tote-none").click()
    tone(lead, "decide")
    expect(lead.get_by_test_id("flash")).to_contain_text("The place stands for it")
    expect(lead.locator("[data-key='pick.tote']")).to_have_attribute("data-value", "scan")
    shot(lead, "process-clash")

    expect(stop).to_contain_text("it counts all of it")
    shot(ana, "by-place")
    ana.context.set_offline(True)
    scan(ana, tote)
    at(ana, "shelf")
    expect(ana.get_by_test_id("flash")).to_contain_text(tote)
    lead.get_by_test_id("pick.item-scan").click()
    expect(item).to_have_attribute("data-value", "scan")
    ana.context.set_offline(False)
    expect(ana.get_by_test_id("pill")).to_have_attribute("data-state", "good", timeout=15_000)
    scan(ana, f"L-{ana.get_by_test_id('loc').inner_text()}")
    at(ana, "item")
    expect(stop).not_to_contain_text("it counts all of it")


def test_the_map_follows_a_picker_and_each_order_says_why_it_waits(browser: Browser, base: str) -> None:
    lead = person(browser, base, "marta", 820, 1180)
    lead.goto(f"{base}/#/lead")
    order = lead.get_by_test_id("waiting-order").first
    expect(order.get_by_test_id("waits")).to_have_attribute("data-code", "run_unclaimed")
    here = lead.locator("[data-pickers='1']")
    expect(here).to_have_count(0)
    ana = person(browser, base, "ana", 360, 640)
    ana.get_by_test_id("run-start").click()
    to_the_item(ana)
    place = ana.get_by_test_id("loc").inner_text()
    expect(lead.get_by_test_id(f"bin-{place}")).to_have_attribute("data-pickers", "1")
    expect(order.get_by_test_id("waits")).to_have_attribute("data-code", "picking")
    lead.get_by_test_id(f"bin-{place}").click()
    expect(lead.get_by_test_id("bin")).to_contain_text(place)
    expect(lead.get_by_test_id("bin")).to_contain_text("Ana")
    ana.get_by_test_id("short").click()
    ana.get_by_test_id("short-shelf_empty").click()
    expect(lead.get_by_test_id("task").first).to_contain_text(place)
    expect(order.get_by_test_id("waits")).to_have_attribute("data-code", "count")
    expect(here).to_have_count(1)
    shot(lead, "board")
    lead.set_viewport_size({"width": 390, "height": 844})
    shot(lead, "board-narrow")
    ana.context.set_offline(True)
    at(ana, "shelf")
    ana.context.close()


def test_a_task_is_taken_given_and_settled_and_a_count_stays_in_the_books(browser: Browser, base: str) -> None:
    lead = person(browser, base, "marta", 820, 1180)
    ana = person(browser, base, "ana", 360, 640)
    ana.get_by_test_id("run-start").click()
    to_the_item(ana)
    goods = GTIN[sku(ana)]
    for _ in range(12):
        scan(ana, goods)
    at(ana, "tote")
    scan(ana, ana.get_by_test_id("tote").inner_text())
    at(ana, "shelf")
    ana.get_by_test_id("short").click()
    ana.get_by_test_id("short-shelf_empty").click()
    lead.goto(f"{base}/#/lead")
    task = lead.get_by_test_id("task").first
    task.get_by_test_id("take").click()
    expect(task.get_by_test_id("owner")).to_contain_text("You have it")
    task.get_by_test_id("give").click()
    shot(lead, "give")
    lead.get_by_test_id("within-30").click()
    lead.get_by_test_id("give-to").select_option(label="Ana Silva")
    expect(task.get_by_test_id("owner")).to_contain_text("Ana Silva")
    ana.get_by_test_id("back").click()
    expect(ana.get_by_test_id("given")).to_contain_text("Count")
    shot(ana, "given")
    lead.context.set_offline(True)
    task.get_by_test_id("lay-down").or_(task.get_by_test_id("take")).click()
    lead.context.set_offline(False)
    expect(task.get_by_test_id("owner")).to_contain_text("You have it", timeout=20_000)
    task.get_by_test_id("choice-found").click()
    settled = lead.get_by_test_id("settled-task").first
    expect(settled).to_contain_text("Found them")
    expect(lead.get_by_test_id("task")).to_have_count(0)
    settled.get_by_test_id("unsettle").click()
    expect(lead.get_by_test_id("task")).to_have_count(1)
    tone(lead, "right")
    shot(lead, "settled")


def test_what_a_lead_says_at_a_step_is_shown_until_it_is_read_with_no_network_too(browser: Browser, base: str) -> None:
    lead = person(browser, base, "marta", 820, 1180)
    ana = person(browser, base, "ana", 360, 640)
    expect(ana.get_by_test_id("run-start")).to_be_visible()
    expect(ana.get_by_test_id("told")).to_have_count(0)
    lead.goto(f"{base}/#/lead/process")
    lead.get_by_test_id("step-pick").click()
    lead.get_by_test_id("text-en").fill("Glass goes upright")
    lead.get_by_test_id("text-zh").fill("玻璃制品请竖放")
    lead.get_by_test_id("picture").set_input_files(ICON)
    expect(lead.locator("img.told")).to_be_visible()
    lead.get_by_test_id("told-save").click()
    told = ana.get_by_test_id("told")
    expect(told).to_contain_text("Glass goes upright")
    expect(told.get_by_role("img")).to_be_visible()
    shot(ana, "told")
    shot(lead, "instructions")
    ana.context.set_offline(True)
    told.get_by_test_id("got-it").click()
    expect(told).to_have_count(0)
    ana.context.set_offline(False)
    expect(ana.get_by_test_id("pill")).to_have_attribute("data-state", "good", timeout=20_000)
    other = person(browser, base, "ana", 390, 844)
    expect(other.get_by_test_id("run-start")).to_be_visible()
    expect(other.get_by_test_id("told")).to_have_count(0)


def said(lead: Page, step: str, text: str) -> None:
    """A lead says something at a step."""
    lead.get_by_test_id(f"step-{step}").click()
    lead.get_by_test_id("text-en").fill(text)
    lead.get_by_test_id("text-zh").fill("请轻放")
    lead.get_by_test_id("told-save").click()
    expect(lead.get_by_test_id("outbox-count")).to_have_text("0")


def test_what_is_said_at_a_step_is_in_nobodys_way_there(browser: Browser, base: str) -> None:
    """A scan goes to the step behind it, and is counted; what is not read folds, and CONFIRM says that it is read."""
    lead = person(browser, base, "marta", 820, 1180)
    lead.goto(f"{base}/#/lead/process")
    said(lead, "pick", "Two hands for cases")
    said(lead, "receive", "Look for wet corners")
    for step in ("move", "count", "returns"):
        said(lead, step, f"Gloves on: {step}")
    ana = person(browser, base, "ana", 360, 640)
    ana.get_by_test_id("run-start").click()
    told, folded = ana.get_by_test_id("told"), ana.get_by_test_id("told-folded")
    expect(told).to_contain_text("Two hands for cases")
    expect(ana.get_by_test_id("bind-nth")).to_be_visible()
    shot(ana, "told-in-run")
    ana.context.set_offline(True)
    to_the_item(ana)
    expect(folded).to_be_visible()
    shot(ana, "told-folded")
    scan(ana, GTIN[sku(ana)])
    expect(ana.get_by_test_id("count")).to_contain_text("1 of")
    expect(told).to_have_count(0)
    folded.click()
    expect(told).to_be_visible()
    scan(ana, "C-CONFIRM")
    expect(told).to_have_count(0)
    expect(folded).to_have_count(0)
    expect(ana.get_by_test_id("count")).to_contain_text("1 of")
    scan(ana, "C-CONFIRM")
    tone(ana, "wrong")
    ana.context.set_offline(False)
    expect(ana.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
    rosa = person(browser, base, "rosa", 390, 844)
    rosa.goto(f"{base}/#/receive/demo-po-7741")
    expect(rosa.get_by_test_id("told")).to_contain_text("Look for wet corners")
    rosa.get_by_test_id("got-it").click()
    expect(rosa.get_by_test_id("told")).to_have_count(0)
    for step, page in (("move", "move"), ("returns", "returns"), ("count", "count/A-01-01")):
        rosa.goto(f"{base}/#/{page}")
        expect(rosa.get_by_test_id("told")).to_have_count(1)
        expect(rosa.get_by_test_id("told")).to_contain_text(f"Gloves on: {step}")
        shot(rosa, f"told-{step}")
        rosa.get_by_test_id("got-it").click()
        expect(rosa.get_by_test_id("told")).to_have_count(0)
    again = person(browser, base, "ana", 390, 844)
    expect(again.get_by_test_id("run-start")).to_be_visible()
    expect(again.get_by_test_id("told")).to_have_count(0)


def pressed(page: Page, keys: str) -> None:
    """A figure by the keys on the screen."""
    for key in keys:
        page.get_by_test_id(f"key-{key}").click()


def cold_room(lead: Page, base: str) -> None:
    """A lead has the temperature of zone A looked at before anybody picks there."""
    lead.goto(f"{base}/#/lead/checks")
    lead.get_by_test_id("check-add").click()
    lead.get_by_test_id("check-en").fill("How warm is the cold room?")
    lead.get_by_test_id("check-zh").fill("冷库温度是多少？")
    lead.get_by_test_id("check-kind-figure").click()
    lead.get_by_test_id("check-unit").fill("°C")
    lead.get_by_test_id("check-least").fill("2")
    lead.get_by_test_id("check-most").fill("8")
    lead.get_by_test_id("check-zone-A").click()
    lead.get_by_test_id("check-per-floor").click()
    shot(lead, "check-edit")
    lead.set_viewport_size(SIZES[0])
    assert crowded(lead) == []
    lead.get_by_test_id("check-save").click()
    expect(lead.get_by_test_id("check")).to_contain_text("2 to 8 °C is fine")


def test_what_is_looked_at_first_stands_before_the_step_with_no_network_too(browser: Browser, base: str) -> None:
    """A scan for the step counts nothing; what is off is asked once more, booked, and a task of the lead."""
    lead = person(browser, base, "marta", 820, 1180)
    cold_room(lead, base)
    ana = person(browser, base, "ana", 360, 640)
    ana.get_by_test_id("run-start").click()
    standing = ana.get_by_test_id("standing")
    ana.context.set_offline(True)
    for nth in range(1, 6):
        expect(ana.get_by_test_id("bind-nth")).to_contain_text(f"{nth} of 5")
        scan(ana, f"T-000{nth}")
    expect(standing).to_contain_text("How warm is the cold room?")
    expect(ana.get_by_test_id("stop")).to_be_hidden()
    shot(ana, "standing")
    assert faults(ana) == []
    assert crowded(ana) == []
    scan(ana, f"L-{ana.get_by_test_id('loc').text_content()}")
    tone(ana, "decide")
    pressed(ana, "9.5")
    expect(ana.get_by_test_id("figure")).to_contain_text("9.5 °C")
    scan(ana, "C-CONFIRM")
    expect(ana.get_by_test_id("standing-unsure")).to_be_visible()
    shot(ana, "standing-unsure")
    scan(ana, "9.6")  # a thermometer that types
    expect(ana.get_by_test_id("standing-unsure")).to_have_count(0)
    scan(ana, "C-CONFIRM")
    ana.get_by_test_id("standing-save").click()
    expect(standing).to_have_count(0)
    expect(ana.get_by_test_id("flash")).to_contain_text("The lead is told")
    shot(ana, "standing-told")
    scan(ana, f"L-{ana.get_by_test_id('loc').inner_text()}")
    at(ana, "item")
    ana.context.set_offline(False)
    expect(ana.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
    expect(lead.get_by_test_id("check")).to_contain_text("9.6 °C, by Ana Silva")
    lead.get_by_test_id("check-entries").click()
    expect(lead.get_by_test_id("entry")).to_contain_text("9.6 °C")
    shot(lead, "checks")
    lead.goto(f"{base}/#/lead")
    task = lead.get_by_test_id("task")
    expect(task).to_contain_text("How warm is the cold room? 9.6 °C, at most 8 is fine")
    shot(lead, "check-task")


def test_spot_checks_ask_for_the_item_of_some_stops_and_the_tote_counts_the_others(
    browser: Browser, tmp_path: Path
) -> None:
    """With no network too. Ana is new, so it is one stop in two."""
    settings = build(tmp_path)
    set_ = (("pick.item", "bin"), ("pick.sample", "many"))
    done(settings, *(("marta", ProcessSet(warehouse=WAREHOUSE, switch=s, value=value)) for s, value in set_))
    with serving(tmp_path) as base:
        lead = person(browser, base, "marta", 820, 1180)
        lead.goto(f"{base}/#/lead/process")
        expect(lead.locator("[data-key='pick.sample']")).to_contain_text("One stop in 10 asks for one scan of the item")
        shot(lead, "spot-checks")
        ana = person(browser, base, "ana", 360, 640)
        ana.get_by_test_id("run-start").click()
        for nth in range(1, 6):
            expect(ana.get_by_test_id("bind-nth")).to_contain_text(f"{nth} of 5")
            scan(ana, f"T-000{nth}")
        at(ana, "shelf")
        ana.context.set_offline(True)
        asked = []
        while ana.get_by_test_id("stop").count():
            asked.append(_stop_by_place(ana))
        assert {"Spot check", "it counts all of it"} <= set(asked), asked
        ana.context.set_offline(False)
        expect(ana.get_by_test_id("pill")).to_have_attribute("data-state", "good", timeout=15_000)


def _stop_by_place(page: Page) -> str:
    """One stop where the place may stand for the item; what was asked for there."""
    at(page, "shelf")
    place = page.get_by_test_id("loc").inner_text()
    scan(page, f"L-{place}")
    at(page, "item")
    stop = page.get_by_test_id("stop")
    tote, ordered = page.get_by_test_id("tote").inner_text(), page.get_by_test_id("count").inner_text()
    expect(stop).to_contain_text(re.compile("Spot check|it counts all of it|Scan the item"))
    (asked,) = (said for said in ("Spot check", "it counts all of it", "Scan the item") if said in stop.inner_text())
    if asked == "Spot check":
        shot(page, "spot-check")
        scan(page, tote)
        tone(page, "wrong")
        expect(page.get_by_test_id("flash")).to_contain_text("scan one of the item first")
    # A place that holds several lots never stands for one of them.
    for _ in range({"Spot check": 1, "Scan the item": int(ordered.split()[-1])}.get(asked, 0)):
        scan(page, GTIN[sku(page)])
        tone(page, "right")
    scan(page, tote)
    expect(page.get_by_test_id("flash")).to_contain_text(tote)
    return asked
