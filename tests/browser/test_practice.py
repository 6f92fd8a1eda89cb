"""Practice on the real device: the same walk, nothing of it counts, and one op says how it went."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page, expect

from backend.store.driver import sqlite
from backend.store.tables import OP
from tests.browser.served import at, build, scan, serving, sign_in, tone
from tests.browser.test_app import crowded, faults

SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where it is served, and the file of its database."""
    folder = tmp_path_factory.mktemp("practice")
    settings = build(folder)
    with serving(folder) as base:
        yield base, str(settings.database)


def kinds(database: str, author: str) -> list[str]:
    """What the log has of a person's own ops."""
    engine = sa.create_engine(f"sqlite:///{database}", module=sqlite)
    with engine.connect() as connection:
        found = [str(kind) for (kind,) in connection.execute(sa.select(OP.c.kind).where(OP.c.author == author))]
    engine.dispose()
    return found


def lies(page: Page, what: str) -> None:
    """Take what lies there, and scan it."""
    page.get_by_test_id(f"lies-{what}").click()


def shot(page: Page, name: str) -> None:
    """Fit for everybody, once the answer to the last scan has faded; and a picture, where somebody wants one."""
    for wash in page.get_by_test_id("wash").all():
        expect(wash).to_have_css("opacity", "0")
    assert faults(page) == []
    assert crowded(page) == []
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"practice-{name}.png")


def stop(page: Page, place: str, scans: list[tuple[str, str]], tote: str) -> None:
    """A stop: to its place, what is scanned there with the tone that answers it, and into the tote."""
    at(page, "shelf")
    lies(page, place)
    at(page, "item")
    for what, answer in scans:
        lies(page, what)
        tone(page, answer)
    if place == "P-02-01":  # one too few lie there
        expect(page.get_by_test_id("floor")).to_contain_text("Nothing more")
        page.get_by_test_id("short").click()
        page.get_by_test_id("short-shelf_empty").click()
    at(page, "tote")
    lies(page, tote)


def test_a_starter_practises_and_only_the_result_counts(context: BrowserContext, world: tuple[str, str]) -> None:
    base, database = world
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    sign_in(page, base, "ana")
    before = kinds(database, "ana")
    page.get_by_test_id("to-practice").click()
    band = page.get_by_test_id("practice-band")
    expect(band).to_contain_text("PRACTICE – nothing counts")
    expect(band).to_contain_text("练习")
    context.set_offline(True)
    scan(page, "T-9001")  # a real scanner does as well as a tap
    expect(page.get_by_test_id("bind-nth")).to_have_text(re.compile(r"^2"))
    lies(page, "T-9002")
    at(page, "shelf")
    shot(page, "shelf")
    lies(page, "P-01-02")
    tone(page, "wrong")
    shot(page, "wrong")
    stop(page, "P-01-01", [("coffee", "right"), ("coffee", "right")], "T-9001")
    stop(page, "P-01-02", [("black", "wrong"), ("tea", "right")], "T-9002")
    stop(page, "P-02-01", [("oil", "right"), ("oil", "right")], "T-9001")
    stop(page, "P-02-02", [("torn", "wrong"), ("napkins", "right")], "T-9002")
    stop(page, "P-03-01", [("sugar", "right")], "T-9001")
    page.get_by_test_id("hand-over").click()

    score = page.get_by_test_id("practice-score")
    expect(score).to_contain_text("17 of 19 first scans right")
    shot(page, "score")
    assert kinds(database, "ana") == before
    context.set_offline(False)
    page.get_by_test_id("practice-leave").click()
    expect(page.get_by_test_id("person")).to_have_text("Ana Silva")
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    expect(page.get_by_test_id("outbox-count")).to_have_text("0")
    assert kinds(database, "ana") == [*before, "people.practised@1"]

    lead = context.browser
    assert lead is not None
    with lead.new_context() as other:
        board = other.new_page()
        sign_in(board, base, "marta")
        board.goto(f"{base}/#/people")
        expect(board.get_by_test_id("practised")).to_contain_text("17 of 19")


def test_a_receiver_practises_at_the_door(context: BrowserContext, world: tuple[str, str]) -> None:
    base, database = world
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    sign_in(page, base, "rosa")
    before = kinds(database, "rosa")
    page.get_by_test_id("to-practice-receive").click()
    expect(page.get_by_test_id("practice-band")).to_contain_text("PRACTICE – nothing counts")
    context.set_offline(True)
    shot(page, "door")
    for received, what in ((1, "coffee"), (2, "coffee"), (3, "tea"), (4, "oil"), (4, "torn"), (5, "napkins")):
        lies(page, what)
        if what == "torn":
            tone(page, "wrong")
        expect(page.get_by_test_id("received")).to_have_text(str(received))
    expect(page.get_by_test_id("lies-torn")).to_have_count(0)
    page.get_by_test_id("reject").click()
    expect(page.get_by_test_id("photo-take")).to_have_count(0)
    page.get_by_test_id("reason-damaged").click()
    shot(page, "away")
    lies(page, "broken")
    expect(page.get_by_test_id("floor")).to_contain_text("Nothing more")
    page.get_by_test_id("reject-end").click()
    page.get_by_test_id("inbound-close").click()
    page.get_by_test_id("close-short").click()

    score = page.get_by_test_id("practice-score")
    expect(score).to_contain_text("6 of 6 first scans right")
    expect(score).to_have_attribute("data-certified", "true")
    assert kinds(database, "rosa") == before
    context.set_offline(False)
    page.get_by_test_id("practice-leave").click()
    expect(page.get_by_test_id("pill")).to_have_attribute("data-state", "good")
    assert kinds(database, "rosa") == before


def test_who_goes_elsewhere_is_back_at_work(context: BrowserContext, world: tuple[str, str]) -> None:
    base, database = world
    page = context.new_page()
    page.set_viewport_size({"width": 820, "height": 1180})
    page.emulate_media(color_scheme="dark")
    sign_in(page, base, "wei")
    expect(page.get_by_test_id("run-start")).to_be_visible()
    before = kinds(database, "wei")
    page.goto(f"{base}/#/practice")
    page.get_by_test_id("lies-T-9001").click()
    expect(page.get_by_test_id("bind-nth")).to_have_text(re.compile(r"^2"))
    shot(page, "dark")
    page.get_by_test_id("back").click()
    expect(page.get_by_test_id("run-start")).to_be_visible()
    expect(page.get_by_test_id("practice-band")).to_have_count(0)
    assert kinds(database, "wei") == before
