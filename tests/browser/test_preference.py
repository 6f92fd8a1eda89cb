"""Text size, hand, loudness and language go with a person to whatever device they sign in on."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.served import build, serving, sign_in
from tests.browser.test_app import SIZES

LOUDNESS = """() => {
  globalThis.gains = [];
  const make = AudioContext.prototype.createGain;
  AudioContext.prototype.createGain = function () {
    const gain = make.call(this);
    globalThis.gains.push(gain.gain);
    return gain;
  };
}"""


def is_so(page: Page, size: str, hand: str, lang: str) -> None:
    root = page.locator("html")
    expect(root).to_have_css("font-size", size)
    expect(root).to_have_attribute("data-hand", hand)
    expect(root).to_have_attribute("lang", lang)


def test_what_a_person_chose_with_no_network_is_so_after_a_restart_and_on_the_next_device(
    browser: Browser, tmp_path: Path
) -> None:
    build(tmp_path)
    with serving(tmp_path) as base:
        first = browser.new_context(viewport=SIZES[0], locale="en-US").new_page()
        sign_in(first, base, "ana")
        first.goto(f"{base}/#/device")
        is_so(first, "16px", "right", "en")
        first.context.set_offline(True)
        for choice in ("size-150", "hand-left", "volume-50", "lang-zh"):
            first.get_by_test_id(choice).click()
        is_so(first, "24px", "left", "zh-CN")
        expect(first.get_by_test_id("pill")).to_have_attribute("data-state", "decide")
        first.reload()
        is_so(first, "24px", "left", "zh-CN")
        first.context.set_offline(False)
        expect(first.get_by_test_id("pill")).to_have_attribute("data-state", "good")

        second = browser.new_context(viewport=SIZES[1], locale="en-US").new_page()
        second.add_init_script(f"({LOUDNESS})()")
        sign_in(second, base, "ana")
        is_so(second, "24px", "left", "zh-CN")
        second.goto(f"{base}/#/device")
        second.get_by_test_id("tone-right").click()
        assert second.evaluate("globalThis.gains.map(({ value }) => value)") == [0.5]

        second.get_by_test_id("size-125").click()
        is_so(first, "20px", "left", "zh-CN")
