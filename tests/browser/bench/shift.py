"""What a shift asks of a handheld: whole lines, and four hours of scans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from backend.lab.bench.quick import Figure, percentile
from tests.browser.bench import floor
from tests.browser.bench.page import App
from tests.browser.bench.scans import CODES, STOPWATCH, begin, type_in
from tests.browser.served import GTIN, KNOWN_SCANNER, at, counted, sku

WALKER = "wei"
PACE_MS = 150
SCANS_OF_4_H = 2_880
"""One in five seconds, which is what a fast picker does (1,500 and more a shift)."""
HEAP_AT = 5
"""How often the heap is looked at, from when it has warmed up to the end."""

SHIFTS = """(() => {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    const counts = document.querySelector('[data-testid=stop][data-at=item]');
    for (const { value } of list.getEntries()) if (counts) globalThis.shifted = Math.max(globalThis.shifted, value);
  }).observe({ type: 'layout-shift' });
  globalThis.pressed = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId) globalThis.pressed.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
})()"""


def _one(app: App, code: str) -> float:
    """Scan; milliseconds from the suffix until colour is painted and sound begins."""
    app.page.evaluate("globalThis.taken.length = 0")
    type_in(app.cdp, code)
    app.page.wait_for_timeout(PACE_MS)
    look = "() => globalThis.taken.every((one) => one.painted && one.sound)"
    for _ in range(100):
        if app.page.evaluate(look):
            break
        app.page.wait_for_timeout(20)
    taken: list[dict[str, float]] = app.page.evaluate("globalThis.taken")
    (only,) = taken
    return max(only["painted"], only["sound"])


def _line(app: App) -> float:
    """Shelf, items one by one, tote: what the device takes of a picker's time."""
    page = app.page
    stop = page.get_by_test_id("stop")
    expect(stop).to_have_attribute("data-at", re.compile("shelf|item"))
    shelf = stop.get_attribute("data-at") == "shelf"  # the next goods of the same place need none
    ms = _one(app, f"L-{page.get_by_test_id('loc').inner_text()}") if shelf else 0.0
    at(page, "item")
    code, (_, wanted) = GTIN[sku(page)], counted(page)
    ms += sum(_one(app, code) for _ in range(wanted))
    at(page, "tote")
    return ms + _one(app, page.get_by_test_id("tote").inner_text())


def begun(page: Page) -> None:
    """The next run, with a tote in each slot of the cart; or the one that is begun."""
    page.evaluate("location.hash = '#/device'")
    page.get_by_test_id("lang-en").click()
    page.evaluate("location.hash = '#/pick'")
    page.get_by_test_id("run-start").click()
    page.get_by_test_id("bind").or_(page.get_by_test_id("stop")).first.wait_for()
    for n in range(1, 100):
        if page.get_by_test_id("bind").count() == 0:
            break
        page.keyboard.type(f"T-{n:04}\n")
        expect(page.get_by_test_id("flash")).to_contain_text(f"T-{n:04}")
    at(page, "shelf")


def lines(browser: Browser, base: str, rate: float, count: int) -> Iterator[Figure]:
    """Whole lines of a walk with a full cart, with the network on."""
    with browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US") as context:
        for script in (KNOWN_SCANNER, STOPWATCH, SHIFTS):
            context.add_init_script(script)
        app = App(context, base)
        app.first_replica(WALKER)
        page = app.page
        begun(page)
        app.throttle(rate)
        took: list[float] = []
        while len(took) < count:
            took.append(_line(app))
            if page.get_by_test_id("hand-over").is_visible():
                page.get_by_test_id("hand-over").click()
                begun(page)
        what = f"a pick line at {rate:g}x, {floor.ROWS:,} rows: device time"
        yield from (Figure(f"{what}, p{q}", percentile(took, q / 100), "ms") for q in (50, 99))
        pressed: list[float] = page.evaluate("globalThis.pressed")
        yield Figure(f"key to next paint over these lines at {rate:g}x, p98", percentile([0, *pressed], 0.98), "ms")
        yield Figure("the largest layout shift while items are counted", page.evaluate("globalThis.shifted"), "")


def hours(browser: Browser, base: str, scans: int = SCANS_OF_4_H) -> Iterator[Figure]:
    """The scans of four hours, without the pauses between them."""
    with browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US") as context:
        context.add_init_script(KNOWN_SCANNER)
        app = App(context, base)
        app.first_replica(floor.PICKER)
        begin(app)
        right, wrong, _ = app.page.evaluate(CODES)
        seen: list[tuple[float, int]] = []
        each = scans // HEAP_AT
        for n in range(1, scans + 1):
            # The answer to the last one is still there to be read; that to a wrong code has lines, which are nodes.
            looked = n % each == 0
            type_in(app.cdp, wrong[n % len(wrong)] if n % 20 == 0 and not looked else right)
            app.page.wait_for_timeout(40)
            if looked:
                app.page.wait_for_timeout(3_000)
                seen.append(app.heap())
        expect(app.page.get_by_test_id("pill")).to_have_attribute("data-state", "good", timeout=120_000)
        yield Figure(f"heap after {each:,} scans", seen[0][0], "MB")
        yield Figure(f"heap after {scans:,} scans, those of 4 h", seen[-1][0], "MB")
        yield Figure("nodes of the document that came meanwhile", seen[-1][1] - seen[0][1], "")
