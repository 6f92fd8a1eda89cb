"""Our reading of the GS1 standards against another one, biip's."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from biip.gs1_messages import GS1Message
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.scanning.checkdigit import check_digit
from backend.scanning.gs1 import codes, elements, write
from backend.scanning.gs1.shape import Part
from backend.scanning.gs1.table import TABLE

YEAR = 2026
FIXED = {"8013": "1987654Ad4X4bL5ttr2310c2K", "8014": "1987654Ad4X4bL5ttr2310c2K", "8007": "GB29NWBK60161331926819"}
DAYS = st.builds("{:02d}{:02d}{:02d}".format, st.integers(10, 60), st.integers(1, 12), st.integers(1, 28))
TIMES = st.builds("{:02d}{:02d}".format, st.integers(0, 23), st.integers(0, 59))
SAMPLES: dict[str, st.SearchStrategy[str]] = {
    "date": DAYS,
    "date_or_month": DAYS,
    "time": TIMES,
    "full_date": DAYS.map("20{}".format),
    "country": st.sampled_from(sorted(codes.COUNTRIES)),
    "country_or_any": st.sampled_from(sorted(codes.COUNTRIES)),
    "country_letters": st.sampled_from(sorted(codes.COUNTRY_LETTERS)),
    "currency": st.sampled_from(sorted(codes.CURRENCIES)),
    "piece_of_total": st.just("0203"),
    "latitude": st.integers(0, 1_800_000_000).map("{:010d}".format),
    "longitude": st.integers(0, 3_600_000_000).map("{:010d}".format),
}


@cache
def known() -> list[dict[str, Any]]:
    file = resources.files("biip.gs1_application_identifiers") / "_application_identifiers.json"
    found: list[dict[str, Any]] = json.loads(file.read_text())
    return found


def test_both_tables_have_the_same_identifiers_and_lengths_that_need_no_separator() -> None:
    assert {ai: row.predefined for ai, row in TABLE.items()} == {
        row["ai"]: not row["separator_required"] for row in known()
    }


@given(st.data())
def test_what_the_other_table_takes_has_the_right_length_and_characters(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(known()))
    text = data.draw(st.from_regex(re.compile(row["pattern"], re.ASCII), fullmatch=True))
    value = text[len(row["ai"]) :]
    # It lets a count be empty, and takes each %41 for one character of a name; on the label it is three.
    assume(value and not ("%" in value and "percent_encoded" in TABLE[row["ai"]].parts[0].checks))
    problem = elements.wrong(row["ai"], value, YEAR)
    assert problem is None or problem.code in {"CHECK_DIGIT", "DATE", "VALUE", "CURRENCY"}


@st.composite
def part_of(draw: st.DrawFn, part: Part) -> str:
    known_check = next((check for check in part.checks if check in SAMPLES), None)
    if known_check is not None:
        return draw(SAMPLES[known_check])
    text = draw(st.from_regex(f"{elements.SETS[part.charset]}{{{part.low},{part.high}}}", fullmatch=True))
    if "check_digit" in part.checks:
        return text[:-1] + check_digit(text[:-1])
    return "9521" + text[4:] if "company_prefix" in part.checks else text


@st.composite
def labels(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Identifiers, each once, with right values."""
    found = []
    for ai in draw(st.lists(st.sampled_from(sorted(TABLE)), min_size=1, max_size=5, unique=True)):
        parts = [draw(part_of(part)) for part in TABLE[ai].parts if not part.optional or draw(st.booleans())]
        value = FIXED.get(ai, "".join(parts))
        assume(ai in elements.RULES and elements.wrong(ai, value, YEAR) is None)
        found.append((ai, value))
    return found


@given(labels())
def test_what_we_write_another_reader_reads(label: list[tuple[str, str]]) -> None:
    # It takes the second day of a harvest for a time of the first.
    assume(all(ai != "7007" or len(value) == len("260901") for ai, value in label))
    theirs = GS1Message.parse(write(label, YEAR))
    assert [(one.ai.ai, one.value) for one in theirs.element_strings] == label


@given(labels())
def test_what_we_write_we_read(label: list[tuple[str, str]]) -> None:
    assert elements.parse(write(label, YEAR), YEAR) == label
