"""Nothing moves under a picker's eyes: not while items are counted, not by a wrong scan, a question, or the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.ops.pick.release import PickRelease
from tests.browser.served import GTIN, at, counted, scan, serving, sign_in, tone
from tests.browser.still import WATCH, moved
from tests.browser.waved import floor, sku

GLASS, KNIFE, PACK_OF_4 = "GLA-BURG-6", "TAB-KNIF-12", "29521234038874"
TOTES = ("T-0001", "T-0002")


class Walk:
    """A walk during which nothing may move."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.found: list[str] = []

    def still(self, when: str) -> None:
        """Note what has moved until now."""
        self.found += [f"{when}: {one}" for one in moved(self.page)]

    def scan(self, code: str, answer: str, when: str) -> None:
        """Scan, and see the answer come and go."""
        scan(self.page, code)
        tone(self.page, answer)
        self.still(when)

    def shelf(self) -> None:
        """A wrong place, then the right one."""
        at(self.page, "shelf")
        self.still("the next place")
        place = self.page.get_by_test_id("loc").inner_text()
        self.scan("L-A-01-01" if place != "A-01-01" else "L-A-01-02", "wrong", "a wrong place")
        scan(self.page, f"L-{place}")
        at(self.page, "item")
        self.still("the right place")

    def items(self) -> None:
        """A wrong item, more than is wanted, all units; off line and on line; SHORT, and back."""
        code = GTIN[sku(self.page)]
        self.scan("9521234999996", "wrong", "a wrong item")
        _, wanted = counted(self.page)
        for n in range(1, wanted + 1):
            if n == wanted and wanted > 4:
                self.question()
            scan(self.page, code)
            if n < wanted:
                expect(self.page.get_by_test_id("count")).to_contain_text(f"{n} ")
            self.still(f"item {n}")
            if n == 3:
                self.offline()
            elif n == 5:
                self.short()
        at(self.page, "tote")
        self.still("all items")

    def question(self) -> None:
        """More than is wanted."""
        self.scan(PACK_OF_4, "decide", "a question")
        self.page.get_by_test_id("not-this").click()
        self.still("its answer")

    def offline(self) -> None:
        """The network goes, and comes back after some scans."""
        pill = self.page.get_by_test_id("pill")
        expect(pill).to_have_attribute("data-state", "good")
        self.still("all is sent")
        self.context.set_offline(True)
        expect(pill).to_have_attribute("data-state", "decide")
        self.still("the network is gone")
        self.page.get_by_test_id("undo").click()
        scan(self.page, GTIN[sku(self.page)])
        expect(pill).to_contain_text("2")
        self.still("kept here")
        self.context.set_offline(False)
        expect(pill).to_have_attribute("data-state", "good")
        self.still("the network is back")

    def short(self) -> None:
        """To what is missing, and back."""
        self.page.get_by_test_id("short").click()
        expect(self.page.get_by_test_id("short-screen")).to_be_visible()
        self.still("short")
        self.page.get_by_test_id("less").click()
        self.still("less is missing")
        self.page.get_by_test_id("short-back").click()
        at(self.page, "item")
        self.still("back from short")

    def tote(self) -> None:
        """A wrong tote, then the right one."""
        at(self.page, "tote")
        right = self.page.get_by_test_id("tote").inner_text()
        self.scan(next(tote for tote in TOTES if tote != right), "wrong", "a wrong tote")
        scan(self.page, right)
        expect(self.page.locator('[data-testid="stop"][data-at="tote"]')).to_have_count(0)
        self.still("the right tote")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("who", ["ana", "wei"], ids=["en", "zh"])
def test_nothing_moves_on_a_walk(browser: Browser, tmp_path: Path, who: str) -> None:
    release = PickRelease(run="r", warehouse="ROT", orders=("o1", "o2"))
    floor(tmp_path, {"o1": [(GLASS, 11), (KNIFE, 2)], "o2": [(KNIFE, 3)]}, [release])
    with serving(tmp_path) as base:
        context = browser.new_context(viewport={"width": 360, "height": 640}, locale="en-US")
        page = context.new_page()
        page.add_init_script(WATCH)
        sign_in(page, base, who)
        page.get_by_test_id("run-start").click()
        expect(page.get_by_test_id("bind")).to_be_visible()
        moved(page)  # on the screens before
        walk = Walk(context, page)
        for tote in TOTES:
            expect(page.get_by_test_id("bind")).to_be_visible()
            walk.still("the next slot")
            scan(page, tote)
            expect(page.get_by_test_id("flash")).to_contain_text(tote)
            walk.still("its tote")
        for _ in range(3):
            step = page.get_by_test_id("stop")
            expect(step).to_be_visible()
            if step.get_attribute("data-at") == "shelf":
                walk.shelf()
            walk.items()
            walk.tote()
        expect(page.get_by_test_id("over")).to_be_visible()
        walk.still("the end")
        assert walk.found == [], "\n".join(walk.found)
