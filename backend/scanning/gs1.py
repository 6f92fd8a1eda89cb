"""GS1 element strings: application identifiers with their values, as scanners send them (GenSpecs 7.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backend.scanning import gs1_ai
from backend.scanning.checkdigit import ends_right, is_digits
from backend.scanning.gs1_ai import ApplicationIdentifier

GS = "\x1d"
"""What a scanner sends for the FNC1 that ends a value of no predefined length."""
CSET82 = frozenset("!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
FEBRUARY = 2
AHEAD_MAX, BACK_MAX = 50, 49
"""Years from now that a two-digit year can mean (GenSpecs 7.12)."""

Elements = tuple[tuple[str, str], ...]


class Parsed(NamedTuple):
    """The (identifier, value) pairs in the order of the symbol, or an error code and the identifier it was met at."""

    elements: Elements
    error: str | None = None
    at: str | None = None


def parse(text: str, year: int) -> Parsed:
    """Read a whole element string. It is taken as a whole or not at all: half a label must not enter stock.

    `year` is the present year. Errors: `empty`, `unknown_ai`, `length`, `charset`, `check_digit`, `date`,
    `conflict` (one identifier, two values).
    """
    if not text.isascii():
        return Parsed((), "charset", None)
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        if text[place] == GS:
            place += 1
            continue
        row = gs1_ai.at(text, place)
        if row is None:
            return Parsed((), "unknown_ai", None)
        start = place + len(row.ai)
        place = _end_of_value(text, start, row)
        value = text[start:place]
        error = fault(row, value, year)
        if error is None and found.get(row.ai, value) != value:
            error = "conflict"
        if error is not None:
            return Parsed((), error, row.ai)
        found[row.ai] = value
    return Parsed(tuple(found.items())) if found else Parsed((), "empty", None)


def _end_of_value(text: str, start: int, row: ApplicationIdentifier) -> int:
    separator = text.find(GS, start)
    end = len(text) if separator < 0 else separator
    return min(end, start + row.length_max) if row.predefined else end


def fault(row: ApplicationIdentifier, value: str, year: int) -> str | None:
    """The code of what is wrong with this value, or none."""
    if not row.length_min <= len(value) <= row.length_max:
        return "length"
    if row.charset == "digits" and not is_digits(value):
        return "charset"
    if not CSET82.issuperset(value) or (row.rule == "country" and not is_digits(value[:3])):
        return "charset"
    if row.rule == "check_digit" and not ends_right(value):
        return "check_digit"
    if row.rule == "date" and iso_date(value, year) is None:
        return "date"
    return None


def iso_date(yymmdd: str, year: int) -> str | None:
    """`YYMMDD` as `yyyy-mm-dd`, or none if there is no such day. Day 00 is the last day of the month (GenSpecs 3.4).

    `year` is the present year: the date meant is at most 49 years back and 50 years ahead of it (GenSpecs 7.12).
    """
    yy, month, day = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:])
    full = century(yy, year)
    if month not in DAYS:
        return None
    leap = full % 4 == 0 and (full % 100 != 0 or full % 400 == 0)
    last = 29 if leap and month == FEBRUARY else DAYS[month]
    if day > last:
        return None
    return f"{full:04d}-{month:02d}-{day or last:02d}"


def century(yy: int, year: int) -> int:
    """The full year of a two-digit one, as seen from `year`."""
    ahead = yy - year % 100
    shift = -100 if ahead > AHEAD_MAX else 100 if ahead < -BACK_MAX else 0
    return year - year % 100 + shift + yy


def write(elements: Sequence[tuple[str, str]], year: int) -> str:
    """The element string of these pairs, with a separator wherever one is needed. Raises ValueError for a wrong one.

    Printing is the one place where wrong data is our own fault: it must stop before there is a label.
    """
    text = ""
    for ai, value in elements:
        row = gs1_ai.TABLE.get(ai)
        error = "unknown_ai" if row is None else fault(row, value, year)
        if row is None or error is not None:
            raise ValueError(f"({ai}){value} cannot be printed: {error}")
        text += ai + value + ("" if row.predefined else GS)
    return text.removesuffix(GS)
