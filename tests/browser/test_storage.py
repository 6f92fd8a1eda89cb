"""What a device has called kept stays kept: killed while it records, its storage wiped, its disk full."""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from backend.lab.world.build import PASSWORD
from tests.browser.bench.starts import HANDS
from tests.browser.endless import PICKER, adopt, books, broken_links, build, counted_once, drained, enter, kept, until
from tests.browser.mortal import living
from tests.browser.served import at_the_shelf, counted, scan, serving, tone

LONG = os.environ.get("TOTE_LONG") == "1"
KILLS = int(os.environ.get("TOTE_KILLS", "20" if LONG else "4"))
WRITTEN_AT_ONCE = 3
"""Ops that may be in the database and not yet in the files."""


def offline_page(context: BrowserContext, base: str) -> Page:
    """The app as it opens with no network."""
    page = context.new_page()
    page.add_init_script(HANDS)
    context.set_offline(True)
    page.goto(base)
    expect(page.get_by_test_id("pill").or_(page.get_by_test_id("kept-here"))).to_be_visible()
    if not is_empty(page):
        adopt(page)
    return page


def is_empty(page: Page) -> bool:
    """Whether the browser dropped its whole database as it was killed: Chromium does, once in many hundred times."""
    return page.get_by_test_id("kept-here").is_visible()


def rescued(context: BrowserContext, page: Page, base: str, told: list[tuple[int, str]]) -> list[str]:
    """The files have all but what was being written in that moment, and it is sent. Returns the ids."""
    ids = [op["id"] for op in kept(page)]
    missing = {id_ for _, id_ in told} - set(ids)
    assert missing == {id_ for _, id_ in told[len(told) - len(missing) :]}
    assert len(missing) <= WRITTEN_AT_ONCE
    context.set_offline(False)
    sign_in_again(page, base)
    adopt(page)
    drained(page)
    return ids


def all_kept(page: Page, told: list[tuple[int, str]]) -> None:
    """Opened again, it holds every op that it has called kept, by the same number, in one chain, and shows them all."""
    ops = kept(page)
    assert set(told) - {(op["n"], op["id"]) for op in ops} == set()
    assert broken_links(ops) == []
    assert page.evaluate("session.unsettled().map(({n}) => n)") == [op["n"] for op in ops]


@pytest.mark.timeout(120 + 15 * KILLS)
def test_a_browser_killed_while_it_records_loses_nothing_that_was_called_kept(
    playwright: Playwright, tmp_path: Path
) -> None:
    settings = build(tmp_path / "server")
    profile = tmp_path / "profile"
    profile.mkdir()
    chance = random.Random(17)
    told: list[tuple[int, str]] = []
    kills = 0
    with serving(tmp_path / "server") as base:
        with living(playwright, profile) as mortal:
            enter(mortal.context.new_page(), base)
            mortal.close()
        for _ in range(KILLS):
            with living(playwright, profile) as mortal:
                page = offline_page(mortal.context, base)
                if is_empty(page):
                    ids = rescued(mortal.context, page, base, told)
                    break
                page.expose_function("tell", lambda op: told.append(tuple(op)))
                all_kept(page, told)
                before = len(told)
                page.evaluate("void go()")
                page.wait_for_timeout(100 + chance.random() * 400)  # at any moment of any of the writes
                mortal.kill()
                assert len(told) > before, "it was killed before anything was kept"
                kills += 1
        else:
            with living(playwright, profile) as mortal:
                page = offline_page(mortal.context, base)
                all_kept(page, told)
                ids = [op["id"] for op in kept(page)]
                mortal.context.set_offline(False)
                drained(page)
                mortal.close()
    counted_once(settings, ids)
    missing = len({id_ for _, id_ in told} - set(ids))
    sys.stdout.write(f"\n    {kills} of {KILLS} kills, {len(told)} scans had beeped, {missing} missing\n")
    assert missing == 0


@contextmanager
def offline_floor(browser: Browser, base: str, quota: int = 1 << 30) -> Iterator[tuple[BrowserContext, Page]]:
    """A picker's device that has gone offline at work, in a browser of the session."""
    with browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US") as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": base, "quotaSize": quota})
        enter(page, base)
        page.goto(f"{base}/#/pick/endless")
        adopt(page)
        context.set_offline(True)
        yield context, page


