"""The label of a carton has the same marks wherever it is made: the browser runs the same file of cases."""

from __future__ import annotations

import json

import pytest

from backend.scanning import labels
from tests.scanning.label_cases import FILE, LABELS, Json, case, label_of
from tests.scanning.reader import seen_on_png

CASES: list[Json] = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("there", CASES, ids=[each["name"] for each in CASES])
def test_a_label_is_drawn_as_its_case_says(there: Json) -> None:
    assert json.loads(json.dumps(case(there["name"], there["label"]))) == there, (
        "a layout changed on purpose: run python -m tests.scanning.label_cases, and change the browser's too"
    )


@pytest.mark.parametrize("there", CASES, ids=[each["name"] for each in CASES])
def test_what_it_draws_is_read_as_its_number(there: Json) -> None:
    assert seen_on_png(labels.png(label_of(there["label"]))) == [("]C1", f"00{there['label']['sscc']}")]


def test_the_file_holds_all_cases() -> None:
    assert [each["name"] for each in CASES] == list(LABELS)
