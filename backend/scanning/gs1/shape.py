"""The notation of the table: what a value is made of, and which other identifiers it goes with."""

from __future__ import annotations

from typing import Literal, NamedTuple

Charset = Literal["digits", "cset82", "cset39", "base64url"]
Check = Literal[
    "check_digit", "check_pair", "company_prefix", "country", "country_or_any", "country_letters", "coupon", "currency",
    "date", "date_or_month", "full_date", "has_letter", "hour", "iban", "importer_index", "latitude", "longitude",
    "media_type", "minus", "minute", "no_leading_zero", "not_zero", "padding", "percent_encoded", "piece_of_total",
    "position", "positive_offer",
    "sex", "time", "winding", "yes_no", "zero",
]  # fmt: skip
"""What is held of the characters of a part beyond their set and number; `checks.py` has the rules."""


class Part(NamedTuple):
    """`low` to `high` characters. Optional parts stand at the end, and are there whole or not at all."""

    charset: Charset
    low: int
    high: int
    checks: tuple[Check, ...] = ()
    optional: bool = False


class Identifier(NamedTuple):
    """An application identifier (GS1 General Specifications, section 3)."""

    ai: str
    parts: tuple[Part, ...]
    predefined: bool = False
    """Its length is known from its first two digits: no separator stands behind it (7.8.5)."""
    needs: tuple[tuple[str, ...], ...] = ()
    """One of each group must be on the same item; `01+21` is both, `31` is any that begins so (4.14.2)."""
    never: tuple[str, ...] = ()
    """None of these may be on the same item (4.14.1)."""
    key: tuple[tuple[str, ...], ...] | None = None
    """May begin a link, with the rows of qualifiers that may follow it, in this order (Digital Link 4.3)."""
    attribute: bool = False
    """May stand in the query of a link."""

    @property
    def low(self) -> int:
        """The fewest characters of a value."""
        return sum(part.low for part in self.parts if not part.optional)

    @property
    def high(self) -> int:
        """The most characters of a value."""
        return sum(part.high for part in self.parts)


def n(length: int, *checks: Check) -> Part:
    """So many digits."""
    return Part("digits", length, length, checks)


def n_to(most: int, *checks: Check) -> Part:
    """One digit to `most`."""
    return Part("digits", 1, most, checks)


def x(length: int, *checks: Check) -> Part:
    """So many characters of the set of 82."""
    return Part("cset82", length, length, checks)


def x_to(most: int, *checks: Check) -> Part:
    """One character to `most` of the set of 82."""
    return Part("cset82", 1, most, checks)


def maybe(part: Part) -> Part:
    """There or not."""
    return part._replace(optional=True)