QUOTA = 16 << 20
FILL = """async () => {
  const db = await new Promise((resolve) => {
    const opening = indexedDB.open('other');
    opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
  });
  for (let size = 1 << 20; size >= 64; size >>= 2) {
    const put = () => new Promise((resolve) => {
      const tx = db.transaction('all', 'readwrite', { durability: 'strict' });
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
      tx.objectStore('all').add(bytes);
      tx.oncomplete = () => resolve(true);
      tx.onabort = () => resolve(false);
    });
    while (await put());
  }
  db.close();
}"""
"""Other things of the same origin take all the room that is left."""


def sign_in_again(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_test_id("login").fill(PICKER)
    page.get_by_test_id("password").fill(PASSWORD)
    page.keyboard.press("Enter")


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
            assert broken_links(ops) == []
            assert len(ops) == 12
            ids = [op["id"] for op in ops]
        context.set_offline(False)
        drained(page)
        assert page.evaluate("session.tray().length") == 0
    counted_once(settings, ids)


@pytest.mark.timeout(120)
def test_a_closed_app_whose_database_is_gone_opens_with_what_its_files_have_and_sends_it(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base) as (context, page):
        page.reload()  # a stream that was open may still carry an op or two
        adopt(page)
        page.evaluate("go(4)")
        ids = [op["id"] for op in kept(page)]
        until(page, "JSON.parse(localStorage.getItem('tote.device')).n === 4")
        page.goto("about:blank")
        wipe(page, base, "indexeddb")
        page.goto(base)
        expect(page.get_by_text("not yet sent: 4")).to_be_visible()
        assert [op["id"] for op in kept(page)] == ids
        context.set_offline(False)
        sign_in_again(page, base)
        adopt(page)
        drained(page)
        assert page.evaluate("session.tray().length") == 0
    counted_once(settings, ids)


@pytest.mark.timeout(120)
def test_what_a_closed_app_has_lost_for_good_is_told_to_the_person_and_to_the_server(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base) as (context, page):
        page.reload()  # a stream that was open may still carry an op or two
        adopt(page)
        page.evaluate("go(4)")
        until(page, "JSON.parse(localStorage.getItem('tote.device')).n === 4")
        page.goto("about:blank")
        wipe(page, base, "indexeddb,file_systems")  # the few words in the local storage are all that is left
        context.set_offline(False)
        sign_in_again(page, base)
        expect(page.get_by_test_id("pill")).to_contain_text("1 needs you")
        adopt(page)
        page.evaluate("location.hash = '#/kept'")
        item = page.locator('[data-testid="tray-item"][data-code="storage_lost"]')
        for word in ("4", "No. 1", "No. 4"):
            expect(item).to_contain_text(word)
        page.evaluate("go(2)")
        drained(page)
        assert [op["n"] for op in kept(page)] == [1, 2]
        page.reload()
        expect(item).to_be_visible()
        page.get_by_test_id("tray-seen").click()
        expect(item).to_have_count(0)
    end = books(settings)
    (lost,) = end["lost"]
    assert (lost.params["units"], lost.params["from_n"], lost.params["to_n"]) == (4, 1, 4)
    assert end["picked"] == 2
    assert {op.device for op in end["ops"]} == {end["heads"][0].device}


@pytest.mark.timeout(120)
def test_a_full_disk_stops_the_hand_in_words_keeps_what_was_kept_and_goes_on_when_there_is_room(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base, QUOTA) as (context, page):
        code = at_the_shelf(page)
        scan(page, code)
        expect(page.get_by_test_id("count")).to_contain_text("1")
        ids = [op["id"] for op in kept(page)]
        room = context.new_cdp_session(page)
        room.send("Storage.overrideQuotaForOrigin", {"origin": base, "quotaSize": 1})
        page.evaluate(FILL)  # the browser still grants what it had found free before
        scan(page, code)
        tone(page, "decide")
        expect(page.get_by_test_id("flash")).to_contain_text("nothing was kept")
        expect(page.get_by_test_id("pill")).to_have_text(re.compile("Cannot save"))
        assert counted(page)[0] == 1
        assert [op["id"] for op in kept(page)] == ids
        # What is deleted the browser frees when it likes to.
        room.send("Storage.overrideQuotaForOrigin", {"origin": base, "quotaSize": 2 * QUOTA})
        page.evaluate("new Promise((resolve) => (indexedDB.deleteDatabase('other').onsuccess = () => resolve()))")
        expect(page.get_by_test_id("pill")).not_to_contain_text("Cannot save", timeout=15_000)
        scan(page, code)
        expect(page.get_by_test_id("count")).to_contain_text("2")
        ids = [op["id"] for op in kept(page)]
        context.set_offline(False)
        drained(page)
    counted_once(settings, ids[1:])  # the first was the tote
