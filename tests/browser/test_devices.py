"""One scanner, two people: enrolled by a link, passed on by badge and PIN with the network off, lost, and emptied."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.app import opened
from backend.lab.world.build import PASSWORD
from backend.settings import Settings
from backend.store.tables import OP
from tests.browser.served import KNOWN_SCANNER, apart, build, controlled, scan, serving, sign_in
from tests.browser.test_app import SIZES, crowded, faults

PINS = {"ana": "271828", "wei": "314159"}

EXPORT = """async () => {
  const open = (name) => new Promise((done, failed) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const read = (db, key) => new Promise((done) => {
    db.transaction("meta").objectStore("meta").get(key).onsuccess = (event) => done(event.target.result);
  });
  const db = await open("tote-keys");
  const { privateKey } = await read(db, "pair");
  db.close();
  const out = (form) => crypto.subtle.exportKey(form, privateKey).then(() => form, () => "refused");
  return [privateKey.extractable, await out("jwk"), await out("pkcs8")];
}"""

SEALED = """async () => {
  const db = await new Promise((done) => {
    indexedDB.open("tote").onsuccess = (event) => done(event.target.result);
  });
  const all = (store, how) => new Promise((done) => {
    db.transaction(store).objectStore(store)[how]().onsuccess = (event) => done(event.target.result);
  });
  const rows = {};
  for (const store of ["pages", "deltas"]) {
    const [keys, texts] = [await all(store, "getAllKeys"), await all(store, "getAll")];
    keys.forEach(([scope], i) => ((rows[scope] ??= []).push(typeof texts[i])));
  }
  db.close();
  return Object.fromEntries(Object.entries(rows).map(([scope, kinds]) => [scope, [...new Set(kinds)]]));
}"""

LEFT = """async () => [
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()),
  ...(await Array.fromAsync((await navigator.storage.getDirectory()).keys())),
  ...Object.keys(localStorage),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""


def type_pin(page: Page, pin: str) -> None:
    for digit in pin:
        page.get_by_test_id(f"pin-{digit}").click()
    page.get_by_test_id("pin-ok").click()


def badge_of(admin: Page, base: str, person: str) -> tuple[str, str]:
    """What an admin prints for somebody: the badge and the first PIN."""
    admin.goto(f"{base}/#/people/{person}")
    with admin.expect_response("**/api/auth/badges") as made:
        admin.get_by_test_id("badge-make").click()
    badge = str(made.value.json()["badge"])
    expect(admin.get_by_test_id("badge-sheet")).to_be_visible()
    assert badge not in admin.content(), "a badge is a picture, never text"
    return badge, admin.get_by_test_id("first-pin").inner_text()


def first_time(page: Page, badge: str, first: str, pin: str) -> None:
    """The first sign-in with a badge: the PIN has to be changed."""
    scan(page, f"TOTE-BADGE:{badge}")
    type_pin(page, first)
    expect(page.get_by_test_id("pin-title")).to_have_attribute("data-step", "new")
    type_pin(page, pin)
    expect(page.get_by_test_id("pin-title")).to_have_attribute("data-step", "repeat")
    type_pin(page, pin)


def take_over(page: Page, badge: str, pin: str) -> None:
    scan(page, f"TOTE-BADGE:{badge}")
    type_pin(page, pin)


def works(page: Page, name: str) -> None:
    expect(page.get_by_test_id("who")).to_have_text(name)


def current(page: Page) -> None:
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    expect(page.get_by_test_id("outbox-count")).to_have_text("0")


def bind(page: Page, tote: str) -> None:
    expect(page.get_by_test_id("bind")).to_be_visible()
    scan(page, tote)
    expect(page.get_by_test_id("flash")).to_contain_text(tote)


def ops_of(settings: Settings, device: str) -> list[Any]:
    async def work() -> list[Any]:
        async with opened(settings) as parts:
            query = OP.select().where(OP.c.device == device).order_by(OP.c.n)
            return list(await parts.store.read(lambda c: c.execute(query).all()))

    return apart(work)


@pytest.fixture
def scanner(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=SIZES[0], locale="en-US")
    context.add_init_script(KNOWN_SCANNER)
    return context


def enrol(admin: Page, page: Page, base: str) -> None:
    """An admin shows a code; the new device opens its link."""
    admin.goto(f"{base}/#/devices/add")
    admin.get_by_test_id("device-name").fill("Scanner 7")
    admin.get_by_test_id("code-make").click()
    expect(admin.get_by_test_id("qr")).to_be_visible()
    code = admin.get_by_test_id("code").inner_text().replace(" ", "")
    page.goto(f"{base}/#/enrol/{code}")
    expect(page.get_by_test_id("enrolled")).to_contain_text("Scanner 7")
    expect(admin.get_by_test_id("code-used")).to_be_visible()
    page.get_by_test_id("enrol-go").click()
    expect(page.get_by_test_id("scan-badge")).to_be_visible()


def begin(page: Page, badges: dict[str, tuple[str, str]]) -> None:
    """Wei, then Ana sign in with a network; Ana takes a run."""
    first_time(page, *badges["wei"], PINS["wei"])
    works(page, "陈伟")
    current(page)
    controlled(page)
    page.get_by_test_id("lock").click()
    expect(page.get_by_test_id("scan-badge")).to_be_visible()
    at_rest = page.evaluate(SEALED)
    assert at_rest.pop("user:wei") == ["object"], "what only Wei may see is sealed"
    assert at_rest == {"wh:ROT": ["string"], "catalog": ["string"]}
    first_time(page, *badges["ana"], PINS["ana"])
    works(page, "Ana")
    page.get_by_test_id("run-start").click()
    bind(page, "T-0001")
    current(page)


def pass_on_offline(page: Page, badge: str) -> None:
    """Ana works on without a network; Wei takes the scanner and the run over."""
    page.context.set_offline(True)
    bind(page, "T-0002")
    take_over(page, badge, "999999")
    expect(page.get_by_test_id("pin-wrong")).to_contain_text("4")
    type_pin(page, PINS["wei"])
    works(page, "陈伟")
    page.get_by_test_id("take-over").click()
    bind(page, "T-0003")
    page.goto(page.url.split("#")[0] + "#/device")
    expect(page.get_by_test_id("unsent-of")).to_contain_text("Ana Silva")
    expect(page.get_by_test_id("unsent-of")).to_have_attribute("data-n", re.compile("[12]"))
    page.context.set_offline(False)
    current(page)


def lose(admin: Page, page: Page, base: str) -> None:
    """Wei works on without a network while the scanner is reported lost."""
    page.context.set_offline(True)
    page.goto(f"{base}/#/pick")
    page.get_by_test_id("run-start").click()
    bind(page, "T-0004")
    admin.goto(f"{base}/#/devices")
    card = admin.locator('[data-testid="device-card"]').filter(has_text="Scanner 7")
    card.get_by_test_id("device-lost").click()
    card.get_by_test_id("device-yes").click()
    expect(card).to_have_attribute("data-state", "lost")
    page.context.set_offline(False)


@pytest.mark.timeout(120)
def test_a_shared_scanner_credits_each_person_and_gives_up_everything_but_no_fact_when_it_is_lost(
    browser: Browser, scanner: BrowserContext, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base:
        admin = browser.new_context(viewport=SIZES[2], locale="en-US").new_page()
        sign_in(admin, base, "sam")
        badges = {name: badge_of(admin, base, name) for name in PINS}
        page = scanner.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))

        enrol(admin, page, base)
        assert page.evaluate(EXPORT) == [False, "refused", "refused"]
        begin(page, badges)
        pass_on_offline(page, badges["wei"][0])
        device = page.evaluate(ABOUT)
        assert [(op.kind.split("@")[0], op.author, op.out) for op in ops_of(settings, device)] == [
            ("pick.claim", "ana", "applied"),
            ("pick.bind", "ana", "applied"),
            ("pick.bind", "ana", "applied"),
            ("pick.claim", "wei", "applied"),
            ("pick.bind", "wei", "applied"),
        ]

        lose(admin, page, base)
        expect(page.get_by_test_id("gone")).to_have_attribute("data-empty", "true")
        assert page.evaluate(LEFT) == []
        last = ops_of(settings, device)[-1]
        assert (last.kind.split("@")[0], last.author, last.out, last.via) == ("pick.bind", "wei", "quarantined", "drop")
        assert msgspec.json.decode(last.bytes)["body"]["raw"] == "T-0004"
        assert not [line for line in said if any(badge in line for badge, _ in badges.values())]


