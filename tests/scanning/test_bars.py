from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.scanning.labels import bars
from tests.scanning.reader import drawn, seen


@pytest.mark.parametrize("text", ["99", "9912345678", "99A", "9", "999", "L-A-12-04", "T-0007", "00", "1234", "~ "])
def test_code_128_says_exactly_what_it_was_given(text: str) -> None:
    assert seen(drawn(bars.code128(text))) == [("]C0", text)]


@given(st.text("".join(map(chr, range(33, 127))), min_size=1, max_size=40))
def test_any_printable_text_reads_back_from_code_128(text: str) -> None:
    assert seen(drawn(bars.code128(text))) == [("]C0", text)]


LOT = st.text("ABCXYZabc0123456789-/.", min_size=1, max_size=20)


@given(LOT, LOT)
def test_an_element_string_reads_back_as_gs1_128_with_its_separator(lot: str, serial: str) -> None:
    modules = bars.gs1_128((("01", "09521101530001"), ("10", lot), ("21", serial)), 2026)
    assert seen(drawn(modules)) == [("]C1", f"010952110153000110{lot}\x1d21{serial}")]


@pytest.mark.parametrize("text", ["", "x" * 61, "苹果", "a\x1db", "a\n", "é"])
def test_text_that_code_128_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        bars.code128(text)


@pytest.mark.parametrize(
    ("ai", "value", "fault"),
    [
        ("00", "395212340000000015", "CHECK_DIGIT"),
        ("01", "9521101530001", "LENGTH"),
        ("10", "A B", "CHARSET"),
        ("17", "261301", "DATE"),
        ("04", "1", "UNKNOWN_AI"),
    ],
)
def test_wrong_data_are_refused_before_there_are_bars(ai: str, value: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        bars.gs1_128(((ai, value),), 2026)
