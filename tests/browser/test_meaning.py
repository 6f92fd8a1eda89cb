"""What a scan means at a step, in the app: decisions about packs, commands, colours, and 100 scans during a sync."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.lab.world.build import WAREHOUSE
from backend.lab.world.read import read_world
from tests.browser.bench import floor
from tests.browser.bench.page import App
from tests.browser.bench.scans import FETCH, begin
from tests.browser.floor import picked
from tests.browser.served import at, build, counted, scan, serving, sign_in, sku, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.browser.test_teach import at_the_item

SCANS, PACE_MS, STALL_MS, SLOWER = 100, 100, 500, 6
TAKEN_S_MAX = 60
PACKS = {p.sku: {x.level: (x.gtin, x.units) for x in p.packs} for p in read_world().products}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tote")
    build(folder)
    with serving(folder) as address:
        yield address


def pack_of(page: Page) -> str:
    """A pack of the goods of this stop that holds more than is wanted."""
    wanted = counted(page)[1] - counted(page)[0]
    packs = [gtin for gtin, units in PACKS[sku(page)].values() if units > wanted]
    assert packs, "a stop whose goods come in packs"
    return packs[0]


def looked_at(page: Page, name: str) -> None:
    for size, scheme in ((0, "light"), (1, "dark"), (2, "light")):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if SHOTS:
            page.screenshot(path=SHOTS / f"{name}-{SIZES[size]['width']}-{scheme}.png", animations="disabled")
        assert faults(page) == [], (name, size)
        assert crowded(page) == [], (name, size)


def test_a_pack_of_more_than_is_wanted_is_a_decision(browser: Browser, base: str) -> None:
    page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
    sign_in(page, base, "ana")
    at_the_item(page)
    before, wanted = counted(page)
    pack = pack_of(page)
    scan(page, pack)
    tone(page, "decide")
    looked_at(page, "much")
    page.get_by_test_id("not-this").click()
    assert counted(page) == (before, wanted)
    scan(page, "C-HELP")
    expect(page.get_by_test_id("flash")).to_contain_text("SHORT")
    scan(page, "C-CONFIRM")
    tone(page, "wrong")
    expect(page.get_by_test_id("flash")).to_contain_text("HELP")
    scan(page, "L-Z-99-99")
    expect(page.get_by_test_id("flash")).to_contain_text("Z-99-99")
    scan(page, "O-10421")
    expect(page.get_by_test_id("flash")).to_contain_text("order 10421")
    looked_at(page, "no-item")
    scan(page, pack)
    scan(page, "C-CONFIRM")
    at(page, "tote")
    assert counted(page) == (wanted, wanted)
    page.context.close()


def test_the_whole_screen_takes_the_colour_of_an_answer(browser: Browser, base: str) -> None:
    page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
    sign_in(page, base, "jonas")
    scan(page, "9521234999996")
    wash = page.get_by_test_id("wash")
    box = wash.bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, SIZES[0]["width"], SIZES[0]["height"])
    assert wash.locator("svg").count() == 1, "a shape for who sees no colour"
    page.context.close()


def test_what_is_scanned_between_two_screens_is_for_the_one_that_comes(browser: Browser, tmp_path: Path) -> None:
    picked(build(tmp_path))
    with serving(tmp_path) as fresh:
        page = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(page, fresh, "jonas")
        expect(page.get_by_test_id("shipment-row").first).to_be_visible()
        for n in range(1, 6):
            scan(page, f"T-{n:04}")
            scan(page, f"L-Z-99-{n:02}")
            expect(page.get_by_test_id("flash")).to_contain_text(f"Z-99-{n:02}")
            expect(page.get_by_test_id("pack-line").first).to_be_visible()
            page.get_by_test_id("back").click()
            expect(page.get_by_test_id("shipment-row").first).to_be_visible()


FASTER_THAN_THE_BROWSER = """([way, code]) => {
  const link = Object.assign(document.createElement("a"), { href: "#/count" });
  if (way === "link") {
    document.body.append(link);
    link.click();
    link.remove();
  } else location.hash = "#/count";
  for (const key of [...code, "Enter"]) {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
}"""
"""Goes to another screen and scans before the browser tells that it is there."""


@pytest.mark.parametrize("way", ["link", "address"])
def test_a_scan_in_the_instant_of_a_tap_is_for_the_screen_that_comes(browser: Browser, base: str, way: str) -> None:
    with browser.new_context(viewport=SIZES[0], locale="en-US") as context:
        page = context.new_page()
        sign_in(page, base, "ana")
        start = page.get_by_test_id("run-start")
        expect(start).to_be_visible()
        page.evaluate("location.hash = '#/count/A-02-01'")
        expect(page.get_by_test_id("count-place")).to_be_visible()  # its code is there from now on
        page.evaluate("location.hash = '#/pick'")
        expect(start).to_be_visible()
        page.evaluate(FASTER_THAN_THE_BROWSER, [way, "L-A-01-01"])
        expect(page.get_by_test_id("count-place")).to_have_text("A-01-01")


def test_a_hundred_scans_at_ten_a_second_while_14_000_rows_load(browser: Browser, tmp_path: Path) -> None:
    floor.build(tmp_path)
    with serving(tmp_path) as base, browser.new_context(viewport=SIZES[0], locale="en-US") as context:
        context.add_init_script("localStorage.setItem('tote.scanner', '{\"sends_suffix\":true,\"gap_ms\":2000}')")
        app = App(context, base)
        page = app.page
        app.first_replica(floor.PICKER)
        begin(app)
        codes = page.evaluate(
            """() => {
              const { replica } = globalThis.session;
              const task = replica.all('pick_task').reduce((a, b) => (b.quantity > a.quantity ? b : a));
              return replica.where('barcode', 'product', task.product).filter((one) => one.units === 1)[0].id;
            }"""
        )
        before = page.evaluate("globalThis.session.queue.lastN")
        app.throttle(SLOWER)
        page.evaluate(FETCH, f"wh:{WAREHOUSE}")
        # Each spelled differently, so that the order can be told: a serial number behind the number of the goods.
        scans = [f"]C101{codes}21S{n:03}" for n in range(SCANS)]
        page.evaluate(BURST, [scans, PACE_MS, STALL_MS])
        page.evaluate(KEPT, [before + SCANS, TAKEN_S_MAX])
        taken = page.evaluate(TAKEN, before)
        meanwhile = page.evaluate("globalThis.kept.filter(([, , loading]) => loading).length")
    assert taken == scans
    assert meanwhile > SCANS / 2, "rows were loading"


BURST = """([codes, pace, stall]) => {
  globalThis.kept = [];
  let asked = 0;
  const { session } = globalThis;
  const record = session.outbox.record.bind(session.outbox);
  session.outbox.record = async (op, ...more) => {
    // Now and then the disk holds one up, so that those behind it have to wait for their turn.
    if (++asked % 10 === 5) await new Promise((done) => setTimeout(done, stall));
    const kept = await record(op, ...more);
    globalThis.kept.push([kept.n, op.body.raw, session.puller.reset.size > 0]);
    return kept;
  };
  const press = (key, code) => {
    const event = { key, code, shiftKey: /^[A-Z]$/.test(key), bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event));
  };
  codes.forEach((code, nth) => setTimeout(() => {
    for (const one of code) press(one, /\\d/.test(one) ? `Digit${one}` : one === ']' ? 'BracketRight' : `Key${one}`);
    press('Enter', 'Enter');
  }, nth * pace));
}"""
KEPT = """([last, seconds]) => new Promise((done, failed) => {
  const end = performance.now() + seconds * 1000;
  const look = () => {
    if (globalThis.session.queue.lastN >= last) setTimeout(done, 500); // and no more come
    else if (performance.now() > end) failed(new Error(`${globalThis.session.queue.lastN} of ${last}`));
    else setTimeout(look, 50);
  };
  look();
})"""
TAKEN = "(before) => globalThis.kept.sort((a, b) => a[0] - b[0]).filter(([n]) => n > before).map(([, raw]) => raw)"