@pytest.mark.timeout(120)
def test_the_ways_in_are_fit_for_everybody(scanner: BrowserContext, tmp_path: Path) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        page = scanner.new_page()
        page.route("**/api/auth/enrol", lambda route: route.fulfill(status=201, json=ENROLLED))
        page.goto(base)
        fit(page, "login")
        page.get_by_test_id("to-enrol").click()
        fit(page, "enrol-code", languages=False)
        page.goto(f"{base}/#/enrol/{CODE}")
        fit(page, "enrolled", languages=False)
        page.get_by_test_id("enrol-go").click()
        fit(page, "scan-badge")
        page.get_by_test_id("by-login").click()
        fit(page, "password")
        page.get_by_test_id("login").fill("so")
        page.get_by_test_id("login").focus()
        scan(page, f"TOTE-BADGE:{BADGE}")  # into a field: it must not stay there
        expect(page.get_by_test_id("pin-ok")).to_be_visible()
        page.get_by_test_id("pin-leave").click()
        expect(page.get_by_test_id("login")).to_have_value("so")
        page.get_by_test_id("by-login").click()
        scan(page, f"TOTE-BADGE:{BADGE}")
        fit(page, "pin-ok")
        type_pin(page, PINS["ana"])
        expect(page.get_by_test_id("pin-wrong")).not_to_be_empty()
        fit(page, "pin-wrong")
        page.evaluate("localStorage.setItem('tote.gone', 'device_lost')")
        page.reload()
        expect(page.get_by_test_id("gone")).to_have_attribute("data-empty", "true")
        fit(page, "gone", languages=False)


