"""The cases of `tests/cases/grammar.json`; `pwa/src/scanning/grammar.test.ts` runs the same ones."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.scanning import grammar
from backend.scanning.explain import Question, answer
from backend.scanning.gs1 import GS, compact, write
from backend.scanning.gs1.table import TABLE
from backend.scanning.profile import PLAIN_PROFILE, Profile
from tests.scanning.mutated import mutated

FOLDER = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "grammar.json").read_text())
TODAY = date(2026, 11, 23)
GS1_PIECES = st.sampled_from(
    [*TABLE, "09521234000013", "395212340000000014", "261231", "\x1d", "LOT-7", "12", "(", ")"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(GS1_PIECES, max_size=12).map("".join))
AIMS = st.sampled_from(("", "]C1", "]d2", "]Q1", "]E0", "https://id.example.org/"))
PROFILES = st.sampled_from((PLAIN_PROFILE, Profile(gs_dropped=True), Profile(gs=("12",))))


def asked(case: dict[str, Any]) -> Question:
    return msgspec.convert({k: v for k, v in case.items() if k not in ("name", "then")}, Question)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_code_is_explained_as_its_case_states(case: dict[str, Any]) -> None:
    assert answer(asked(case), TODAY) == case["then"]


def digest(number: int, codes: list[str]) -> str:
    profiles = [Profile(gs_dropped=n % 4 == 0) for n in range(len(codes))]
    said = [answer(Question(code, profile=one), TODAY) for code, one in zip(codes, profiles, strict=True)]
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
    return f"{number} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def test_codes_with_mistakes_are_explained_as_in_the_browser() -> None:
    # Written by `python -m tests.scanning.test_grammar` after a change that is meant.
    wanted = json.loads((FOLDER / "grammar-mutated.json").read_text())
    assert [digest(n, codes) for n, codes in enumerate(mutated([c["in"] for c in CASES]))] == wanted


@given(AIMS, TEXTS, PROFILES)
def test_whatever_is_sent_is_explained_and_no_number_is_taken_with_a_wrong_check_digit(
    aim: str, text: str, profile: Profile
) -> None:
    got = grammar.read(aim + text, 2026, profile)
    for reading in (got.ais, *got.alternatives):
        for ai, value in reading:
            if ai in {"00", "01", "02", "402", "410", "414"}:
                assert value.isascii()
                assert sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(reversed(value))) % 10 == 0
    assert not (got.error and got.ais)


@given(st.lists(st.sampled_from(("10", "21", "17", "37", "240", "3103")), unique=True, max_size=4), st.data())
def test_of_all_readings_without_separators_one_is_what_was_printed(ais: list[str], data: st.DataObject) -> None:
    letters = st.text("ABCXYZ-", min_size=1, max_size=5)
    values = {"17": st.just("261231"), "37": st.integers(1, 99).map(str), "3103": st.just("000125")}
    printed = [("01", "09521234000013"), *((ai, data.draw(values.get(ai, letters))) for ai in ais)]
    sent = "]C1" + write(printed, 2026).replace(GS, "")
    got = grammar.read(sent, 2026, Profile(gs_dropped=True))
    assert tuple(printed) in {got.ais, *got.alternatives}


def test_what_begins_an_identifier_says_how_long_it_is() -> None:
    lengths: dict[str, set[int]] = {}
    for ai in TABLE:
        lengths.setdefault(ai[:2], set()).add(len(ai))
    assert all(len(found) == 1 for found in lengths.values())


def test_the_text_that_the_app_unfolds_names_each_identifier_once() -> None:
    named = [ai for line in compact.lines() for part in line.split(";")[0].split(",") for ai in spread(part)]
    assert sorted(named) == sorted(TABLE)


def spread(part: str) -> list[str]:
    first, _, last = part.partition("-")
    return [f"{n:0{len(first)}d}" for n in range(int(first), int(last or first) + 1)]


if __name__ == "__main__":
    found = [digest(n, codes) for n, codes in enumerate(mutated([c["in"] for c in CASES]))]
    (FOLDER / "grammar-mutated.json").write_text(json.dumps(found, indent=0) + "\n")
