from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from backend.scanning import gtin
from tests.fuzz import codes
from tests.fuzz.invariants import has_check_digit

GTIN = "09521234000013"


def test_codes_by_chance_break_nothing_and_no_wrong_number_is_taken() -> None:
    assert codes.run_by_chance(3, seed=1) > 500


def test_a_parser_that_takes_a_wrong_number_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtin, "normalise", lambda text: text.zfill(14) if len(text) in {8, 12, 13} else None)
    with pytest.raises(AssertionError, match="wrong check digit"):
        codes.run_by_chance(20, seed=1)


def test_the_check_digit_is_worked_out_in_another_way() -> None:
    assert [last for last in "0123456789" if has_check_digit(GTIN[:-1] + last)] == [GTIN[-1]]


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="there is no atheris for this Python")
def test_codes_that_lead_somewhere_new_break_nothing() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.codes", "--seconds", "4"], check=False, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr[-2000:]
    assert "DONE" in found.stderr or "Done" in found.stderr
