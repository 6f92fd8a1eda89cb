"""Several tabs of one device: one of them leads, no number is given out twice, and each shows what all have done."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.endless import adopt, broken_links, build, counted_once, drained, enter, kept, until
from tests.browser.served import serving

SCANS = 30
LEADS = """async () => {
  const mine = await new Promise((resolve) => navigator.locks.request('me' + Math.random(), async ({ name }) => {
    const { held } = await navigator.locks.query();
    resolve(held.find((lock) => lock.name === name).clientId);
  }));
  const { held } = await navigator.locks.query();
  return held.some(({ name, clientId }) => name === 'tote-sync' && clientId === mine);
}"""


def talks(page: Page) -> list[str]:
    """Fills with what the tab says to the server about ops and rows, by stream or by request."""
    said: list[str] = []
    page.on("websocket", lambda stream: said.append(stream.url))
    page.on("request", lambda request: said.append(request.url) if "/api/sync/" in request.url else None)
    return said


def the_leader(pages: list[Page]) -> Page:
    """The one tab that talks to the server."""
    (leader,) = [page for page in pages if page.evaluate(LEADS)]
    return leader


@pytest.mark.timeout(120)
@pytest.mark.parametrize("tabs", [2, 5])
def test_tabs_that_record_at_once_share_one_row_of_numbers_and_one_leader_even_when_it_goes(
    browser: Browser, tmp_path: Path, tabs: int
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, browser.new_context(locale="en-US") as context:
        pages = [context.new_page() for _ in range(tabs)]
        enter(pages[0], base)
        said = {page: talks(page) for page in pages}
        for page in pages[1:]:
            page.goto(base)
        for page in pages:
            adopt(page)
        leader = the_leader(pages)
        for page in pages:
            page.evaluate(f"void go({SCANS}, 10)")
        until(leader, f"told.length >= {SCANS // 3}")
        told = leader.evaluate("(going = false, told)")
        assert [page for page in pages if said[page] and page is not leader] == []  # a lock that nobody heeds is none
        leader.close()
        rest = [page for page in pages if page is not leader]
        for page in rest:
            until(page, f"told.length === {SCANS} || failed")
            assert page.evaluate("failed") == ""
            told += page.evaluate("told")
        ops = kept(rest[0])
        numbers = [n for n, _ in told]
        assert len(numbers) == len(set(numbers))
        assert broken_links(ops) == []
        assert {(n, id_) for n, id_ in told} <= {(op["n"], op["id"]) for op in ops}
        leader = the_leader(rest)
        for page in rest:
            drained(page)
            until(page, f"session.replica.all('pick_task')[0].picked === {len(ops)}")
        assert [page for page in rest if said[page]] == [leader]
    counted_once(settings, [op["id"] for op in ops])
