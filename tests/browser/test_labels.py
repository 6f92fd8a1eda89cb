"""Labels in a browser: the torn one, many on a sheet, again, without a network; and printers that run out of labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from backend.lab.world.read import read_world
from backend.scanning.sscc import check
from tests.browser.served import build, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.exchange.printers.pretend import Pretend
from tests.scanning.reader import pdf_pages, seen

PAPER_S_MAX = 30


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    build(tmp_path)
    with serving(tmp_path, by="tests.browser.printing") as address:
        yield address


@pytest.fixture
def lead(browser: Browser, base: str) -> Iterator[Page]:
    """The floor lead with a phone."""
    context = browser.new_context(viewport=SIZES[0], locale="en-US")
    page = context.new_page()
    sign_in(page, base, "marta")
    yield page
    context.close()


def at(page: Page, *parts: str) -> None:
    """Go to a page of the app that is open."""
    page.evaluate("where => { location.hash = where }", "#/" + "/".join(parts))


def set_up(page: Page, printer: Pretend, name: str, size: str = "102x152") -> None:
    """A lead adds a printer, and waits until the server has heard from it."""
    at(page, "printers", "add")
    page.get_by_test_id("printer-name").fill(name)
    page.get_by_test_id("printer-host").fill(printer.host)
    page.get_by_test_id(f"printer-size-{size}").click()
    page.get_by_test_id("printer-save").click()
    stands(page, "ready")


def stands(page: Page, state: str) -> None:
    """Wait until the printer on the screen is said to be so."""
    expect(page.get_by_test_id("printer-state").first).to_have_attribute("data-state", state)


Drawn = list[tuple[dict[str, Any], str]]


def drawn(page: Page) -> Drawn:
    """What labels the page has drawn from now on, each with its picture."""
    found: Drawn = []

    def heard(route: Route) -> None:
        answer = route.fetch()
        asked: Any = route.request.post_data_json
        if asked["form"] == "svg" and answer.ok:
            found.append((asked["labels"][0], answer.text()))
        route.fulfill(response=answer)

    page.route("**/api/labels", heard)
    return found


def comes(page: Page, what: Callable[[], bool], otherwise: str) -> None:
    """Wait for it. The page goes on meanwhile: what the server draws for it comes by here."""
    for _ in range(PAPER_S_MAX * 10):
        if what():
            return
        page.wait_for_timeout(100)
    raise AssertionError(otherwise)


def out(page: Page, printer: Pretend, labels: int) -> list[bytes]:
    """Until so many labels are on paper."""
    comes(page, lambda: len(printer.labels) >= labels, f"fewer than {labels} labels")
    return list(printer.labels)


def codes(pdf: Path) -> list[list[str]]:
    """What an independent reader finds on each page, row by row."""
    return [[text for _, text in seen(page)] for page in pdf_pages(pdf.read_bytes())]


def ask(page: Page, place: str, printer: str, told: str = "") -> None:
    """Ask a printer for the label of a place."""
    at(page, "labels")
    expect(page.get_by_test_id("label-scan")).to_be_visible()
    scan(page, f"L-{place}")
    way = page.get_by_test_id("label-way")
    way.get_by_role("button", name=printer).click()
    expect(way).to_contain_text(told)
    page.get_by_test_id("label-print").click()
    expect(page.get_by_test_id("asked").first).to_contain_text(place)


def test_a_torn_label_is_scanned_and_comes_out_of_the_printer_with_one_tap(lead: Page) -> None:
    pictures = drawn(lead)
    with Pretend() as printer:
        set_up(lead, printer, "Shelf 1", "102x76")
        at(lead, "labels")
        expect(lead.get_by_test_id("label-scan")).to_be_visible()
        scan(lead, "L-A-02-01")
        tone(lead, "right")
        expect(lead.get_by_test_id("label-preview")).to_be_visible()
        assert "A-02-01" in pictures[-1][1]
        assert "REPRINT" not in pictures[-1][1]
        lead.get_by_test_id("label-print").click()
        expect(lead.get_by_test_id("label-scan")).to_be_visible()  # ready for the next one
        (zpl,) = out(lead, printer, 1)
        assert b"L-A-02-01" in zpl
        assert b"REPRINT" not in zpl
        asked = lead.get_by_test_id("asked").first
        expect(asked.get_by_test_id("job-state")).to_have_attribute("data-state", "printed")

        scan(lead, "A-02-01")  # what the label said, typed
        expect(lead.get_by_test_id("label-again")).to_be_visible()
        expect(lead.get_by_test_id("label-print")).to_contain_text("Reprint 1 on Shelf 1")
        scan(lead, "C-PRINT")  # no hand is free
        again = out(lead, printer, 2)[1]
        assert b"REPRINT" in again
        comes(lead, lambda: "REPRINT" in pictures[-1][1], "the picture shows no reprint")


def test_thirty_places_begin_at_the_fifth_free_label_of_a_sheet_and_all_can_be_read(lead: Page, tmp_path: Path) -> None:
    at(lead, "labels", "location")
    lead.get_by_test_id("label-zone").select_option("A")
    lead.get_by_test_id("label-to").fill("A-10-03")
    expect(lead.get_by_test_id("label-count")).to_contain_text("30 places")
    lead.get_by_test_id("label-arrow-up").click()
    lead.get_by_test_id("label-go-on").click()
    lead.get_by_test_id("way-file").click()
    lead.get_by_test_id("label-sheet").select_option("a4-24")
    place = lead.locator('[data-place="4"]')
    place.scroll_into_view_if_needed()
    place.click()
    expect(place).to_have_class("next")
    expect(lead.locator('[data-place="3"]')).to_have_class("used")
    expect(lead.get_by_test_id("label-sheets")).to_contain_text("2 sheets, from place 5 on")
    with lead.expect_download() as download:
        lead.get_by_test_id("label-print").click()
    sheet = tmp_path / "labels.pdf"
    download.value.save_as(sheet)
    first, second = codes(sheet)
    assert (len(first), len(second)) == (20, 10)
    wanted = [f"L-A-{bay:02}-{level:02}" for bay in range(1, 11) for level in range(1, 4)]
    assert first + second == wanted
    tone(lead, "right")
    expect(lead.locator('[data-place="9"]')).to_have_class("used")  # ten are gone from the second sheet
    expect(lead.locator('[data-place="10"]')).to_have_class("next")
    expect(lead.get_by_test_id("label-again")).to_contain_text("30")

    pictures = drawn(lead)
    scan(lead, "L-A-10-03")  # torn off later: its label knows its arrow, and that it is not the first
    expect(lead.get_by_test_id("label-again")).to_be_visible()
    expect(lead.get_by_test_id("label-preview")).to_be_visible()
    label, picture = pictures[-1]
    assert (label["arrow"], label["reprint"]) == ("up", True)
    assert "REPRINT" in picture


def test_what_is_asked_for_without_a_network_is_kept_and_comes_out_once_when_it_is_back(lead: Page) -> None:
    with Pretend() as printer:
        set_up(lead, printer, "Shelf 1", "70x37")
        at(lead, "labels")
        lead.context.set_offline(True)
        scan(lead, "T-0007")
        expect(lead.get_by_test_id("label-no-preview")).to_contain_text("needs the network")
        lead.get_by_test_id("way-file").click()
        expect(lead.get_by_test_id("label-print")).to_be_disabled()
        lead.get_by_test_id("way-browser").click()
        expect(lead.get_by_test_id("label-print")).to_be_disabled()
        lead.get_by_test_id("label-way").get_by_role("button", name="Shelf 1").click()
        lead.get_by_test_id("label-print").click()
        expect(lead.get_by_test_id("flash")).to_contain_text("Kept")
        expect(lead.get_by_test_id("label-kept")).to_contain_text("T-0007")
        lead.reload()
        expect(lead.get_by_test_id("label-kept")).to_contain_text("T-0007")
        lead.wait_for_timeout(500)
        assert printer.labels == []
        lead.context.set_offline(False)
        (zpl,) = out(lead, printer, 1)
        assert b"T-0007" in zpl
        state = lead.get_by_test_id("asked").first.get_by_test_id("job-state")
        expect(state).to_have_attribute("data-state", "printed")
        expect(lead.get_by_test_id("label-kept")).to_have_count(0)
        lead.wait_for_timeout(500)
        assert len(printer.labels) == 1


def test_a_printer_with_no_labels_left_says_so_at_once_and_goes_on_when_there_is_a_new_roll(lead: Page) -> None:
    with Pretend() as printer, Pretend() as other:
        set_up(lead, other, "Pack 2")
        set_up(lead, printer, "Pack 1")
        printer.paper_out = True
        ask(lead, "A-01-01", "Pack 1")
        at(lead, "printers")
        stands(lead, "paper_out")
        ask(lead, "A-01-02", "Pack 1", told="put in a new roll")
        at(lead, "printers")
        first = lead.get_by_test_id("printer").first  # what needs hands comes first
        expect(first).to_contain_text("Pack 1")
        expect(first).to_contain_text("2 wait")
        first.click()
        expect(lead.get_by_test_id("printer-stands")).to_contain_text("put in a new roll")
        waiting = lead.get_by_test_id("jobs-waiting").get_by_test_id("job")
        expect(waiting).to_have_count(2)
        waiting.nth(1).get_by_test_id("job-elsewhere").click()
        lead.get_by_test_id("again-at-Pack 2").click()
        (moved,) = out(lead, other, 1)
        assert b"L-A-01-02" in moved
        assert b"REPRINT" not in moved
        expect(waiting).to_have_count(1)
        printer.paper_out = False
        stands(lead, "ready")
        (kept,) = out(lead, printer, 1)
        assert b"L-A-01-01" in kept
        expect(lead.get_by_test_id("jobs-waiting")).to_have_count(0)
        done = lead.get_by_test_id("jobs-printed").get_by_test_id("job")
        expect(done.first).to_have_attribute("data-title", "A-01-01")


def test_a_label_that_could_not_be_scanned_is_not_printed_and_says_what_to_do(lead: Page) -> None:
    gtin = next(p.gtin for p in read_world().products)
    at(lead, "labels")
    scan(lead, f"]C101{gtin.zfill(14)}1727123110LOT-ABCDEFGHIJK")
    expect(lead.get_by_test_id("label-preview")).to_be_visible()
    lead.get_by_test_id("way-browser").click()
    expect(lead.get_by_test_id("label-print")).to_be_enabled()
    lead.get_by_test_id("label-sheet").select_option("a4-65")
    fault = lead.get_by_test_id("label-fault")
    expect(fault).to_contain_text("too fine to scan on a4-65")
    expect(fault).to_contain_text("Choose a sheet with larger labels")
    expect(lead.get_by_test_id("label-print")).to_be_disabled()
    lead.get_by_test_id("label-sheet").select_option("own")
    expect(lead.get_by_test_id("label-preview")).to_be_visible()
    expect(lead.get_by_test_id("label-print")).to_be_enabled()


def test_letters_find_what_a_torn_label_may_have_said_and_what_is_not_known_is_told(lead: Page) -> None:
    at(lead, "labels")
    lead.get_by_test_id("label-find").press_sequentially("a-02", delay=150)  # as a person types
    found = lead.get_by_test_id("label-found")
    expect(found).to_have_count(3)
    expect(found.first).to_have_attribute("data-title", "A-02-01")
    found.first.focus()
    scan(lead, "L-Z-99-99")
    tone(lead, "wrong")
    found.first.click()
    expect(lead.get_by_test_id("label-preview")).to_have_attribute("alt", re.compile("A-02-01"))
    scan(lead, "C-CANCEL")
    expect(lead.get_by_test_id("label-scan")).to_be_visible()


def test_a_pallet_takes_the_next_number_of_the_device_with_no_network(lead: Page) -> None:
    at(lead, "labels/pallet")
    number, give = lead.get_by_test_id("label-sscc"), lead.get_by_test_id("label-next")
    lead.locator("[data-testid^=order-]").first.click()
    for _ in range(PAPER_S_MAX * 5):  # the device has asked for numbers, and waits for them
        give.click()
        lead.wait_for_timeout(200)
        if number.input_value():
            break
    lead.context.set_offline(True)
    given = list[str]()
    for _ in range(3):
        number.fill("")
        give.click()
        expect(number).to_have_value(re.compile(r"^\d{18}$"))
        expect(give).to_have_count(0)
        given.append(number.input_value())
    assert all(check(one) for one in given)
    assert given == sorted(set(given))
    lead.context.set_offline(False)
    lead.get_by_role("button", name="Go on with 1 label").click()
    expect(lead.get_by_test_id("label-preview")).to_be_visible()


def whole(page: Page, size: ViewportSize) -> None:
    """So high that nothing lies under the bar: where it does, a person moves the page."""
    page.set_viewport_size(size)
    high = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], high + 80)})


LOOKS = (
    "labels", "labels/location", "labels/tote", "labels/product", "labels/carton", "labels/order", "labels/pallet",
    "labels/return", "labels/command", "labels/print", "printers", "printers/add",
)  # fmt: skip


@pytest.mark.timeout(240)
def test_labels_and_printers_are_fit_for_everybody(lead: Page) -> None:
    with Pretend() as printer, Pretend() as other:
        set_up(lead, other, "Shelf 1", "70x37")
        set_up(lead, printer, "Pack 1")
        queue = lead.evaluate("location.hash").strip("#/")
        printer.paper_out = True
        ask(lead, "A-01-01", "Pack 1")
        at(lead, queue)
        stands(lead, "paper_out")
        for language in ("zh", "en"):
            at(lead, "device")
            lead.get_by_test_id(f"lang-{language}").click()
            at(lead, "labels")
            scan(lead, "L-A-02-01")
            lead.get_by_test_id("way-browser").click()
            lead.get_by_test_id("label-sheet").select_option("a4-24")
            expect(lead.get_by_test_id("label-preview")).to_be_visible()
            expect(lead.locator(".flash.strip")).to_be_hidden()
            for where in (*LOOKS, queue):
                at(lead, where)
                expect(lead.get_by_test_id("back")).to_be_visible()
                looked_at(lead, f"{where.replace('/', '-')[:16]}-{language}")


def looked_at(page: Page, name: str) -> None:
    for size in SIZES:
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            if SHOTS:
                page.screenshot(path=SHOTS / f"{name}-{size['width']}-{scheme}.png")
            whole(page, size)
            assert faults(page) == [], (name, size, scheme)
            assert crowded(page) == [], (name, size, scheme)