@pytest.mark.timeout(90)
def test_a_phone_that_lies_idle_locks_and_opens_with_the_password_without_a_network(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path)
    context = browser.new_context(viewport=SIZES[1], locale="en-US", has_touch=True, is_mobile=True)
    page = context.new_page()
    page.clock.install()
    with serving(tmp_path) as base:
        sign_in(page, base, "ana")
        page.clock.fast_forward(14 * 60_000)
        expect(page.get_by_test_id("run-start")).to_be_visible()
        context.set_offline(True)
        page.clock.fast_forward(2 * 60_000)
        expect(page.get_by_test_id("locked-person")).to_have_text("Signed inAna Silva")
        page.reload()
        page.get_by_test_id("password").fill("not the password")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("signin-wrong")).to_contain_text("4 tries left")
        page.get_by_test_id("password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("run-start")).to_be_visible()


CODE = "0123456789ABCDEFGHJKMNPQRS"
BADGE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ENROLLED = {"device": f"d-{0:032}", "name": "Scanner 9", "kind": "handheld", "shared": True, "warehouse": "ROT"}


def fit(page: Page, shows: str, *, languages: bool = True) -> None:
    """A screen in every size, in both themes, and in both languages where it lets one choose."""
    looks: list[tuple[int, Literal["light", "dark"]]] = [(0, "light"), (1, "light"), (2, "light"), (0, "dark")]
    for size, scheme in [*looks, *looks[-1:] * languages]:
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id(shows)).to_be_visible()
        assert faults(page) == [], (shows, size, scheme)
        assert crowded(page) == [], (shows, size, scheme)
        if languages and scheme == "dark":
            page.get_by_test_id("language").click()
    page.set_viewport_size(SIZES[0])


ABOUT = """() => new Promise((done) => {
  indexedDB.open("tote").onsuccess = ({ target: { result: db } }) => {
    db.transaction("meta").objectStore("meta").get("device").onsuccess = (event) => {
      db.close();
      done(event.target.result.id);
    };
  };
})"""
