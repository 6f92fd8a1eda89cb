"""A new version of the app arrives in the middle of a shift: nobody's work stops, and it is taken at a safe point."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.endless import adopt, build, counted_once, drained, enter, kept
from tests.browser.served import controlled, serving
from tests.browser.site import copy, publish, release, sources

LOADS = "sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1"
LOOK = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => undefined)"
APPLY = "navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting.postMessage('apply'))"
WAITING = """async () => {
  for (;;) {
    const { waiting } = await navigator.serviceWorker.getRegistration();
    if (waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
REFUSED = """async () => {
  const { installing } = await navigator.serviceWorker.getRegistration();
  while (installing && installing.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 50));
}"""
SHEETS = "[...document.styleSheets].map(({ href }) => href)"
ASKED_FOR = """performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  .filter((path) => path.startsWith('/assets/'))"""
PARTS = "caches.keys().then((names) => names.filter((name) => name.startsWith('shell-')).sort())"
LONG_ENOUGH_MS = 1_500
"""For something that must not happen, and if it did would happen at once."""


@contextmanager
def shift(browser: Browser, folder: Path) -> Iterator[tuple[BrowserContext, str, Path, str]]:
    """A picker's device with the app as built; its context, the server's address, the site and its build."""
    site = folder / "site"
    version = copy(site)
    with serving(folder / "server", site) as base, browser.new_context(locale="en-US") as context:
        context.add_init_script(LOADS)
        enter(context.new_page(), base)
        yield context, base, site, version


def tab(context: BrowserContext, base: str, where: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/{where}")
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    page.evaluate("sessionStorage.loads = 1")
    return page


def loads(page: Page) -> int:
    """How often the page was loaded; nothing is while it is looked at."""
    return int(page.evaluate("sessionStorage.loads"))


def shows(page: Page, version: str) -> None:
    """The part of the app that tells its version is loaded only now."""
    page.evaluate("location.hash = '#/device'")
    expect(page.get_by_test_id("version")).to_have_text(version)


def split(site: Path) -> str:
    """A part that is loaded when first needed."""
    return next(path.relative_to(site).as_posix() for path in site.glob("assets/*/kept-kept.js"))


@pytest.mark.timeout(120)
def test_a_new_version_waits_until_no_tab_has_a_task_open_and_then_each_reloads_once(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path / "server")
    with shift(browser, tmp_path) as (context, base, site, old):
        home = context.pages[0]
        at_work = tab(context, base, "#/pick/endless")
        adopt(at_work)
        home.evaluate("sessionStorage.loads = 1")
        part = split(site)
        new = release(site, old, "b")
        assert context.request.get(f"{base}/{part}").status == 404
        home.evaluate(LOOK)
        expect(home.get_by_test_id("update")).to_be_visible()
        context.set_offline(True)
        shows(home, old)
        home.evaluate("location.hash = '#/'")
        at_work.evaluate("go(3)")
        home.get_by_test_id("update-apply").click()
        expect(home.get_by_test_id("update-waits")).to_be_visible()
        home.wait_for_timeout(LONG_ENOUGH_MS)
        at_work.evaluate("go(2)")
        assert [loads(home), loads(at_work)] == [1, 1]

        ids = [op["id"] for op in kept(at_work)]
        with home.expect_event("load"), at_work.expect_event("load"):
            at_work.evaluate("location.hash = '#/pick'")
        for page in (home, at_work):
            shows(page, new)
            sheets = page.evaluate(SHEETS)
            assert len(sheets) == len(set(sheets)) > 1
        assert home.evaluate(PARTS) == [f"shell-{old}", f"shell-{new}"]
        context.set_offline(False)
        adopt(at_work)
        drained(at_work)
        assert [loads(home), loads(at_work)] == [2, 2]
    counted_once(settings, ids)


@pytest.mark.timeout(120)
def test_a_version_that_must_go_is_replaced_when_the_task_is_closed_with_its_ops_kept_and_its_parts_there(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path / "server")
    with shift(browser, tmp_path) as (context, base, site, old):
        context.pages[0].close()
        part = split(site)
        new = release(site, old, "b")
        context.route_web_socket("**/api/**", lambda socket: socket.close())
        context.route("**/api/sync/pull", lambda route: route.fulfill(status=426, json={"error": {"code": "too_old"}}))
        page = context.new_page()
        page.goto(f"{base}/#/pick/endless")
        adopt(page)
        expect(page.get_by_test_id("pill")).to_contain_text("Update")
        page.evaluate(WAITING)
        page.wait_for_timeout(LONG_ENOUGH_MS)
        assert loads(page) == 1

        context.set_offline(True)
        page.evaluate("sessionStorage.loads = 1; go(3)")
        page.evaluate(APPLY)  # another tab was quicker than the lock
        page.wait_for_timeout(LONG_ENOUGH_MS)
        page.evaluate("go(1)")
        ids = [op["id"] for op in kept(page)]
        assert [loads(page), page.evaluate(f"fetch('./{part}').then(({{ status }}) => status)")] == [1, 200]

        with page.expect_event("load"):
            page.evaluate("location.hash = '#/pick'")
        shows(page, new)
        context.unroute_all()
        context.set_offline(False)
        adopt(page)
        drained(page)
    counted_once(settings, ids)


def test_an_update_fetches_what_changed_and_its_index_and_each_part_still_comes_from_its_own_build(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path / "server")
    app, site, fetched = sources(tmp_path / "pwa"), tmp_path / "site", list[str]()

    def note(request: Request) -> None:
        if request.service_worker:
            fetched.append(request.url.split("/")[-1])

    old = publish(app, site)
    with serving(tmp_path / "server", site) as base, browser.new_context(locale="en-US") as context:
        page = context.new_page()
        page.goto(base)
        controlled(page)
        words = app / "src/words/en.ts"
        words.write_text(words.read_text(encoding="utf-8").replace('"Sign in"', '"Come in"'), encoding="utf-8")
        new = publish(app, site)
        context.on("request", note)
        page.evaluate(LOOK)
        page.evaluate(WAITING)
        assert sorted(set(fetched) - {"sw.js"}) == ["index.html", "words-en.js"]

        with page.expect_event("load"):
            page.evaluate(APPLY)
        expect(page.get_by_role("button", name="Come in")).to_be_visible()
        parts = page.evaluate(ASKED_FOR)
        assert new != old
        assert parts
        assert [part for part in parts if not part.startswith(f"/assets/{new}/")] == []


def test_an_update_in_the_middle_of_a_deployment_keeps_nothing_until_all_is_of_one_build(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path / "server")
    site = tmp_path / "site"
    old = copy(site)
    with serving(tmp_path / "server", site) as base, browser.new_context(locale="en-US") as context:
        page = context.new_page()
        page.goto(base)
        controlled(page)
        before = (site / "index.html").read_text(encoding="utf-8")
        new = release(site, old, "b")
        after = (site / "index.html").read_text(encoding="utf-8")
        (site / "index.html").write_text(before, encoding="utf-8")
        page.evaluate(LOOK)
        page.evaluate(REFUSED)
        assert page.evaluate(PARTS) == [f"shell-{old}"]

        (site / "index.html").write_text(after, encoding="utf-8")
        page.evaluate(LOOK)
        page.evaluate(WAITING)
        assert page.evaluate(PARTS) == [f"shell-{old}", f"shell-{new}"]
