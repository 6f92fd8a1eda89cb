"""A whole Tote with the demo world for the browser to visit, and people who use it with a keyboard scanner."""

from __future__ import annotations

import asyncio
import atexit
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from backend.app import opened
from backend.lab.bench.load import call
from backend.lab.bench.run import free_port
from backend.lab.world.build import PASSWORD, first_deliveries, first_orders, first_run, furnish, let_in
from backend.lab.world.read import read_world
from backend.settings import Settings
from backend.store.migrate import upgrade
from tests.browser.keys import scan

GTIN = {p.sku: p.gtin for p in read_world().products}
START_S_MAX = 60
T = TypeVar("T")


def build(data_dir: Path) -> Settings:
    """The demo world on disk, with sign-ins: a copy of one that is made once."""
    shutil.copytree(_world(), data_dir, dirs_exist_ok=True)
    return Settings(data_dir=data_dir)


@cache
def _world() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tote-world-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = Settings(data_dir=folder)

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            await first_orders(parts.sync)
            await first_run(parts.sync)
            await first_deliveries(parts.sync)

    upgrade(settings.database)
    apart(work)
    return folder


def apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in a thread of its own: the browser's driver has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


@contextmanager
def serving(data_dir: Path, site: Path | None = None, by: str = "backend.lab.bench.serve") -> Iterator[str]:
    """A server in a process of its own; gives its address. With `site` the app that it gives out is that one."""
    port = free_port()
    base = f"http://localhost:{port}"
    module = [by] if site is None else ["tests.browser.site", str(site)]
    with subprocess.Popen([sys.executable, "-m", *module, str(data_dir), str(port)]) as process:
        try:
            end = time.monotonic() + START_S_MAX
            while not _up(base):
                assert time.monotonic() < end, "the server did not start"
                time.sleep(0.05)
            yield base
        finally:
            process.terminate()


def _up(base: str) -> bool:
    try:
        return call(f"{base}/readyz") != b""
    except (urllib.error.URLError, ConnectionError):
        return False


KNOWN_SCANNER = """try { localStorage['tote.scanner'] ??= '{"sends_suffix":true,"gap_ms":5000}'; } catch {}"""
"""A device that has met its scanner. On a busy machine the driver leaves longer between two keys than any scanner."""


def sign_in(page: Page, base: str, login: str) -> None:
    """Sign in and wait until the device has all it needs to go on alone."""
    page.add_init_script(KNOWN_SCANNER)
    page.goto(base)
    page.get_by_test_id("login").fill(login)
    page.get_by_test_id("password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    controlled(page)


HANDHELD_TIMES = 4
"""How much slower a picker's handheld is than the core of a common server."""
_slow: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def on_a_handheld(page: Page, base: str, login: str) -> None:
    """Sign in, and be as slow from then on as the devices of the floor are.

    One page at a time: a slowed one keeps most of a core busy, whether it works or not, and the driver needs some too.
    """
    sign_in(page, base, login)
    for before in list(_slow):
        if not before.is_closed():
            _paced(before, 1)
        del _slow[before]
    _slow[page] = page.context.new_cdp_session(page)
    _paced(page, HANDHELD_TIMES)


def _paced(page: Page, times: int) -> None:
    if page in _slow:
        _slow[page].send("Emulation.setCPUThrottlingRate", {"rate": times})


@contextmanager
def at_full_speed(page: Page) -> Iterator[None]:
    """For what the test does in the page, and no person would."""
    _paced(page, 1)
    yield
    _paced(page, HANDHELD_TIMES)


def controlled(page: Page) -> None:
    """Wait until the service worker serves the page.

    In the page and not with `wait_for_function`: that one evaluates text again when the first answer is no, which our
    content security policy forbids.
    """
    page.evaluate(
        """() => new Promise((done) => {
          const look = () => (navigator.serviceWorker.controller ? done() : setTimeout(look, 20));
          look();
        })"""
    )


def at(page: Page, step: str) -> None:
    """Wait until the run asks for a step."""
    expect(page.get_by_test_id("stop")).to_have_attribute("data-at", step)


def tone(page: Page, name: str) -> None:
    """Wait for an answer of a tone."""
    expect(page.get_by_test_id("flash")).to_have_attribute("data-tone", name)


def sku(page: Page) -> str:
    """The SKU that the stop on the screen asks for."""
    found = re.search(r"SKU (\S+)", page.get_by_test_id("stop").inner_text())
    assert found
    return found[1]


def at_the_shelf(page: Page) -> str:
    """Go as far as to the first unit of a run; gives the code of the goods."""
    scan(page, "T-0001")
    at(page, "shelf")
    scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    return GTIN[sku(page)]


def counted(page: Page) -> tuple[int, int]:
    """How many of how many are picked at this stop."""
    found = re.findall(r"\d+", page.get_by_test_id("count").inner_text())
    return int(found[0]), int(found[1])


def phone(context: BrowserContext, base: str) -> Page:
    """A page as it opens after the app was closed."""
    page = context.new_page()
    page.goto(base)
    return page
