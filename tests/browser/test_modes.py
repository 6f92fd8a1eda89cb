"""Batches and zones: what is shared out, sorted and handed over, with the network going and coming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from backend.ops.pick.release import PickRelease
from backend.ops.process.set import ProcessSet
from tests.browser.served import GTIN, KNOWN_SCANNER, at, counted, scan, serving, sign_in, tone
from tests.browser.waved import books, floor, pick_units, picked_once, sku, walk

HANDHELD: ViewportSize = {"width": 360, "height": 640}
GLASS, PACK_OF_4, CUP = "GLA-BURG-6", "29521234038874", "GLA-WHIT-6"
KNIFE = "TAB-KNIF-12"
"""Glasses and cups are in zone A, knives in zone C."""


THREE_AT_ONCE = 2
"""How much slower each of three pages is: a slowed one keeps its share of a core busy, whether it works or not."""
SLOW_KEYS = KNOWN_SCANNER.replace("5000", "9000")
"""Three slowed pages on a busy machine: the driver leaves longer yet between two keys."""


def handheld(browser: Browser) -> tuple[BrowserContext, Page]:
    context = browser.new_context(viewport=HANDHELD, locale="en-US")
    return context, context.new_page()


def offline(context: BrowserContext, page: Page) -> None:
    context.set_offline(True)
    expect(page.get_by_test_id("pill")).to_contain_text(re.compile("Offline|离线"))


def online(context: BrowserContext, page: Page) -> None:
    context.set_offline(False)
    expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)


def dealt(page: Page, units: int, slot: int) -> None:
    """Wait until the screen says so many into such a slot."""
    expect(page.get_by_test_id("deal-slot")).to_contain_text(f"{slot}")
    expect(page.get_by_test_id("deal-units")).to_have_text(f"{units}")


@pytest.mark.timeout(120)
def test_a_batch_is_picked_as_one_and_shared_out_with_no_network(browser: Browser, tmp_path: Path) -> None:
    orders = {"o1": [(GLASS, 3), (CUP, 1)], "o2": [(GLASS, 2)], "o3": [(GLASS, 2), (CUP, 2)]}
    settings = floor(tmp_path, orders, [PickRelease(run="b", warehouse="ROT", orders=("o1", "o2", "o3"), mode="batch")])
    with serving(tmp_path) as base:
        context, page = handheld(browser)
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        at(page, "shelf")  # no tote is asked for before there is something to put in
        offline(context, page)
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
        at(page, "item")
        assert (sku(page), counted(page)) == (GLASS, (0, 7))
        scan(page, PACK_OF_4)
        expect(page.get_by_test_id("count")).to_contain_text("4 of 7")
        scan(page, "C-UNDO")
        expect(page.get_by_test_id("count")).to_contain_text("0 of 7")
        scan(page, PACK_OF_4)
        expect(page.get_by_test_id("count")).to_contain_text("4 of 7")
        pick_units(page)
        dealt(page, 3, 1)
        scan(page, "T-0001")
        dealt(page, 2, 2)
        scan(page, "T-0001")
        tone(page, "repeated")
        scan(page, "T-0002")
        dealt(page, 2, 3)
        scan(page, "T-0003")
        at(page, "shelf")
        pick_units(page)
        dealt(page, 1, 1)
        scan(page, "T-0003")  # it may be put into them in any order
        dealt(page, 1, 1)
        scan(page, "T-0002")
        tone(page, "repeated")
        scan(page, "T-0001")
        page.get_by_test_id("hand-over").click()
        online(context, page)
    found = books(settings)
    picked_once(found, found.tasks)
    assert found.in_totes == {
        ("T-0001", GLASS): 3, ("T-0002", GLASS): 2, ("T-0003", GLASS): 2, ("T-0001", CUP): 1, ("T-0003", CUP): 2,
    }  # fmt: skip
    assert {found.orders[id_].stage for id_ in orders} == {"picked"}


@pytest.mark.timeout(120)
def test_a_batch_is_sorted_at_the_wall_by_somebody_else(browser: Browser, tmp_path: Path) -> None:
    orders = {"o1": [(GLASS, 2)], "o2": [(GLASS, 1), (CUP, 1)]}
    wall = ProcessSet(warehouse="ROT", switch="pick.batch", value="wall")
    batch = PickRelease(run="b", warehouse="ROT", orders=("o1", "o2"), mode="batch")
    settings = floor(tmp_path, orders, [batch], [wall])
    with serving(tmp_path) as base:
        context, page = handheld(browser)
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        at(page, "shelf")
        offline(context, page)
        pick_units(page)
        at(page, "shelf")  # the next bin, with the first one's units in the hand
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
        at(page, "item")
        scan(page, GTIN[CUP])
        expect(page.get_by_test_id("sort-units")).to_contain_text("4")
        online(context, page)

        other, wall_page = handheld(browser)
        sign_in(wall_page, base, "wei")
        wall_page.get_by_test_id("take-over").click()
        expect(wall_page.get_by_test_id("sort-units")).to_contain_text("4")
        offline(other, wall_page)
        scan(wall_page, GTIN[KNIFE])
        tone(wall_page, "wrong")
        scan(wall_page, GTIN[GLASS])
        dealt(wall_page, 2, 1)
        scan(wall_page, "T-0001")
        dealt(wall_page, 1, 2)  # the rest of the glasses, with no further scan of one
        scan(wall_page, "T-0002")
        expect(wall_page.get_by_test_id("sort-units")).to_contain_text("1")
        scan(wall_page, GTIN[CUP])
        dealt(wall_page, 1, 2)
        scan(wall_page, "T-0002")
        wall_page.get_by_test_id("hand-over").click()
        online(other, wall_page)
    found = books(settings)
    picked_once(found, found.tasks)
    assert found.in_totes == {("T-0001", GLASS): 2, ("T-0002", GLASS): 1, ("T-0002", CUP): 1}


ZONED = {"o1": [(GLASS, 2), (KNIFE, 2)]}
RELAY = PickRelease(run="z", warehouse="ROT", orders=("o1",), mode="zone")


@pytest.mark.timeout(120)
def test_the_next_zone_takes_the_tote_with_no_network(browser: Browser, tmp_path: Path) -> None:
    settings = floor(tmp_path, ZONED, [RELAY])
    with serving(tmp_path) as base:
        _, page = handheld(browser)
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        expect(page.get_by_test_id("bind")).to_be_visible()
        scan(page, "T-0001")
        at(page, "shelf")
        other, next_page = handheld(browser)
        sign_in(next_page, base, "wei")
        offline(other, next_page)  # and hears nothing of what ana does from now on
        to_the_border(page)
        expect(page.get_by_test_id("next-zone")).to_contain_text("C")
        scan(page, "T-0009")
        tone(page, "wrong")
        scan(page, "T-0001")
        expect(page.get_by_test_id("run-row").or_(page.get_by_test_id("run-start"))).to_be_visible()

        scan(next_page, "T-0001")
        at(next_page, "shelf")
        assert sku(next_page) == KNIFE
        pick_units(next_page)
        at(next_page, "tote")
        scan(next_page, "T-0001")
        # As far as is known here, zone A is not done: that is said, and not that it is.
        expect(next_page.get_by_test_id("not-told")).to_contain_text("A")
        online(other, next_page)
        expect(next_page.get_by_test_id("over")).to_be_visible()
        next_page.get_by_test_id("hand-over").click()
        expect(next_page.get_by_test_id("over")).to_have_count(0)
        expect(next_page.get_by_test_id("outbox-count")).to_have_text("0")
    found = books(settings)
    picked_once(found, found.tasks)
    assert found.in_totes == {("T-0001", GLASS): 2, ("T-0001", KNIFE): 2}
    assert [(run.stage, run.picker, run.zone) for run in found.runs] == [("done", "wei", "C")]


@pytest.mark.timeout(120)
def test_a_tote_is_taken_whose_picker_has_told_nothing_yet(browser: Browser, tmp_path: Path) -> None:
    settings = floor(tmp_path, ZONED, [RELAY])
    with serving(tmp_path) as base:
        context, page = handheld(browser)
        sign_in(page, base, "ana")
        page.get_by_test_id("run-start").click()
        expect(page.get_by_test_id("bind")).to_be_visible()
        _, next_page = handheld(browser)
        sign_in(next_page, base, "wei")
        expect(next_page.get_by_test_id("take-over")).to_be_visible()
        offline(context, page)
        scan(page, "T-0001")
        at(page, "shelf")
        to_the_border(page)
        scan(page, "T-0001")
        expect(page.get_by_test_id("pass-on-screen")).to_have_count(0)

        scan(next_page, "L-C-01-02")  # where wei works
        tone(next_page, "right")
        scan(next_page, "T-0001")  # nobody here knows whose it is
        next_page.get_by_test_id("which-run").click()
        at(next_page, "shelf")
        assert sku(next_page) == KNIFE
        pick_units(next_page)
        at(next_page, "tote")
        scan(next_page, "T-0001")
        expect(next_page.get_by_test_id("not-told")).to_be_visible()
        online(context, page)
        expect(next_page.get_by_test_id("over")).to_be_visible()
        next_page.get_by_test_id("hand-over").click()
        expect(next_page.get_by_test_id("over")).to_have_count(0)
        expect(next_page.get_by_test_id("outbox-count")).to_have_text("0")
    found = books(settings)
    picked_once(found, found.tasks)
    assert found.in_totes == {("T-0001", GLASS): 2, ("T-0001", KNIFE): 2}
    assert [(run.stage, run.picker) for run in found.runs] == [("done", "wei")]


def to_the_border(page: Page) -> None:
    """Pick the one stop of the first zone."""
    pick_units(page)
    at(page, "tote")
    scan(page, "T-0001")
    expect(page.get_by_test_id("pass-on-screen")).to_be_visible()


@pytest.mark.timeout(180)
def test_three_devices_pick_one_wave_while_the_network_comes_and_goes(browser: Browser, tmp_path: Path) -> None:
    orders = {f"o{n}": [(KNIFE, 1)] if n % 2 else [(GLASS, 2), (KNIFE, 1)] for n in range(6)}
    settings = floor(tmp_path, orders, [])
    with serving(tmp_path) as base:
        desk = browser.new_context(viewport={"width": 820, "height": 1180}, locale="en-US").new_page()
        sign_in(desk, base, "ingrid")
        desk.goto(f"{base}/#/release")
        desk.get_by_test_id("cart-slots").fill("2")
        desk.get_by_test_id("wave-plan").click()
        expect(desk.get_by_test_id("wave-run")).to_have_count(3)
        desk.get_by_test_id("wave-release").click()
        expect(desk.get_by_test_id("release-row")).to_have_count(0)

        walks: list[tuple[BrowserContext, Page, Iterator[str]]] = []
        for n, picker in enumerate(("ana", "wei", "marta")):
            context, page = handheld(browser)
            page.add_init_script(SLOW_KEYS)
            sign_in(page, base, picker)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THREE_AT_ONCE})
            page.goto(f"{base}/#/pick")
            page.get_by_test_id("run-start").click()
            expect(page.get_by_test_id("bind")).to_be_visible()
            online(context, page)  # the others are offered another run from now on
            walks.append((context, page, walk(page, [f"T-{2 * n + 1:04}", f"T-{2 * n + 2:04}"])))
        # Ana is cut off from the first tote on, wei in the middle, marta at the end; nobody waits for anybody.
        gone = {0: range(5), 1: range(3, 6), 2: range(5, 99)}
        going = dict(enumerate(walks))
        for nth in range(99):
            for n, (context, page, steps) in list(going.items()):
                if nth in gone[n] and nth - 1 not in gone[n]:
                    offline(context, page)
                if nth not in gone[n] and nth - 1 in gone[n]:
                    context.set_offline(False)
                if next(steps, None) is None:
                    page.get_by_test_id("hand-over").click()
                    expect(page.get_by_test_id("over")).to_have_count(0)
                    del going[n]
            if not going:
                break
        for context, page, _ in walks:
            online(context, page)
    found = books(settings)
    picked_once(found, found.tasks)
    assert sorted((run.stage, run.picker) for run in found.runs) == [("done", p) for p in ("ana", "marta", "wei")]
    assert {found.orders[id_].stage for id_ in orders} == {"picked"}
    of = {slot.shipment: slot.tote.partition("/")[2] for slot in found.slots if slot.tote}
    assert len(set(of.values())) == len(orders)
    assert found.in_totes == {(of[id_], sku): n for id_, lines in orders.items() for sku, n in lines}
