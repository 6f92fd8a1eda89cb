"""What a device has called kept stays kept: killed while it records, its storage wiped, its disk full."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

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
