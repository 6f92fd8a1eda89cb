"""Element strings: application identifiers with their values, one behind the other (GenSpecs 7.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from backend.scanning.checkdigit import is_digits
from backend.scanning.gs1.checks import Fault, test_of
from backend.scanning.gs1.shape import Charset, Identifier, Part
from backend.scanning.gs1.table import LENGTH_BY_PREFIX, TABLE

GS = "\x1d"
"""What a scanner sends for the FNC1 that ends a value of no predefined length."""
SETS: dict[Charset, str] = {
    "digits": "[0-9]",
    "cset82": r"[!-\"%-?A-Z_a-z]",
    "cset39": r"[#\-/0-9A-Z]",
    "base64url": "[-0-9=A-Z_a-z]",
}
Pair = tuple[str, str]


Error = Literal[
    "AI_PAIR", "CHARSET", "CHECK_DIGIT", "CURRENCY", "DATE", "DL_PATH", "DL_QUALIFIER", "DL_QUALIFIER_ORDER",
    "DUPLICATE_AI", "EMPTY", "LENGTH", "SYMBOLOGY", "UNKNOWN_AI", "VALUE",
]  # fmt: skip
"""What can be wrong with a code."""


class Problem(NamedTuple):
    """What is wrong, and the identifier that it was met at."""

    code: Error
    ai: str | None = None


class _Rule(NamedTuple):
    """An identifier, made ready for many values."""

    row: Identifier
    low: int
    high: int
    ends: int
    """Its length if that is predefined, else 0."""
    fits: Callable[[str], re.Match[str] | None]
    tests: tuple[tuple[int, Callable[[str, int], bool], Fault], ...]
    """For each check: the group of its part in the form, what tells, and the code of what is wrong."""


def _group(part: Part) -> str:
    return f"({SETS[part.charset]}{{{part.low},{part.high}}})" + ("?" if part.optional else "")


def _rule(row: Identifier) -> _Rule:
    tests = tuple((n, *test_of(check)) for n, part in enumerate(row.parts, 1) for check in part.checks)
    form = re.compile("".join(_group(part) for part in row.parts))
    return _Rule(row, row.low, row.high, row.high if row.predefined else 0, form.fullmatch, tests)


RULES = {ai: _rule(row) for ai, row in TABLE.items()}


def wrong(ai: str, value: str, year: int) -> Problem | None:
    """What is wrong with the value of a known identifier, or none. `year` is the present one."""
    return _wrong(RULES[ai], value, year)


def _wrong(rule: _Rule, value: str, year: int) -> Problem | None:
    found = rule.fits(value)
    if found is None:
        return Problem(_misfit(rule, value), rule.row.ai)
    for group, holds, code in rule.tests:
        part = found[group]
        if part is not None and not holds(part, year):
            return Problem(code, rule.row.ai)
    return None


def _misfit(rule: _Rule, value: str) -> Error:
    if not value.isascii():
        return "CHARSET"  # first, since characters outside the basic plane count as two elsewhere
    if not rule.low <= len(value) <= rule.high:
        return "LENGTH"
    rest = value
    for part in rule.row.parts:
        text, rest = rest[: part.high], rest[part.high :]
        if re.fullmatch(f"{SETS[part.charset]}*", text) is None:
            return "CHARSET"
    return "LENGTH"


def at(text: str, start: int) -> str | None:
    """The identifier that begins at `start`, if there is such a one."""
    length = LENGTH_BY_PREFIX.get(text[start : start + 2], 0)
    ai = text[start : start + length]
    return ai if ai in RULES else None


def parse(text: str, year: int) -> list[Pair] | Problem:
    """Every (identifier, value) of a whole element string. `year` is the present one.

    It is taken as a whole or not at all: half a label must not enter stock. Separators where none is needed are legal.
    """
    found: list[Pair] = []
    place, end = 0, len(text)
    while place < end:
        if text[place] == GS:
            place += 1
            continue
        ai = text[place : place + LENGTH_BY_PREFIX.get(text[place : place + 2], 0)]
        rule = RULES.get(ai)
        if rule is None:
            return Problem("UNKNOWN_AI", begins if is_digits(begins := text[place : place + 2]) else None)
        start = place + len(ai)
        place = text.find(GS, start)
        if place < 0:
            place = end
        if rule.ends and place - start > rule.ends:
            place = start + rule.ends
        value = text[start:place]
        problem = _wrong(rule, value, year)
        if problem is not None:
            return problem
        found.append((ai, value))
    return found or Problem("EMPTY")


COMMON = frozenset((
    *(f"{n:02d}" for n in (0, 1, 2, 10, 11, 13, 15, 16, 17, 20, 21, 30, 37)), "240", "241", "250", "400", "401", "403",
    *(str(n) for n in range(410, 415)), "420", "421", *(f"{f}{n}" for f in (310, 320, 330, 390, 392) for n in range(6)),
))  # fmt: skip
"""What stands on goods every day. Of two readings the one that is made of these is the likelier."""
READINGS_MAX, FOUND_MAX, STEPS_MAX = 64, 1_024, 10_000
"""A string of digits can be cut in very many ways; more readings than this help nobody to choose."""


def readings(text: str, year: int) -> list[tuple[Pair, ...]]:
    """Every way to read an element string of which a scanner may have dropped separators, likeliest first.

    None has an identifier twice, and each value is right by itself. At most `READINGS_MAX`.
    """
    found: list[tuple[Pair, ...]] = []
    steps = 0
    waiting: list[tuple[int, tuple[Pair, ...]]] = [(0, ())]
    while waiting and len(found) < FOUND_MAX and steps < STEPS_MAX:
        place, before = waiting.pop()
        for end, pair in _next(text, place, year):
            steps += 1
            if any(pair[0] == ai for ai, _ in before):
                continue
            if end < len(text):
                waiting.append((end, (*before, pair)))
            else:
                found.append((*before, pair))
    return sorted(found, key=_unlikely)[:READINGS_MAX]


def _unlikely(reading: tuple[Pair, ...]) -> tuple[int, int, int]:
    """Uncommon identifiers first of all, then more of them; of the same ones, the latest separators lost."""
    return (
        sum(ai not in COMMON for ai, _ in reading),
        len(reading),
        -sum(len(value) for _, value in reading[:-1]),
    )


def _next(text: str, place: int, year: int) -> Iterator[tuple[int, Pair]]:
    """The elements that can begin at a place, with the place behind each."""
    while place < len(text) and text[place] == GS:
        place += 1
    ai = at(text, place)
    if ai is None:
        return
    rule, start = RULES[ai], place + len(ai)
    stop = text.find(GS, start)
    most = min(start + rule.high, len(text) if stop < 0 else stop)
    for end in range(most, start + rule.low - 1, -1):
        if end < len(text) and text[end] != GS and at(text, end) is None:
            continue
        if wrong(ai, text[start:end], year) is None:
            yield end, (ai, text[start:end])


def write(pairs: Sequence[Pair], year: int) -> str:
    """The element string of these pairs, with a separator wherever one is needed. Raises ValueError for a wrong one.

    Printing is the one place where wrong data is our own fault: it must stop before there is a label.
    """
    text = ""
    for ai, value in pairs:
        problem = wrong(ai, value, year) if ai in RULES else Problem("UNKNOWN_AI", ai)
        if problem is not None:
            raise ValueError(f"({ai}){value} cannot be printed: {problem.code}")
        text += ai + value + ("" if RULES[ai].ends else GS)
    return text.removesuffix(GS)
