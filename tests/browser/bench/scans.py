"""From the key-down of a scanner's suffix to colour and sound: called, and the colour painted, on a picker's walk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser, CDPSession

from backend.lab.bench.quick import Figure, percentile
from backend.lab.world.build import WAREHOUSE
from tests.browser.bench import floor
from tests.browser.bench.page import App
from tests.browser.served import at, scan

PACE_MS = 200
"""Between two scans: faster than a hand is."""
WRONG_EVERY = 5
SETTLED_MS = 2_000
NAMED = {"colour": "colour called", "painted": "colour painted", "sound": "sound called"}

STOPWATCH = """(() => {
  const taken = (globalThis.taken = []);
  let now = null;
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key === 'Enter') taken.push((now = { at: timeStamp }));
  }, true);
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (now) now.sound ??= performance.now() - now.at;
    return start.apply(this, when);
  };
  new MutationObserver((changes) => {
    const one = now;
    const shown = ({ target }) => (target.closest ? target : target.parentElement)?.closest('[data-testid=flash]');
    if (!one || one.shown || !changes.some(shown)) return;
    one.shown = true;
    one.colour = performance.now() - one.at;
    // After the frame that the change is in has been painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (one.painted = performance.now() - one.at);
      port2.postMessage(0);
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})()"""

FETCH = """(scope) => {
  const { session } = globalThis;
  globalThis.fetched = 0;
  const again = () => {
    if (session.puller.reset.has(scope)) return;
    globalThis.fetched += 1;
    // What a beat does whose digest is another one.
    session.puller.compare(scope, [session.replica.base.heads.get(scope).cursor, 'another']);
    dispatchEvent(new Event('online'));
  };
  globalThis.fetching = setInterval(again, 50);
}"""

CODES = """() => {
  const { replica } = globalThis.session;
  const task = replica.all('pick_task').reduce((a, b) => (b.quantity > a.quantity ? b : a));
  const right = replica.where('barcode', 'product', task.product).find((one) => one.units === 1).id;
  const wrong = replica.all('barcode').filter((one) => one.product !== task.product).slice(-500);
  return [right, wrong.map((one) => one.id), replica.all('barcode').length];
}"""


def begin(app: App) -> None:
    """Go to the stop that does not end."""
    page = app.page
    page.get_by_test_id("run-start").click()
    page.get_by_test_id("bind").wait_for()
    scan(page, "T-9001")
    at(page, "shelf")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")


def type_in(cdp: CDPSession, code: str) -> None:
    """As a wedge does it: key by key, as fast as the browser takes them."""
    for character in code:
        event = {"key": character, "code": f"Digit{character}", "windowsVirtualKeyCode": ord(character)}
        cdp.send("Input.dispatchKeyEvent", {**event, "type": "keyDown", "text": character})
        cdp.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    cdp.send("Input.dispatchKeyEvent", {**enter, "type": "keyDown", "text": "\r"})
    cdp.send("Input.dispatchKeyEvent", {**enter, "type": "keyUp"})


def _scans(app: App, count: int) -> list[dict[str, float]]:
    right, wrong, held = app.page.evaluate(CODES)
    assert held >= floor.CODES, held
    app.page.evaluate("globalThis.taken.length = 0")
    for n in range(count):
        type_in(app.cdp, wrong[n % len(wrong)] if n % WRONG_EVERY == WRONG_EVERY - 1 else right)
        app.page.wait_for_timeout(PACE_MS)
    app.page.wait_for_timeout(SETTLED_MS)
    taken: list[dict[str, float]] = app.page.evaluate("globalThis.taken")
    missed = [one for one in taken if not {"colour", "painted", "sound"} <= one.keys()]
    assert len(taken) == count
    assert not missed, missed
    return taken


def _figures(taken: Sequence[dict[str, float]], what: str) -> Iterator[Figure]:
    for sense in ("colour", "painted", "sound"):
        ms = [one[sense] for one in taken]
        yield from (
            Figure(f"{what}: suffix to {NAMED[sense]}, p{q}", percentile(ms, q / 100), "ms") for q in (50, 95, 99)
        )


def scans(browser: Browser, base: str, rate: float, count: int) -> Iterator[Figure]:
    """Right and wrong items, at rest and then while the rows of the floor are fetched whole again and again."""
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        context.add_init_script("localStorage.setItem('tote.scanner', '{\"sends_suffix\":true,\"gap_ms\":2000}')")
        context.add_init_script(STOPWATCH)
        app = App(context, base)
        app.first_replica(floor.PICKER)
        begin(app)
        app.throttle(rate)
        yield from _figures(_scans(app, count), f"scans at {rate:g}x, {floor.CODES:,} barcodes")
        app.page.evaluate(FETCH, f"wh:{WAREHOUSE}")
        taken = _scans(app, count)
        fetched = app.page.evaluate("clearInterval(globalThis.fetching), globalThis.fetched")
        yield from _figures(taken, f"scans at {rate:g}x while {floor.ROWS:,} rows load")
        yield Figure("snapshots that loaded meanwhile", fetched, "")
