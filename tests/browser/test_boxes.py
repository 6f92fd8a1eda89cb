"""The box that the bench names, and what it learns from the boxes that people take instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from backend.domain.pack.like import PackLike
from backend.domain.pack.rows import Carton
from backend.domain.task.rows import ExceptionTask
from tests.browser.floor import GOODS, GRAMS, HANDHELD, TARE, alike, bench, books, by_keys, pack_all
from tests.browser.served import build, scan, serving, sign_in, tone
from tests.browser.test_app import SHOTS, SIZES, crowded, faults

COMPUTED, COMPUTED_CODE = "Six bottles", "BOX-6B"


def box(page: Page, said: str, name: str) -> None:
    """Wait until the bench names a box, and for this reason."""
    expect(page.get_by_test_id("box")).to_have_attribute("data-is", said)
    expect(page.get_by_test_id("box-name")).to_have_text(name)


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=SHOTS / f"boxes-{name}.png")
    assert crowded(page) == []
    assert faults(page) == []


def opened_by(page: Page, tote: str) -> None:
    expect(page.get_by_test_id("shipment-row").first).to_be_visible()
    scan(page, tote)
    expect(page.get_by_test_id("pack-line").first).to_be_visible()


def closed(page: Page, grams: int) -> None:
    pack_all(page)
    by_keys(page, grams)
    page.get_by_test_id("finish").click()


def test_the_bench_names_a_box_and_learns_which_one_people_take(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    alike(settings, 4)
    goods = sum(GRAMS[sku] * units for sku, units in GOODS.items())
    with serving(tmp_path) as base:
        context = browser.new_context(viewport=HANDHELD, locale="en-US")
        page = bench(context, base, settings, 1)
        context.set_offline(True)
        opened_by(page, "T-0001")
        box(page, "fits", COMPUTED)
        shot(page, "fits")
        closed(page, goods + TARE[COMPUTED_CODE])  # who says nothing has taken what is named

        opened_by(page, "T-0002")
        box(page, "fits", COMPUTED)
        scan(page, "BOX-L")
        box(page, "own", "Large")
        scan(page, "BOX-L")
        tone(page, "repeated")
        closed(page, goods + TARE["BOX-L"])

        opened_by(page, "T-0003")
        box(page, "fits", COMPUTED)
        page.get_by_test_id("box-other").click()
        shot(page, "other")
        page.get_by_test_id("box-BOX-L").click()
        box(page, "own", "Large")
        closed(page, goods + TARE["BOX-L"])

        opened_by(page, "T-0004")
        box(page, "taken", "Large")
        context.set_offline(False)
        expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)
        box(page, "taken", "Large")
        page.set_viewport_size(SIZES[2])
        page.emulate_media(color_scheme="dark")
        shot(page, "taken")
        context.close()
    told(books(settings, cartons=Carton, likes=PackLike, tasks=ExceptionTask))


def told(end: dict[str, Any]) -> None:
    assert end["differences"] == []
    assert [t.code for t in end["tasks"] if t.code == "weight_off"] == []
    assert sorted(c.box for c in end["cartons"]) == [f"ROT/{COMPUTED_CODE}", "ROT/BOX-L", "ROT/BOX-L"]
    (like,) = [like for like in end["likes"] if "COF-ESPR-1*2" in like.contents]
    assert (like.box, like.box_before) == ("ROT/BOX-L", "ROT/BOX-L")


def test_a_lead_adds_a_box_and_the_bench_names_it(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    alike(settings, 1)
    with serving(tmp_path) as base:
        packer = browser.new_context(viewport=HANDHELD, locale="zh-CN").new_page()
        sign_in(packer, base, "jonas")
        opened_by(packer, "T-0001")
        lead = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(lead, base, "marta")
        lead.goto(f"{base}/#/lead/process")
        lead.get_by_test_id("worth-from").fill("500")
        lead.get_by_test_id("worth-save").click()
        expect(lead.get_by_test_id("worth")).to_contain_text("Marta")
        shot(lead, "worth")
        lead.get_by_test_id("box-new").click()
        typed = {
            "code": "BOX-C", "name_en": "Coffee", "name_zh": "咖啡箱", "length_mm": "325", "width_mm": "180",
            "height_mm": "260", "tare_g": "180", "max_g": "6000",
        }  # fmt: skip
        for name, value in typed.items():
            lead.get_by_test_id(f"box-{name}").fill(value)
        shot(lead, "form")
        lead.get_by_test_id("box-save").click()
        expect(lead.get_by_test_id("box-row").filter(has_text="BOX-C")).to_be_visible()
        expect(packer.get_by_test_id("box-name")).to_have_text("Coffee")
        lead.get_by_test_id("box-row").filter(has_text="BOX-C").click()
        lead.get_by_test_id("box-use").click()
        expect(lead.get_by_test_id("box-row").filter(has_text="Not used")).to_be_visible()
        expect(packer.get_by_test_id("box-name")).to_have_text(COMPUTED)
        lead.context.close()
        packer.context.close()
