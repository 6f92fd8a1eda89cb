"""Single cells: amounts, times, encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.exchange.intake.shopify.columns import COLUMNS, REQUIRED
from backend.exchange.intake.shopify.decode import decode
from backend.exchange.intake.shopify.money import exponent_of, minor_units
from backend.exchange.intake.shopify.words import WORDS


@pytest.mark.parametrize(
    ("text", "exponent", "mark", "amount"),
    [
        ("1,234.50", 2, ".", 123_450),
        ("1234.5", 2, ".", 123_450),
        ("1.234,50", 2, ",", 123_450),
        ("1234,5", 2, ",", 123_450),
        ("1 234,50", 2, ",", 123_450),
        ("1'234.50", 2, ".", 123_450),
        ("1,234,567.89", 2, ".", 123_456_789),
        ("1,234", 2, ".", 123_400),
        ("1.234", 2, ",", 123_400),
        ("0.10", 2, ".", 10),
        ("1200", 0, ".", 1_200),
        ("1200.00", 0, ".", 1_200),
        ("1,200", 0, ".", 1_200),
        ("1.250", 3, ".", 1_250),
        ("1,250", 3, ",", 1_250),
    ],
)
def test_an_amount_is_read_to_the_minor_unit(text: str, exponent: int, mark: str, amount: int) -> None:
    assert minor_units(text, exponent, mark) == amount


@pytest.mark.parametrize(
    ("text", "exponent", "mark"),
    [
        ("-1.00", 2, "."),
        ("1e3", 2, "."),
        ("NaN", 2, "."),
        ("€5", 2, "."),
        ("1.234", 2, "."),  # thousands or decimals: who can tell
        ("1,250", 3, "."),
        ("1.005", 0, "."),
        ("1,23,456", 2, "."),
        ("1,23.4,5", 2, "."),
        ("٣", 2, "."),
        ("9" * 16, 2, "."),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(text: str, exponent: int, mark: str) -> None:
    assert minor_units(text, exponent, mark) is None


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]), st.booleans())
def test_every_amount_comes_back_exactly(amount: int, currency: str, grouped: bool) -> None:  # noqa: FBT001
    exponent = exponent_of(currency)
    assert exponent is not None
    whole, rest = divmod(amount, 10**exponent)
    text = f"{whole:,}" if grouped else str(whole)
    text += f".{rest:0{exponent}}" if exponent else ""
    assert minor_units(text, exponent) == amount


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("陈伟、深圳市南山区", "gb18030", "gbk"),
        ("créée à Genève; Müller & Söhne; “é”", "cp1252", "windows-1252"),
        ("Ångström, Ærø, Øresund, José", "cp1252", "windows-1252"),
        ("陈伟, créée", "utf-8", "utf-8"),
        ("陈伟, créée", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_found_out(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, name)


def test_the_columns_are_those_of_a_shop() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 79
    assert set(REQUIRED) < set(COLUMNS)


def test_every_problem_speaks_both_languages_of_the_same_values() -> None:
    for code, words in WORDS.items():
        for field in ("{value}", "{more}"):
            assert not (field in words.zh and field not in words.en), code
        assert any(char > "\u4e00" for char in words.zh), code
