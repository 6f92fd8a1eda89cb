"""The application identifiers that a warehouse floor meets (GS1 General Specifications, section 3).

One row an identifier, so that a fuller table can take its place; `pwa/src/scanning/gs1-ai.ts` holds the same rows and
`tests/cases/scanning.json` compares them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Charset = Literal["digits", "cset82"]
Rule = Literal["", "check_digit", "date", "country"]


class ApplicationIdentifier(NamedTuple):
    """`length_min` to `length_max` characters of `charset`; `predefined` ones need no separator after them (7.8.5)."""

    ai: str
    charset: Charset
    length_min: int
    length_max: int
    predefined: bool
    rule: Rule


def _digits(ai: str, low: int, high: int) -> ApplicationIdentifier:
    return ApplicationIdentifier(ai, "digits", low, high, False, "")


def _fixed(ai: str, length: int, rule: Rule = "") -> ApplicationIdentifier:
    return ApplicationIdentifier(ai, "digits", length, length, True, rule)


def _text(ai: str, high: int) -> ApplicationIdentifier:
    return ApplicationIdentifier(ai, "cset82", 1, high, False, "")


# The last digit of a measure is its number of decimal places, 0-5. 310n is net weight in kg; the rest are lengths,
# areas, volumes and gross weights.
MEASURES = tuple(
    _fixed(f"{family}{places}", 6)
    for family in (*range(310, 317), *range(320, 338), *range(340, 358), *range(360, 370))
    for places in range(6)
)
ROWS: tuple[ApplicationIdentifier, ...] = (
    _fixed("00", 18, "check_digit"),
    _fixed("01", 14, "check_digit"),
    _fixed("02", 14, "check_digit"),
    _text("10", 20),
    *(_fixed(ai, 6, "date") for ai in ("11", "12", "13", "15", "16", "17")),
    _fixed("20", 2),
    _text("21", 20),
    _text("22", 20),
    _text("240", 30),
    _text("241", 30),
    _digits("242", 1, 6),
    _text("243", 20),
    _text("250", 30),
    _text("251", 30),
    _digits("30", 1, 8),
    *MEASURES,
    _digits("37", 1, 8),
    _text("400", 30),
    _text("401", 30),
    ApplicationIdentifier("402", "digits", 17, 17, False, "check_digit"),
    _text("403", 30),
    *(_fixed(str(ai), 13, "check_digit") for ai in range(410, 418)),
    _text("420", 20),
    ApplicationIdentifier("421", "cset82", 4, 12, False, "country"),
    ApplicationIdentifier("422", "digits", 3, 3, False, ""),
    _text("90", 30),
    *(_text(str(ai), 90) for ai in range(91, 100)),
)
TABLE = {row.ai: row for row in ROWS}
AI_LENGTH_MIN, AI_LENGTH_MAX = 2, 4


def at(text: str, start: int) -> ApplicationIdentifier | None:
    """The identifier that stands at `start`, if the table has it. No identifier is the beginning of another."""
    for length in range(AI_LENGTH_MIN, AI_LENGTH_MAX + 1):
        if (row := TABLE.get(text[start : start + length])) is not None:
            return row
    return None
