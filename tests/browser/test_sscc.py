"""Cartons are numbered and labelled with no network, and no two devices give one number."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from backend.domain.label.rows import PrintJob
from backend.domain.pack.block import SsccBlock
from backend.domain.pack.rows import Carton
from tests.browser.floor import HANDHELD, bench, books, by_keys, pack_all, picked
from tests.browser.served import build, scan, serving
from tests.browser.test_app import SHOTS, SIZES, crowded, faults
from tests.scanning.reader import seen


def close(page: Page, tote: str) -> str:
    """Pack what is in a tote, weigh the carton and close it; gives the number that its label bears."""
    expect(page.get_by_test_id("shipment-row").first).to_be_visible()
    scan(page, tote)
    expect(page.get_by_test_id("pack-line").first).to_be_visible()
    pack_all(page)
    by_keys(page)
    return read_label(page)


def read_label(page: Page) -> str:
    """The number on the picture of the label, as another program reads it from the screen."""
    label = page.get_by_test_id("label")
    label.scroll_into_view_if_needed()
    expect(label).to_be_visible()
    expect(page.get_by_test_id("wash")).to_be_hidden()
    label.evaluate("picture => picture.decode()")
    picture = label.screenshot()
    found = seen(Image.open(io.BytesIO(picture)))
    shown = re.sub(r"\D", "", page.get_by_test_id("sscc").inner_text())
    assert found == [("]C1", f"00{shown}")]
    return shown


def looked_at(page: Page) -> None:
    """Each size, theme and language is fit for everybody."""
    where = page.evaluate("location.hash")
    for language in ("zh", "en"):
        page.evaluate("location.hash = '#/device'")
        page.get_by_test_id(f"lang-{language}").click()
        page.evaluate("hash => { location.hash = hash }", where)
        expect(page.get_by_test_id("label").first).to_be_visible()
        for size in SIZES:
            for scheme in ("dark", "light"):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                if SHOTS:
                    page.screenshot(path=SHOTS / f"label-{size['width']}-{scheme}-{language}.png", full_page=True)
                assert crowded(page) == []
                assert faults(page) == []
    page.set_viewport_size(HANDHELD)


@pytest.mark.timeout(300)
def test_two_devices_label_cartons_offline_with_numbers_of_their_own(browser: Browser, tmp_path: Path) -> None:
    settings = build(tmp_path)
    picked(settings)
    with serving(tmp_path) as base:
        contexts = [browser.new_context(viewport=HANDHELD, locale="en-US", device_scale_factor=3) for _ in range(2)]
        pages = [bench(context, base, settings, n) for n, context in enumerate(contexts, 1)]
        for context in contexts:
            context.set_offline(True)
        codes = [close(page, tote) for tote, page in zip(("T-0001", "T-0002"), pages, strict=True)]
        assert codes[0] != codes[1]

        page = pages[0]
        expect(page.get_by_test_id("reprint")).to_have_count(0)
        page.get_by_test_id("print").click()
        expect(page.get_by_test_id("reprint")).to_be_visible()
        assert read_label(page) == codes[0]
        page.get_by_test_id("print").click()
        page.evaluate(
            """() => new Promise((done) => {
              const look = () => (window.printed === 2 ? done() : setTimeout(look, 20));
              look();
            })"""
        )
        looked_at(page)
        page.get_by_test_id("finish").click()
        codes.append(close(page, "T-0003"))

        assert not any(carton.sscc for carton in books(settings, cartons=Carton)["cartons"])
        for context, page in zip(contexts, pages, strict=True):
            context.set_offline(False)
            expect(page.get_by_test_id("outbox-count")).to_have_text("0", timeout=20_000)

    end = books(settings, cartons=Carton, blocks=SsccBlock, jobs=PrintJob)
    assert end["differences"] == []
    assert sorted(carton.sscc for carton in end["cartons"]) == sorted(codes)
    devices = {block.id: block.device for block in end["blocks"]}
    assert devices[codes[0][:15]] == devices[codes[2][:15]] != devices[codes[1][:15]]
    jobs = sorted(end["jobs"], key=lambda job: job.asked_n)
    assert [(job.reprint, job.state, job.subject) for job in jobs] == [
        (False, "printed", f"sscc/{codes[0]}"), (True, "printed", f"sscc/{codes[0]}"),
    ]  # fmt: skip
