"""What a device has called kept stays kept: killed while it records, its storage wiped, its disk full."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.endless import adopt, broken_links, build, counted_once, drained, enter, kept
from tests.browser.mortal import living
from tests.browser.served import serving

LONG = os.environ.get("TOTE_LONG") == "1"
KILLS = 20 if LONG else 4


def offline_page(context: BrowserContext, base: str) -> Page:
    """The app as it opens with no network."""
    page = context.new_page()
    context.set_offline(True)
    page.goto(base)
    expect(page.get_by_test_id("pill")).to_be_visible()
    adopt(page)
    return page


def all_kept(page: Page, told: list[tuple[int, str]]) -> None:
    """Opened again, it holds every op that it has called kept, by the same number, in one chain, and shows them all."""
    ops = kept(page)
    assert set(told) - {(op["n"], op["id"]) for op in ops} == set()
    assert broken_links(ops) == []
    assert page.evaluate("session.unsettled().map(({n}) => n)") == [op["n"] for op in ops]


@pytest.mark.timeout(300 if LONG else 120)
def test_a_browser_killed_while_it_records_loses_nothing_that_was_called_kept(
    playwright: Playwright, tmp_path: Path
) -> None:
    settings = build(tmp_path / "server")
    profile = tmp_path / "profile"
    profile.mkdir()
    chance = random.Random(17)
    told: list[tuple[int, str]] = []
    with serving(tmp_path / "server") as base:
        with living(playwright, profile) as mortal:
            enter(mortal.context.new_page(), base)
            mortal.close()
        for _ in range(KILLS):
            with living(playwright, profile) as mortal:
                page = offline_page(mortal.context, base)
                page.expose_function("tell", lambda op: told.append(tuple(op)))
                all_kept(page, told)
                before = len(told)
                page.evaluate("void go()")
                page.wait_for_timeout(100 + chance.random() * 400)  # at any moment of any of the writes
                mortal.kill()
                assert len(told) > before, "it was killed before anything was kept"
        with living(playwright, profile) as mortal:
            page = offline_page(mortal.context, base)
            all_kept(page, told)
            ids = [op["id"] for op in kept(page)]
            mortal.context.set_offline(False)
            drained(page)
            mortal.close()
    counted_once(settings, ids)


@contextmanager
def offline_floor(browser: Browser, base: str) -> Iterator[tuple[BrowserContext, Page]]:
    """A picker's device that has gone offline at work, in a browser of the session."""
    with browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US") as context:
        page = context.new_page()
        enter(page, base)
        page.goto(f"{base}/#/pick/endless")
        adopt(page)
        context.set_offline(True)
        yield context, page


def wipe(page: Page, base: str, what: str) -> None:
    """What a browser does that runs out of room, or a person in its settings."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Storage.clearDataForOrigin", {"origin": base, "storageTypes": what})
    cdp.detach()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("what", ["indexeddb", "indexeddb,local_storage,file_systems,cache_storage"])
@pytest.mark.parametrize("then", ["records", "reconnects"])
def test_a_database_that_is_emptied_under_a_page_is_filled_again_by_it(
    browser: Browser, tmp_path: Path, what: str, then: str
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base) as (context, page):
        page.evaluate("go(10)")
        ids = [op["id"] for op in kept(page)]
        wipe(page, base, what)
        if then == "records":
            page.evaluate("go(2)")
            ops = kept(page)
            assert [op["id"] for op in ops][:10] == ids
            assert [op["n"] for op in ops] == list(range(1, 13))
            ids = [op["id"] for op in ops]
        context.set_offline(False)
        drained(page)
        assert page.evaluate("session.tray().length") == 0
    counted_once(settings, ids)
