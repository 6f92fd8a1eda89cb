"""`python -m tests.browser.bench`: how fast the app is in Chromium, on this machine and on a slow handheld.

Figures, not tests: nothing fails for being slow. A server with a floor of 14,000 rows runs in another process; the app
is the one that was built; the page's main thread is slowed down by Chromium itself, six times unless told otherwise,
which makes a common server core about as slow as a picker's handheld.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from backend.lab.bench.quick import Figure, percentile
from backend.lab.world.build import WAREHOUSE
from backend.settings import pwa_dir
from tests.browser import chrome
from tests.browser.bench import core, floor, shift
from tests.browser.bench.page import App
from tests.browser.bench.scans import scans
from tests.browser.bench.starts import starts
from tests.browser.bench.wire import brotli, first_screen, gzipped, whole_shell
from tests.browser.conftest import FLAGS
from tests.browser.served import serving

TRIES = 5
QUEUED = 1_000
"""Ops that a device has kept in a shift without a network."""
PACE_MS = 300
"""Between two scans: faster than a hand is."""


def replicas(browser: Browser, base: str, rate: float) -> Iterator[Figure]:
    """The first replica: new devices, one after the other, each with an empty database."""
    took: list[float] = []
    held: list[float] = []
    sizes: dict[str, int] = {}
    for _ in range(TRIES):
        with browser.new_context(viewport={"width": 360, "height": 640}) as context:
            app = App(context, base)
            app.throttle(rate)
            before, _ = app.heap()
            ms, sizes = app.first_replica(floor.PICKER)
            took.append(ms)
            held.append(app.heap()[0] - before)
    slowed = f" at {rate:g}x" if rate != 1 else ""
    yield Figure(f"first replica of {floor.ROWS:,} rows, in Chromium{slowed}", statistics.median(took), "ms")
    if rate == 1:
        yield Figure("its snapshots on the wire", sum(sizes.values()) / 1000, "kB")
        yield Figure("heap that it takes, the first screen with it", statistics.median(held), "MB")


def records(browser: Browser, base: str, rate: float, count: int) -> Iterator[Figure]:
    """`record` until the op is durable, online and offline, on a device that holds the floor."""
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        app = App(context, base)
        app.first_replica(floor.PICKER)
        app.throttle(rate)
        for offline in (False, True):
            context.set_offline(offline)
            took = app.record(count, PACE_MS)
            what = f"record at {rate:g}x, {'offline' if offline else 'online'}"
            yield from (Figure(f"{what}, p{q}", percentile(took, q / 100), "ms") for q in (50, 95, 99))
        bare = app.bare(count, PACE_MS)
        yield from (
            Figure(f"one bare strict write at {rate:g}x, p{q}", percentile(bare, q / 100), "ms") for q in (50, 99)
        )


def drains(browser: Browser, base: str, rate: float) -> Iterator[Figure]:
    """A shift's ops, kept offline and sent at once; what a hand feels of it."""
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        app = App(context, base)
        app.first_replica(floor.PICKER)
        context.set_offline(True)
        app.throttle(rate)
        rebase = app.queue(QUEUED)
        took = app.record(20, PACE_MS)
        context.set_offline(False)
        ms, stall = app.drain()
        yield Figure(f"record at {rate:g}x behind {QUEUED:,} kept ops, p50", percentile(took, 0.5), "ms")
        yield Figure(f"{QUEUED:,} kept ops laid over the rows at {rate:g}x", rebase, "ms")
        yield Figure(f"{QUEUED:,} kept ops drained at {rate:g}x", ms, "ms")
        yield Figure("the longest stall of the page meanwhile", stall, "ms")


@contextmanager
def opened(folder: str, codes: int = 0) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of a server with the floor."""
    found = chrome.find()
    if not found:
        raise SystemExit(chrome.NONE)
    floor.build(Path(folder), codes)
    with serving(Path(folder)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, env={**chrome.environment(found)}, args=FLAGS)
        yield browser, base
        browser.close()


def of_scans(rate: float, count: int) -> Iterator[Figure]:
    """What a picker sees and hears of a scan."""
    with (
        tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder,
        opened(folder, floor.CODES) as (browser, base),
    ):
        yield from scans(browser, base, rate, count)


def of_rows(rate: float, count: int) -> Iterator[Figure]:
    """What has to come before the first screen stands, and how fast ops are kept."""
    built = pwa_dir()
    if not built:
        raise SystemExit("There is no built app: python hatch_build.py")
    files = first_screen(built)
    script = [file for file in files if file.suffix == ".js"]
    yield Figure("JavaScript to the first floor screen, gzipped", gzipped(script), "kB")
    yield Figure("the same with its style sheet", gzipped(files), "kB")
    yield Figure("the same in Brotli", brotli(files), "kB")
    yield Figure("all that is kept for a day with no network, gzipped", gzipped(whole_shell(built)), "kB")
    yield Figure("the same in Brotli", brotli(whole_shell(built)), "kB")
    with (
        tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder,
        opened(folder) as (browser, base),
    ):
        cold, warm = core.first_replica_ms(Path(folder), core.whole(base, floor.PICKER, f"wh:{WAREHOUSE}"))
        yield Figure(f"first replica of {floor.ROWS:,} rows, core alone, new process", cold, "ms")
        yield Figure("the same, warm", warm, "ms")
        yield Figure("codes read, one core, in Node", core.codes_read(Path(folder)), "codes/s")
        for one in (1, rate):
            yield from replicas(browser, base, one)
        yield from drains(browser, base, rate)
        yield from records(browser, base, rate, count)


def of_shift(rate: float, count: int) -> Iterator[Figure]:
    """What a picker's whole shift asks of the device."""
    with (
        tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder,
        opened(folder, floor.CODES) as (browser, base),
    ):
        yield from shift.lines(browser, base, rate, count // 5)
        yield from shift.hours(browser, base)


def of_starts(rate: float, _count: int) -> Iterator[Figure]:
    """How long a picker looks at nothing in the morning, without and with many barcodes."""
    for codes in (0, floor.CODES):
        with (
            tempfile.TemporaryDirectory(prefix="tote-bench-", dir=Path.cwd()) as folder,
            sync_playwright() as playwright,
        ):
            floor.build(Path(folder), codes)
            yield from starts(playwright, Path(folder), rate, codes)


PARTS = {"rows": of_rows, "scans": of_scans, "shift": of_shift, "starts": of_starts}


@click.command()
@click.option("--part", type=click.Choice(list(PARTS)), help="Only these figures.")
@click.option("--ops", default=500, show_default=True, help="How often to record, and to scan.")
@click.option("--throttle", default=6.0, show_default=True, help="How many times slower the page's main thread is.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script that compares.")
def main(part: str | None, ops: int, throttle: float, as_json: bool) -> None:  # noqa: FBT001  (click passes flags so)
    """Measure the built app in Chromium, over a floor of 14,000 rows."""
    found = {}
    for figure in chain.from_iterable(PARTS[name](throttle, ops) for name in PARTS if part in {None, name}):
        found[figure.name] = {"value": figure.value, "unit": figure.unit}
        click.echo(f"{figure.name:64}{figure.value:10,.1f} {figure.unit}", err=as_json)
    if as_json:
        click.echo(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
