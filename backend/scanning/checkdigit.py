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
    return len(digits) > 1 and DIGITS.issuperset(digits) and sum_holds(digits)


def sum_holds(digits: str) -> bool:
    """True if the last of these ASCII digits is the check digit of the rest: with it, the sum is a multiple of ten."""
    codes = digits.encode()
    # Each code is that of nought and the digit.
    return (sum(codes[::-2]) + 3 * sum(codes[-2::-2]) - ZERO * (2 * len(codes) - len(codes) % 2)) % 10 == 0
