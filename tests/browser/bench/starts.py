"""A start with no network: from the address to the line that was in the hand, and to the answer to the first scan."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from backend.lab.bench.quick import Figure, percentile
from backend.lab.world.build import PASSWORD
from backend.scanning.checkdigit import check_digit
from tests.browser.bench import floor
from tests.browser.bench.scans import STOPWATCH, type_in
from tests.browser.bench.shift import WALKER, begun
from tests.browser.mortal import living
from tests.browser.served import GTIN, KNOWN_SCANNER, serving

STARTS = 10
START_S_MAX = 30
OTHER = "WIN-RJCR-75"

STANDS = """(() => {
  const look = () => {
    if (document.querySelector('[data-testid=stop] [data-testid=loc]')) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (globalThis.stands = performance.now());
      port2.postMessage(0); // after the frame that this is in has been painted
    } else requestAnimationFrame(look);
  };
  look();
})()"""
"""When the line that a picker was at is painted, in ms since the page was asked for."""

HANDS = "try { if (localStorage['tote.touched']) localStorage['tote.touched'] = Date.now(); } catch {}"
"""A device that nobody has touched for long is locked."""


def _ready(page: Page, base: str) -> None:
    """Signed in, at the first line, and all that the app keeps for a day with no network is kept."""
    page.add_init_script(KNOWN_SCANNER)
    page.goto(base)
    page.get_by_test_id("login").fill(WALKER)
    page.get_by_test_id("password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_test_id("run-start").wait_for()
    begun(page)
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_timeout(5_000)


def starts(playwright: Playwright, folder: Path, rate: float, codes: int) -> Iterator[Figure]:
    """A new browser process each time, and no server: to the line in hand, and a code that is scanned at once."""
    profile = folder / "profile"
    profile.mkdir()
    with serving(folder) as base, living(playwright, profile) as mortal:
        _ready(mortal.context.new_page(), base)
        mortal.close()
    last = f"9529{codes - 1:08}"
    code = f"{last}{check_digit(last)}" if codes else GTIN[OTHER]
    for slowed in (rate, 1):
        took = [_start(playwright, profile, base, slowed, code) for _ in range(STARTS)]
        what = f"cold start with no network at {slowed:g}x, {floor.ROWS + codes * 11 // 10:,} rows"
        for name, ms in zip(
            ("to the line in hand", "the first scan, to its colour"), zip(*took, strict=True), strict=True
        ):
            yield from (Figure(f"{what}: {name}, p{q}", percentile(ms, q / 100), "ms") for q in (50, 95))


def _start(playwright: Playwright, profile: Path, base: str, rate: float, code: str) -> tuple[float, float]:
    """Milliseconds until the line is painted, and from then the suffix of a code that is wrong there to its colour."""
    with living(playwright, profile) as mortal:
        page = mortal.context.new_page()
        for script in (HANDS, STOPWATCH, STANDS):
            page.add_init_script(script)
        cdp = mortal.context.new_cdp_session(page)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.goto(base)
        stands = _once(page, "globalThis.stands")
        type_in(cdp, code)
        painted = _once(page, "globalThis.taken[0]?.painted")
        mortal.close()
    return stands, painted


def _once(page: Page, what: str) -> float:
    """A figure of the page, once it is known."""
    end = time.monotonic() + START_S_MAX
    while time.monotonic() < end:
        if ms := page.evaluate(f"{what} ?? 0"):
            return float(ms)
        page.wait_for_timeout(20)
    raise SystemExit(f"never: {what}")
