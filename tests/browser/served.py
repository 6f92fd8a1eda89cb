"""A whole Tote with the demo world for the browser to visit, and people who use it with a keyboard scanner."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page, expect

from backend.app import opened
from backend.lab.bench.load import call
from backend.lab.bench.run import free_port
from backend.lab.world.build import PASSWORD, first_orders, first_run, furnish, let_in
from backend.lab.world.read import read_world
from backend.settings import Settings
from backend.store.migrate import upgrade

GTIN = {p.sku: p.gtin for p in read_world().products}
START_S_MAX = 20
T = TypeVar("T")


def build(data_dir: Path) -> Settings:
    """The demo world on disk, with sign-ins."""
    settings = Settings(data_dir=data_dir)

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            await first_orders(parts.sync)
            await first_run(parts.sync)

    upgrade(settings.database)
    apart(work)
    return settings


def apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in a thread of its own: the browser's driver has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


@contextmanager
def serving(data_dir: Path, site: Path | None = None) -> Iterator[str]:
    """A server in a process of its own; gives its address. With `site` the app that it gives out is that one."""
    port = free_port()
    base = f"http://localhost:{port}"
    module = ["backend.lab.bench.serve"] if site is None else ["tests.browser.site", str(site)]
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


KNOWN_SCANNER = "try { localStorage.setItem('tote.scanner.suffix', '1'); } catch {}"
"""A device that has met its scanner. On a busy machine the driver leaves longer between two keys than any scanner."""


def sign_in(page: Page, base: str, login: str) -> None:
    """Sign in and wait until the device has all it needs to go on alone."""
    page.add_init_script(KNOWN_SCANNER)
    page.goto(base)
    page.get_by_test_id("login").fill(login)
    page.get_by_test_id("password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.wait_for_function("navigator.serviceWorker.controller")


def scan(page: Page, code: str) -> None:
    """What a wedge scanner does: types the code, then Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


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
