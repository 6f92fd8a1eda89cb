"""What must hold of any code whatever: no exception, no hang, no number that does not stand in it."""

from __future__ import annotations

import time
from datetime import date
from urllib.parse import unquote

from backend.scanning import grammar, gtin, read
from backend.scanning.explain import Question, answer
from backend.scanning.gs1 import elements, write
from backend.scanning.gs1.table import TABLE
from backend.scanning.profile import PLAIN_PROFILE, Profile

TODAY = date(2026, 11, 23)
SECONDS_MAX = 1.0
"""Of processor for one code; the longest that is read takes some milliseconds."""
PROFILES = (
    PLAIN_PROFILE, Profile(gs_dropped=True), Profile(gs=("<GS>", "$")), Profile(prefix="*", suffix="#"),
    Profile(caps=True), Profile(gs="8", gs_dropped=True),
)  # fmt: skip
DIGITS = "0123456789"
CHECKED = {
    "00": (0, 18), "01": (0, 14), "02": (0, 14), "03": (0, 14), "253": (0, 13), "255": (0, 13), "402": (0, 17),
    **{str(ai): (0, 13) for ai in range(410, 418)}, "8003": (1, 14), "8006": (0, 14), "8017": (0, 18),
    "8018": (0, 18), "8026": (0, 14),
}  # fmt: skip
"""Where in the value the digits are of which the last is a check digit."""


def has_check_digit(digits: str) -> bool:
    """Written anew for this: from the left, digit by digit, as the standard's worked example does it."""
    total, weight = 0, 3 if len(digits) % 2 == 0 else 1
    for digit in digits[:-1]:
        total += weight * DIGITS.index(digit)
        weight = 4 - weight
    return (10 - total % 10) % 10 == DIGITS.index(digits[-1])


def hold(text: str, number: int) -> None:
    """Raise AssertionError for a code, read with one of the profiles, of which something does not hold."""
    profile = PROFILES[number % len(PROFILES)]
    begin = time.process_time()
    got = grammar.read(text, TODAY.year, profile)
    assert time.process_time() - begin < SECONDS_MAX, "too slow"
    assert not (got.error and (got.ais or got.alternatives)), "an error and data"
    for reading in (got.ais, *got.alternatives):
        for ai, value in reading:
            _right(ai, value)
            assert value in _sources(text, profile) or _is_shortened(ai, value, text), f"({ai}){value} is not in it"
    if got.form == "gs1" and got.ais:
        assert elements.parse(write(got.ais, TODAY.year), TODAY.year) == list(got.ais), "not read back"
    said = answer(Question(text, profile=profile), TODAY)
    assert said["ok"] == (got.error is None)
    assert said["ok"] is False or said["ais"] == [list(pair) for pair in got.ais]
    if profile is PLAIN_PROFILE:
        _as_the_floor(text, said)


def _right(ai: str, value: str) -> None:
    assert ai in TABLE, f"({ai}) is no identifier"
    assert value.isascii(), f"({ai}) has other characters"
    if ai in CHECKED:
        first, last = CHECKED[ai]
        digits = value[first:last]
        assert len(digits) == last - first, f"({ai}) is too short"
        assert set(digits) <= set(DIGITS), f"({ai}) has other characters"
        assert has_check_digit(digits), f"({ai}){value} has a wrong check digit"


def _sources(text: str, profile: Profile) -> str:
    """All that a value may have been taken from."""
    swapped = "".join(c.swapcase() if c.isascii() else c for c in text) if profile.caps else text
    return "\n".join((text, *(form(swapped) for form in (str, unquote, _without_backslashes))))


def _without_backslashes(text: str) -> str:
    return text.replace("\\(", "(").replace("\\)", ")")


def _is_shortened(ai: str, value: str, text: str) -> bool:
    """A GTIN that was written with fewer digits: without noughts in front, or as a UPC-E."""
    if ai != "01":
        return False
    plain = unquote(text)
    eights = (plain[at : at + 8] for at in range(len(plain) - 7))
    return value.lstrip("0") in plain or any(gtin.expand_upc_e(eight) == value for eight in eights)


def _as_the_floor(text: str, said: dict[str, object]) -> None:
    """The floor reads the same numbers as `tote scan` tells, or nothing."""
    scan = read(text, TODAY.year)
    if scan.error is None and len(text) <= len(scan.raw):
        assert said["ok"], "taken on the floor, wrong elsewhere"
        known = said["derived"]
        assert isinstance(known, dict)
        assert scan.sscc == known.get("sscc"), "another SSCC on the floor"
        assert scan.gtin == known.get("gtin", known.get("content_gtin")), "another GTIN on the floor"
