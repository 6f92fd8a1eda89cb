"""A bin is counted with no network while a colleague picks from it; the books end up as the shelf is."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from playwright.sync_api import Browser, Page, expect

from backend.api.auth.sign_in import record
from backend.app import opened
from backend.domain.count.rows import StockCounted
from backend.domain.pick.rows import PickTask
from backend.domain.stock.rows import Stock
from backend.settings import Settings
from backend.store import rows as stored
from backend.sync.verify import differences
from tests.browser.served import apart, at, at_the_shelf, build, on_a_handheld, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults


class Books(Struct):
    """What the books say once the server has stopped."""

    stock: dict[str, Stock]
    counts: dict[str, StockCounted]
    first: PickTask


def books(settings: Settings) -> Books:
    async def work() -> Books:
        async with opened(settings) as parts:
            read = parts.store.read
            assert await read(differences) == []
            tasks = await read(lambda c: stored.load_all(c, PickTask))
            return Books(
                {s.id: s for s in await read(lambda c: stored.load_all(c, Stock))},
                {s.id: s for s in await read(lambda c: stored.load_all(c, StockCounted))},
                min(tasks, key=lambda task: task.sequence),
            )

    return apart(work)


def begin(page: Page, base: str, place: str) -> None:
    """Stand before a place to be counted."""
    page.goto(f"{base}/#/count")
    expect(page.get_by_role("heading", level=1)).to_have_text("Count")
    scan(page, f"L-{place}")
    expect(page.get_by_test_id("count-place")).to_have_text(place)


def type_number(page: Page, product: str, units: int) -> None:
    line = page.locator(f'[data-testid="count-line"][data-product="{product}"]').first
    line.get_by_test_id("count-type").click()
    for figure in str(units):
        line.get_by_test_id(f"key-{figure}").click()
    line.get_by_test_id("count-set").click()
    expect(line.get_by_test_id("count-n")).to_have_text(str(units))


def look(page: Page, name: str) -> None:
    """A screen is fit for everybody; with SHOTS it is kept as a picture."""
    if SHOTS:
        page.screenshot(path=SHOTS / f"count-{name}.png")
    assert faults(page) == []
    assert crowded(page) == []


def test_a_count_with_no_network_keeps_what_a_colleague_picks_meanwhile(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    before = books(settings)
    task = before.first
    place = task.location.split("/", 1)[1]
    there = {s.product: s for s in before.stock.values() if s.location == task.location}
    with serving(tmp_path) as base:
        picker = browser.new_context(viewport=SIZES[1], locale="en-US").new_page()
        counter = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        on_a_handheld(picker, base, "ana")
        picker.get_by_test_id("run-start").click()
        for n in range(2, 6):
            expect(picker.get_by_test_id("bind")).to_be_visible()
            scan(picker, f"T-{n:04}")
            expect(picker.get_by_test_id("flash")).to_contain_text(f"T-{n:04}")
        on_a_handheld(counter, base, "jonas")
        begin(counter, base, place)
        counter.context.set_offline(True)
        code = at_the_shelf(picker)  # the last tote, and the shelf
        scan(picker, code)
        expect(picker.get_by_test_id("count").locator("b")).to_have_text("1")
        expect(picker.get_by_test_id("pill")).to_have_attribute("data-state", "good")
        picker.get_by_test_id("look").click()
        scan(picker, code)
        expect(picker.get_by_test_id("look-stock").filter(has_text=place)).to_be_visible()
        scan(picker, "T-0001")
        expect(picker.get_by_test_id("look-card")).to_contain_text("T-0001")
        picker.get_by_test_id("back").click()
        at(picker, "item")  # where the picker was
        for product, stock in there.items():  # one more lies there than the books say
            type_number(counter, product, stock.quantity + (product == task.product))
        look(counter, "bin-360")
        scan(counter, "C-CONFIRM")
        tone(counter, "right")
        expect(counter.get_by_test_id("own-counts")).to_contain_text(place)
        expect(counter.get_by_test_id("pill")).to_have_attribute("data-state", "decide")
        counter.context.set_offline(False)
        expect(counter.get_by_test_id("pill")).to_have_attribute("data-state", "good")
        look(counter, "list-360")
    after = books(settings)
    for stock in there.values():
        assert after.stock[stock.id].quantity == stock.quantity, "one more was found, and one was picked"
        assert after.counts[stock.id].stage == "booked"


def test_a_large_difference_is_counted_by_another_and_accepted_by_a_lead(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    before = books(settings)
    task = before.first
    place = task.location.split("/", 1)[1]
    there = {s.product: s for s in before.stock.values() if s.location == task.location}
    with serving(tmp_path) as base:
        lead = browser.new_context(viewport=SIZES[2], locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/count")
        lead.get_by_test_id("count-ask-what").fill(place)
        lead.get_by_test_id("count-ask").click()
        expect(lead.get_by_test_id("count-row")).to_contain_text(place)
        look(lead, "lead-820")
        for login in ("jonas", "priya"):
            page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
            sign_in(page, base, login)
            page.goto(f"{base}/#/count")
            page.get_by_test_id("count-row").click()
            for product in there:
                type_number(page, product, 1)
            page.get_by_test_id("count-done").click()
            tone(page, "decide")
            expect(page.get_by_test_id("outbox-count")).to_have_text("0")
        lead.goto(f"{base}/#/lead")
        card = lead.locator('[data-testid="task"][data-code="counts_differ"]')
        expect(card).to_have_count(len(there))
        for left in reversed(range(len(there))):
            card.first.get_by_test_id("choice-accept_count").click()
            expect(card).to_have_count(left)
    after = books(settings)
    assert all(after.stock[stock.id].quantity == 1 for stock in there.values())


async def shown(settings: Settings) -> None:
    async with opened(settings) as parts:
        await record(parts, "sys:test", "process.set", warehouse="ROT", switch="count.books", value="shown")


def test_the_books_stand_beside_a_count_and_a_label_looks_something_up_meanwhile(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    apart(lambda: shown(settings))
    stock = next(s for s in books(settings).stock.values() if s.location.startswith("ROT/A-") and s.quantity > 0)
    place = stock.location.removeprefix("ROT/")
    with serving(tmp_path) as base:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, base, "ana")
        begin(page, base, place)
        line = page.locator(f'[data-testid="count-line"][data-product="{stock.product}"]').first
        expect(line.get_by_test_id("count-books")).to_have_text(f"The books say {stock.quantity}")
        type_number(page, stock.product, 2)
        look(page, "books")
        scan(page, "C-LOOK")
        expect(page.get_by_role("heading", level=1)).to_have_text("Look up")
        scan(page, f"L-{place}")
        expect(page.get_by_test_id("count-place")).to_have_count(0)
        page.get_by_test_id("back").click()
        expect(line.get_by_test_id("count-n")).to_have_text("2")
        page.context.close()
