"""What the books cannot foresee: two pickers on one line, a line called off in the hand, a dead battery, two trucks."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, expect

from backend.app import opened
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.pick.rows import PickTask
from backend.domain.stock import places
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask
from backend.lab.world.build import WAREHOUSE
from backend.ops.kernel import Op
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.settings import Settings
from backend.store import rows as stored
from backend.sync.service import OwnOp
from backend.sync.verify import differences
from tests.browser.floor import picked
from tests.browser.served import GTIN, apart, at, build, counted, scan, serving, sign_in, sku, tone
from tests.browser.test_road import HANDHELD, TABLET, TOTES, pick_stop


def books(settings: Settings) -> dict[str, Any]:
    """What the server's tables say, and how far they are from what the log comes to."""

    async def work() -> dict[str, Any]:
        async with opened(settings) as parts:
            read = parts.store.read
            found: dict[str, Any] = {"differences": await read(differences)}
            for row in (PickTask, Stock, ExceptionTask, Carton):
                found[row.table] = {one.id: one for one in await read(lambda c, row=row: stored.load_all(c, row))}  # type: ignore[misc]
            return found

    return apart(work)


def device(browser: Browser, base: str, login: str, where: str = "") -> Page:
    page = browser.new_context(viewport=HANDHELD, locale="en-US").new_page()
    sign_in(page, base, login)
    page.goto(f"{base}/#/device")
    page.get_by_test_id("lang-en").click()
    page.goto(f"{base}/#/{where}")
    return page


def cut_off(page: Page) -> None:
    """Without a network, and the device knows: an open socket outlives the emulation for a moment."""
    page.context.set_offline(True)
    expect(page.get_by_test_id("pill")).to_contain_text("Offline")


def begin(page: Page) -> str:
    """Take the first run and bind its totes; gives its id."""
    page.get_by_test_id("run-start").click()
    for tote in TOTES:
        expect(page.get_by_test_id("bind")).to_be_visible()
        scan(page, tote)
        expect(page.get_by_test_id("flash")).to_contain_text(tote)
    at(page, "shelf")
    return page.url.rpartition("/")[2]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is so on the server."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def sent(page: Page) -> None:
    """The network is back, and nothing is left on the device."""
    page.context.set_offline(False)
    expect(page.get_by_test_id("outbox-count")).to_have_text("0")


