"""A Chromium in a process of its own, with a profile that stays: it can die like a phone without a battery."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser import chrome
from tests.browser.conftest import FLAGS

START_S_MAX = 20


class Mortal:
    """One run of a browser on a profile."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        found = chrome.find()
        if not found:
            pytest.skip(chrome.NONE)
        told = profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        ways = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", "--window-size=360,640"]
        self._process = subprocess.Popen(
            [str(found), *FLAGS, *ways, "about:blank"],
            env=chrome.environment(found), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,  # a group of its own, which is killed as one
        )  # fmt: skip
        self._browser: Browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self._port(told)}")
        self.context: BrowserContext = self._browser.contexts[0]

    def _port(self, told: Path) -> int:
        end = time.monotonic() + START_S_MAX
        while not told.exists() or "\n" not in told.read_text():
            assert time.monotonic() < end, "Chromium did not start"
            assert self._process.poll() is None, "Chromium ended"
            time.sleep(0.02)
        return int(told.read_text().splitlines()[0])

    @property
    def is_up(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End every process of it at once, as a dead battery does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Close it as a person would, and wait until all is on the disk."""
        self._browser.new_browser_cdp_session().send("Browser.close")
        self._process.wait(START_S_MAX)


@contextmanager
def living(playwright: Playwright, profile: Path) -> Iterator[Mortal]:
    """A browser that is gone in the end, one way or the other."""
    mortal = Mortal(playwright, profile)
    try:
        yield mortal
    finally:
        if mortal.is_up:
            mortal.kill()
