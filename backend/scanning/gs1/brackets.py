"""Element strings as they are printed under the bars: `(01)09521101530001(10)LOT-7`.

A bracket that belongs to a value may stand for itself where no identifier can be meant, or behind a backslash.
"""

from __future__ import annotations

import re

from backend.scanning.gs1.elements import RULES, Pair, Problem, wrong

ELEMENT = re.compile(r"\((\d{2,4})\)([^(\\]*(?:(?:\\[()]?|\((?!\d{2,4}\)))[^(\\]*)*)", re.ASCII)
ESCAPED = re.compile(r"\\([()])")


def begin(text: str) -> bool:
    """True if `text` begins with the brackets of an identifier and something in it."""
    first = ELEMENT.match(text) if text.startswith("(") else None
    return first is not None and (first[1] in RULES or first[2][:1] not in ("", " "))


def parse(text: str, year: int) -> list[Pair] | Problem:
    """Every (identifier, value), all of them right. `year` is the present one."""
    found: list[Pair] = []
    place = 0
    for one in ELEMENT.finditer(text):
        if one.start() != place:
            break
        place, ai, value = one.end(), one[1], ESCAPED.sub(r"\1", one[2])
        if ai not in RULES:
            return Problem("UNKNOWN_AI", ai)
        if (problem := wrong(ai, value, year)) is not None:
            return problem
        found.append((ai, value))
    return found if place == len(text) else Problem("UNKNOWN_AI")
