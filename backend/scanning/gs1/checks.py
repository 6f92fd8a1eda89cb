"""What must hold of the characters of a value beyond their set and number (GenSpecs 3, 7.9, 7.12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from backend.scanning.checkdigit import sum_holds
from backend.scanning.gs1 import codes, coupons, dates
from backend.scanning.gs1.shape import Check

Fault = Literal["CHECK_DIGIT", "CURRENCY", "DATE", "VALUE"]
PREFIX_DIGITS_MIN = 4
"""No GS1 company prefix is shorter."""
SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
PRIMES = (83, 79, 73, 71, 67, 61, 59, 53, 47, 43, 41, 37, 31, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2)
"""Weights of the characters before a check pair, from the left, of which the last has 2."""
PAIR_MODULUS, PAIR_BASE = 1021, 32
LATITUDE_MAX, LONGITUDE_MAX = 1_800_000_000, 3_600_000_000
"""Ten-millionths of a degree above 90° south, 180° west."""
IBAN_LENGTHS = range(15, 35)
PERCENT = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
PADDING_MAX, BASE64_BLOCK = 2, 4
WORDS_OF_MEDIA = frozenset((*range(1, 11), *range(80, 100)))


def check_pair(value: str) -> str | None:
    """The two characters that belong after a global model number, if there are any (GenSpecs 7.9.5)."""
    if not 1 <= len(value) <= len(PRIMES):
        return None
    weights = PRIMES[len(PRIMES) - len(value) :]
    total = sum(SET_82.index(char) * weight for char, weight in zip(value, weights, strict=True)) % PAIR_MODULUS
    return SET_32[total // PAIR_BASE] + SET_32[total % PAIR_BASE]


def is_iban(text: str) -> bool:
    """ISO 13616: country, two check digits, account; modulo 97."""
    if len(text) not in IBAN_LENGTHS or not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", text):
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def _is_position(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9]/[1-9]", text)) and text[0] <= text[2]


def _is_padded(text: str) -> bool:
    """True if `=` stands at the end only, where it fills up the last four characters, or not at all."""
    pads = len(text) - len(text.rstrip("="))
    return text.count("=") == pads <= PADDING_MAX and (pads == 0 or len(text) % BASE64_BLOCK == 0)


def _is_piece_of_total(text: str) -> bool:
    piece, total = int(text[:2]), int(text[2:])
    return 1 <= piece <= total


HOLDS: dict[Check, Callable[[str], bool]] = {
    "check_digit": sum_holds,
    "check_pair": lambda v: len(v) > len("XX") and check_pair(v[:-2]) == v[-2:],
    "company_prefix": lambda v: v[:PREFIX_DIGITS_MIN].isdigit() and len(v) >= PREFIX_DIGITS_MIN,
    "country": lambda v: v in codes.COUNTRIES,
    "country_or_any": lambda v: v in codes.COUNTRIES or v == "999",
    "country_letters": lambda v: v in codes.COUNTRY_LETTERS,
    "currency": lambda v: v in codes.CURRENCIES,
    "full_date": dates.is_full_date,
    "has_letter": lambda v: any(not char.isdigit() for char in v),
    "hour": lambda v: int(v) < dates.HOURS,
    "iban": is_iban,
    "importer_index": lambda v: v.isalnum() or v in "-_",
    "latitude": lambda v: int(v) <= LATITUDE_MAX,
    "longitude": lambda v: int(v) <= LONGITUDE_MAX,
    "media_type": lambda v: int(v) in WORDS_OF_MEDIA,
    "minus": lambda v: v == "-",
    "minute": lambda v: int(v) < dates.MINUTES,
    "no_leading_zero": lambda v: v == "0" or v[0] != "0",
    "not_zero": lambda v: int(v) > 0,
    "percent_encoded": lambda v: PERCENT.fullmatch(v) is not None,
    "padding": _is_padded,
    "piece_of_total": _is_piece_of_total,
    "position": _is_position,
    "positive_offer": coupons.is_positive_offer,
    "sex": lambda v: v in "0129",
    "time": dates.is_time,
    "winding": lambda v: v in "019",
    "yes_no": lambda v: v in "01",
    "zero": lambda v: v == "0",
}
DATED: dict[Check, Callable[[str, int], bool]] = {
    "coupon": coupons.is_coupon,
    "date": lambda v, year: dates.iso_date(v, year, month_alone=False) is not None,
    "date_or_month": lambda v, year: dates.iso_date(v, year) is not None,
}
"""Those in which a year has two digits."""
FAULTS: dict[Check, Fault] = {
    "check_digit": "CHECK_DIGIT", "check_pair": "CHECK_DIGIT", "currency": "CURRENCY", "date": "DATE",
    "date_or_month": "DATE", "full_date": "DATE", "hour": "DATE", "minute": "DATE", "time": "DATE",
}  # fmt: skip


def test_of(check: Check) -> tuple[Callable[[str, int], bool], Fault]:
    """What tells whether a part of a value, whose characters and length are right, holds in a year; and the code."""
    found = FAULTS.get(check, "VALUE")
    if check in DATED:
        return DATED[check], found
    plain = HOLDS[check]
    return (lambda value, _year: plain(value)), found
