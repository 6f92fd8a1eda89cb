"""The codes of the scanner check, on paper and as modules, shown to an independent reader."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from backend.domain.device.findings import SEVERITY, verdict
from backend.scanning.grammar import read
from backend.scanning.gs1 import GS
from backend.scanning.labels.scanner_sheet import scanner_sheet
from backend.scanning.scanner_check import MAKERS, TEST_CODES, TOPICS, Symbol, programming, symbol
from tests.scanning.reader import pdf_pages, pdf_text, seen

AIM = {"code128": "]C0", "ean13": "]E0", "upca": "]E0", "gs1-128": "]C1", "datamatrix": "]d2", "qr": "]Q1"}
COMMANDS = [code for one in MAKERS for step in one.steps for code in step.codes]
DOTS = 4


def picture(drawn: Symbol) -> Image.Image:
    rows = drawn.rows * 60 if drawn.linear else drawn.rows
    quiet, wide = drawn.quiet, len(drawn.rows[0])
    found = Image.new("L", (wide + 2 * quiet, len(rows) + 2 * quiet), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module == "1":
                found.putpixel((x + quiet, y + quiet), 0)
    return found.resize((found.width * DOTS, found.height * DOTS), Image.Resampling.NEAREST)


def sent(carrier: str, parts: tuple[str, ...]) -> tuple[str, str]:
    """What a reader of this kind gives: it takes a UPC-A for the EAN-13 that it is."""
    return AIM[carrier], ("0" if carrier == "upca" else "") + GS.join(parts)


@pytest.mark.parametrize("code", TEST_CODES, ids=lambda code: code.id)
def test_each_code_says_what_it_is_known_to_say(code: object) -> None:
    assert code in TEST_CODES
    (one,) = (each for each in TEST_CODES if each is code)
    assert seen(picture(symbol(one))) == [sent(one.carrier, one.parts)]


def test_no_code_is_taken_for_work() -> None:
    for code in TEST_CODES:
        raw = GS.join(code.parts)
        got = read(raw, 2026)
        assert got.error is None, code.id
        assert not raw.upper().startswith(("TOTE-BADGE", "CMD-", "L-", "T-")), code.id


@pytest.mark.parametrize("code", COMMANDS, ids=lambda code: code.text)
def test_a_set_up_code_is_for_readers_only(code: object) -> None:
    (one, *_) = (each for each in COMMANDS if each is code)
    (found,) = zxingcpp.read_barcodes(picture(programming(one.before, one.text, one.after)))
    assert found.extra == {"ReaderInit": True}
    assert found.bytes.decode() == (one.before + one.text + one.after).replace("\x03", "")


def test_the_same_words_without_fnc3_are_no_set_up_code() -> None:
    (found,) = zxingcpp.read_barcodes(picture(programming("~", "SUFBK2990D.", "")))
    assert found.extra is None


def test_the_sheet_has_the_test_codes_in_their_order() -> None:
    first = seen(pdf_pages(scanner_sheet())[0])
    assert sorted(first) == sorted(sent(code.carrier, code.parts) for code in TEST_CODES)
    text = pdf_text(scanner_sheet())
    for number in range(1, len(TEST_CODES) + 1):
        assert f"\n{number}\r" in text or f"\n{number}\n" in text, number


def test_the_sheet_has_each_setting_in_both_languages_and_each_set_up_code() -> None:
    pages = pdf_pages(scanner_sheet())
    found = [code for page in pages[1:] for code in zxingcpp.read_barcodes(page.convert("L"))]
    wanted = sorted((code.before + code.text + code.after).replace("\x03", "") for code in COMMANDS)
    assert sorted(code.bytes.decode() for code in found) == wanted
    text = "".join(pdf_text(scanner_sheet()).split())
    for one in MAKERS:
        assert "".join(one.family.split()) in text
        for step in one.steps:
            en, zh = TOPICS[step.topic]
            assert "".join(en.split()) in text
            assert zh in text
            assert "".join(step.menu.split()) in text, step.menu


def test_the_sheet_is_always_the_same() -> None:
    assert scanner_sheet() == scanner_sheet()


def test_each_maker_can_change_what_stops_work_or_slows_it() -> None:
    for one in MAKERS:
        topics = [step.topic for step in one.steps]
        assert len(set(topics)) == len(topics), one.family
        assert {"suffix", "aim", "channels", "read"} <= set(topics), one.family
    assert set(TOPICS) == {step.topic for one in MAKERS for step in one.steps}


def test_the_worst_finding_is_the_verdict() -> None:
    assert verdict([]) == verdict(["suffix_tab"]) == "ok"
    assert verdict(["suffix_tab", "gs_lost"]) == verdict(["of a newer app"]) == "slow"
    assert verdict(["gs_lost", "check_digit"]) == "stop"
    assert set(SEVERITY.values()) == {"stop", "slow", "fine"}