def die(page: Page) -> None:
    """As with an empty battery: a page that is closed in good order goes on line for a moment."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def all_back(lead: Page) -> None:
    """The lead has all that lies too many carried back, and says so."""
    backs = lead.get_by_test_id("choice-put_back_done")
    expect(lead.get_by_test_id("task").filter(has=backs).first).to_contain_text("Put")
    while left := backs.count():
        backs.first.click()
        expect(backs).to_have_count(left - 1)
    expect(lead.get_by_test_id("outbox-count")).to_have_text("0")


def test_two_pickers_on_one_line_with_no_network_end_in_one_put_back(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    start = books(settings)
    with serving(tmp_path) as base:
        ana = device(browser, base, "ana")
        run = begin(ana)
        cut_off(ana)
        wei = device(browser, base, "wei", "pick")
        wei.get_by_test_id("take-over").click()
        at(wei, "shelf")
        cut_off(wei)
        units = {pick_stop(ana), pick_stop(wei)}
        assert len(units) == 1
        (most,) = units
        sent(ana)
        sent(wei)
        expect(wei.get_by_test_id("pill")).to_have_attribute("data-state", "wrong")  # the second one has too many

        lead = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead")
        task = f"{run}/1"
        assert books(settings)["pick_task"][task].picked == 2 * most
        card = lead.get_by_test_id("task")
        expect(card).to_have_count(1)  # though each unit was scanned by itself
        expect(card).to_contain_text(f"Put {most} back")
        all_back(lead)

    end = books(settings)
    line = end["pick_task"][task]
    bin_ = places.stock_id(line.location, line.product, line.lot)
    assert (line.picked, line.left) == (line.quantity, 0)
    assert start["stock"][bin_].quantity - end["stock"][bin_].quantity == line.quantity
    assert end["differences"] == []
    assert {one.stage for one in end["exception_task"].values()} == {"settled"}


def test_an_order_called_off_while_it_is_picked_goes_back_to_its_bin(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    start = books(settings)
    with serving(tmp_path) as base:
        ana = device(browser, base, "ana")
        run = begin(ana)
        cut_off(ana)
        units = pick_stop(ana)
        number = start["pick_task"][f"{run}/1"].order_number

        office = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(office, base, "lena")
        office.goto(f"{base}/#/orders/all/{start['pick_task'][f'{run}/1'].shipment}")
        office.get_by_test_id("cancel").click()
        office.get_by_test_id("reason-customer").click()
        expect(office.locator(f'nav [data-number="{number}"]')).to_contain_text("Cancelled")

        sent(ana)
        expect(ana.get_by_test_id("pill")).to_have_attribute("data-state", "wrong")
        ana.goto(f"{base}/#/kept")
        expect(ana.get_by_test_id("tray-item").first).to_contain_text("put")

        lead = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead")
        all_back(lead)

    end = books(settings)
    line = end["pick_task"][f"{run}/1"]
    bin_ = places.stock_id(line.location, line.product, line.lot)
    assert units > 0
    assert (line.picked, line.cancelled) == (0, True)
    assert end["stock"][bin_].quantity == start["stock"][bin_].quantity
    assert end["differences"] == []


def test_a_run_goes_on_at_the_exact_unit_when_the_battery_dies_and_what_the_dead_device_kept_comes_later(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base:
        first = device(browser, base, "ana")
        run = begin(first)
        scan(first, f"L-{first.get_by_test_id('loc').inner_text()}")
        at(first, "item")
        code = GTIN[sku(first)]
        scan(first, code)
        expect(first.get_by_test_id("count")).to_contain_text("1")
        until(lambda: books(settings)["pick_task"][f"{run}/1"].picked == 1)
        expect(first.get_by_test_id("outbox-count")).to_have_text("0")
        cut_off(first)
        scan(first, code)  # the last that it could keep
        expect(first.get_by_test_id("count")).to_contain_text("2")
        expect(first.get_by_test_id("outbox-count")).to_have_text("1")
        context = first.context
        die(first)

        second = device(browser, base, "ana")
        second.get_by_test_id("run-start").click()
        at(second, "item")  # somebody has been at this shelf
        assert second.url.endswith(run)
        picked_before, wanted = counted(second)
        assert picked_before == 1
        for _ in range(wanted - 2):  # one is in the tote that the dead device stood beside
            scan(second, code)
        expect(second.get_by_test_id("count")).to_contain_text(f"{wanted - 1}")

        charged = context.new_page()
        charged.goto(base)
        sent(charged)
        at(second, "tote")
        scan(second, second.get_by_test_id("tote").inner_text())
        expect(second.locator('[data-testid="stop"][data-at="tote"]')).to_have_count(0)
        expect(second.get_by_test_id("outbox-count")).to_have_text("0")

    end = books(settings)
    line = end["pick_task"][f"{run}/1"]
    assert (line.picked, line.put, line.left) == (wanted, wanted, 0)
    assert end["differences"] == []
    assert end["exception_task"] == {}


def test_an_order_called_off_while_its_carton_is_open_goes_back_out_of_carton_and_tote(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    picked(settings)
    start = books(settings)
    with serving(tmp_path) as base:
        jonas = device(browser, base, "jonas", "pack")
        expect(jonas.get_by_test_id("shipment-row").first).to_be_visible()
        scan(jonas, "T-0001")
        line = jonas.get_by_test_id("pack-line").first
        expect(line).to_be_visible()
        left = int(line.get_attribute("data-left") or 0)
        code = next(gtin for key, gtin in GTIN.items() if f" {key}" in line.inner_text())
        cut_off(jonas)
        scan(jonas, code)  # into the carton, which nobody else knows of
        expect(line).to_have_attribute("data-left", str(left - 1))
        tote = [t for t in start["pick_task"].values() if t.slot.endswith("/1")]
        order, number = tote[0].shipment, tote[0].order_number

        office = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(office, base, "lena")
        office.goto(f"{base}/#/orders/all/{order}")
        office.get_by_test_id("cancel").click()
        office.get_by_test_id("reason-customer").click()
        expect(office.locator(f'nav [data-number="{number}"]')).to_contain_text("Cancelled")

        sent(jonas)
        expect(jonas.get_by_test_id("pill")).to_have_attribute("data-state", "wrong")
        lead = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead")
        all_back(lead)

    end = books(settings)
    assert {c.units for c in end["carton"].values() if c.shipment == order} == {0}
    for task in tote:
        bin_ = places.stock_id(task.location, task.product, task.lot)
        assert end["stock"][bin_].quantity == start["stock"][bin_].quantity + task.picked, task
    assert end["differences"] == []


def packed(settings: Settings) -> str:
    """One order of the demo is packed in one carton; gives its number."""
    picked(settings)

    async def work() -> str:
        async with opened(settings) as parts:
            read = parts.store.read
            shipment = min(await read(lambda c: stored.load_all(c, Shipment)), key=lambda s: s.order_number)
            tasks = [t for t in await read(lambda c: stored.load_all(c, PickTask)) if t.shipment == shipment.id]
            carton = f"{shipment.id}/1"
            done: list[Op] = [PackOpen(shipment=shipment.id, number=1)]
            done += [PackScan(carton=carton, raw=GTIN[t.product], units=t.quantity) for t in tasks]
            done += [PackClose(carton=carton, weight_g=5_000), PackFinish(shipment=shipment.id)]
            await parts.sync.record("sys:bench", [OwnOp(op, f"bench-{n}", "jonas") for n, op in enumerate(done)])
            (one,) = await read(lambda c: stored.load_all(c, Carton))
            assert one.sscc
            return one.sscc

    return apart(work)


def test_a_carton_that_two_docks_have_put_on_their_trucks_with_no_network_is_looked_for(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    sscc = packed(settings)
    with serving(tmp_path) as base:
        docks = [device(browser, base, "priya", "ship") for _ in range(2)]
        for page, carrier in zip(docks, ("DHL", "PostNL"), strict=True):
            page.get_by_test_id("ship-open").click()
            page.get_by_test_id("carrier").fill(carrier)
            page.get_by_test_id("ship-open-do").click()
            page.get_by_test_id("manifest-row").filter(has_text=carrier).click()
            expect(page.get_by_test_id("on-truck")).to_have_text("0")
        for page in docks:
            cut_off(page)
            scan(page, f"]C100{sscc}")
            tone(page, "right")
            expect(page.get_by_test_id("on-truck")).to_have_text("1")
        sent(docks[0])
        sent(docks[1])
        expect(docks[0].get_by_test_id("on-truck")).to_have_text("0")  # the last that saw it has it

        lead = browser.new_context(viewport=TABLET, locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead")
        card = lead.locator('[data-testid="task"][data-code="on_other_manifest"]')
        expect(card).to_contain_text("check that list")
        card.get_by_test_id("choice-done").click()
        expect(card).to_have_count(0)
        expect(lead.get_by_test_id("outbox-count")).to_have_text("0")

    end = books(settings)
    (carton,) = [one for one in end["carton"].values() if one.sscc == sscc]
    assert carton.stage == "loaded"
    assert end["differences"] == []
    assert sum(s.quantity for s in end["stock"].values() if s.location == places.pack(WAREHOUSE)) > 0
