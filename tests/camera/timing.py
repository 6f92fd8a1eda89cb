"""From the camera's button to the accepted item, in Chromium with a film and no network.

`python -m tests.camera.timing`. Camera, worker and WebAssembly start in that time, anew at each try. A figure, no test.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

import zxingcpp
from playwright.sync_api import Page, sync_playwright

from tests.browser import chrome
from tests.browser.conftest import FLAGS
from tests.browser.served import build, serving
from tests.browser.test_camera import TOOK, at_the_item, counted, expect, picking
from tests.camera.film import label, shoot


def tries(page: Page, film: Path, count: int) -> list[float]:
    """Milliseconds of each; every second one takes back what the one before it counted."""
    took = []
    for _ in range(count):
        page.reload()
        code, before = at_the_item(page), counted(page)[0]
        shoot(film, [label(code, zxingcpp.BarcodeFormat.EAN13)])
        took.append(page.evaluate(TOOK))
        expect(page.get_by_test_id("flash")).to_contain_text(f"{before + 1} of")
        page.get_by_test_id("camera-close").click()
        page.get_by_test_id("undo").click()
        expect(page.get_by_test_id("count")).to_contain_text(f"{before} of")
    return took


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tries", type=int, default=20)
    asked.add_argument("--slower", type=float, nargs="*", default=[1, 6], help="how many times slower the page runs")
    options = asked.parse_args()
    found = chrome.find() or sys.exit(chrome.NONE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        film = Path(folder) / "film.y4m"
        shoot(film, [])
        args = [*FLAGS, f"--use-file-for-fake-video-capture={film}"]
        launch = playwright.chromium.launch
        browser = launch(executable_path=str(found), env=dict(chrome.environment(found)), args=args)
        build(Path(folder) / "tote")
        with serving(Path(folder) / "tote") as base:
            page = picking(browser, base)
            page.context.set_offline(True)
            devtools = page.context.new_cdp_session(page)
            for rate in options.slower:
                devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
                took = tries(page, film, options.tries)
                p95 = quantiles(took, n=20)[-1]
                sys.stdout.write(f"{rate:g}x: median {median(took):.0f} ms, p95 {p95:.0f} ms of {len(took)}\n")
        browser.close()


if __name__ == "__main__":
    main()
