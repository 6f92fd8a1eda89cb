"""The cases of `tests/cases/scanning.json`; `pwa/src/scanning/scan.test.ts` runs the same ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.scanning import read
from backend.scanning.sscc import check, sscc

CASES: dict[str, list[Any]] = json.loads((Path(__file__).parents[1] / "cases" / "scanning.json").read_text())


def by_name(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", CASES["read"], ids=by_name)
def test_a_scan_says_what_its_case_states(case: dict[str, Any]) -> None:
    scan = msgspec.json.decode(msgspec.json.encode(read(case["raw"], case["year"])))
    said = {field: value for field, value in scan.items() if value not in (None, [])}
    assert said == {"raw": case["raw"], **case["then"]}


@pytest.mark.parametrize("case", CASES["readings"], ids=by_name)
def test_the_reading_that_a_person_chose_is_the_one_that_is_recorded(case: dict[str, Any]) -> None:
    for chosen in case["then"]:
        scan = read(chosen["raw"], case["year"])
        assert (scan.error is None) == ("misread" not in case["name"])
        assert (scan.lot, scan.expiry) == (chosen.get("lot"), chosen.get("expiry"))


@pytest.mark.parametrize("case", CASES["sscc"])
def test_a_container_gets_its_18_digits(case: dict[str, Any]) -> None:
    code = sscc(case["extension"], case["company_prefix"], case["serial"])
    assert code == case["then"]
    assert check(code)


@pytest.mark.parametrize("case", CASES["sscc_refused"])
def test_a_container_number_that_does_not_fit_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        sscc(case["extension"], case["company_prefix"], case["serial"])
