"""The GS1 check digit, modulo 10 with weights 3 and 1 from the right (GS1 General Specifications 7.9)."""

from __future__ import annotations

DIGITS = frozenset("0123456789")
ZERO = ord("0")


def is_digits(text: str) -> bool:
    """True for one or more ASCII digits. `str.isdigit` also takes other scripts' digits, which no scanner sends."""
    return text != "" and DIGITS.issuperset(text)


def check_digit(body: str) -> str:
    """The digit that belongs after `body` (ASCII digits without a check digit)."""
    codes = body.encode("ascii")
    threefold, once = codes[::-2], codes[-2::-2]
    return str(-(3 * sum(threefold) + sum(once) - ZERO * (3 * len(threefold) + len(once))) % 10)


def ends_right(digits: str) -> bool:
    """True if `digits` are two or more ASCII digits, and the last is the check digit of the rest."""
    return len(digits) > 1 and is_digits(digits) and check_digit(digits[:-1]) == digits[-1]
