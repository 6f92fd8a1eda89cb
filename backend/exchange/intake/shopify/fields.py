"""Reads the cells of a row as what they mean. A cell that cannot be read is noted and yields an empty value.

The empty value never reaches an order: a row with an error keeps its whole order out.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.money import exponent_of, minor_units
from backend.exchange.intake.shopify.sheet import SheetRow

QUANTITY_MAX = 100_000
LINE_CHARS_MAX = 200
NOTE_CHARS_MAX = 2_000
YEARS = range(2000, 2100)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?"
    r" ?(?:(Z|UTC)|([+-])([0-9]{2}):?([0-9]{2}))?\Z"
)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+\Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Fields:
    """The cells of one row, typed. `decimal_mark` as in `money.minor_units`."""

    def __init__(self, row: SheetRow, finds: Finds, decimal_mark: str) -> None:
        self.row, self.finds, self.decimal_mark = row, finds, decimal_mark

    def note(self, column: str, code: str, value: str = "", more: str = "") -> None:
        """Notes a problem with one cell."""
        self.finds.add(self.row.row, column, code, value, more)

    def line(self, column: str, *, needed: bool = False, chars_max: int = LINE_CHARS_MAX) -> str:
        """A text on one line. A spreadsheet's mark for text, a leading apostrophe before a digit or +, is dropped."""
        value = " ".join(_CONTROL.sub(" ", self.row.get(column)).split())
        value = re.sub(r"\A'(?=[0-9+])", "", value)
        if needed and not value:
            self.note(column, "missing", more=column)
        if len(value) > chars_max:
            self.note(column, "text_long", value, str(chars_max))
        return value

    def notes(self, column: str) -> str:
        """A text of several lines, cut at 2,000 characters."""
        raw = self.row.get(column).replace("\r\n", "\n").replace("\r", "\n")
        value = _CONTROL.sub(" ", raw)
        if len(value) > NOTE_CHARS_MAX:
            self.note(column, "notes_cut", value, str(NOTE_CHARS_MAX))
        return value[:NOTE_CHARS_MAX]

    def word(self, column: str) -> str:
        """A status in small letters, its words joined by `_`."""
        return "_".join(self.line(column).lower().split())

    def quantity(self, column: str) -> int:
        """A whole number from 1 to 100,000."""
        value = self.line(column, needed=True)
        if re.fullmatch(r"[0-9]{1,6}", value) and 1 <= int(value) <= QUANTITY_MAX:
            return int(value)
        if value:
            self.note(column, "quantity_bad", value, str(QUANTITY_MAX))
        return 0

    def money(self, column: str, currency: str, *, needed: bool = False) -> int:
        """An amount in minor units; an empty cell is 0 unless it is needed."""
        value = self.line(column, needed=needed)
        exponent = exponent_of(currency)
        if not value or exponent is None:
            return 0
        amount = minor_units(value, exponent, self.decimal_mark)
        if amount is None:
            self.note(column, "money_bad", value, currency)
        return amount or 0

    def currency(self, column: str) -> str:
        """An ISO 4217 code."""
        value = self.line(column, needed=True).upper()
        if value and exponent_of(value) is None:
            self.note(column, "currency_bad", value)
        return value

    def time_ms(self, column: str) -> int:
        """A moment in milliseconds since 1970-01-01 UTC; without a zone it counts as UTC, and that is noted."""
        value = self.line(column, needed=True)
        moment = _moment(value)
        if value and moment is None:
            self.note(column, "time_bad", value)
        if moment is None:
            return 0
        if moment.tzinfo is None:
            self.note(column, "time_no_zone", value)
            moment = moment.replace(tzinfo=UTC)
        return (moment - _EPOCH) // timedelta(milliseconds=1)

    def email(self, column: str) -> str:
        """An address in small letters; empty where the shop has none (a sale over the counter)."""
        value = self.line(column).lower()
        if value and not _EMAIL.match(value):
            self.note(column, "email_bad", value)
        return value

    def yes(self, column: str, *, default: bool) -> bool:
        """`true` or `false`, in any case of letters; a spreadsheet may have translated them."""
        value = self.line(column).lower()
        if value in {"true", "yes", "1", "wahr", "vrai", "verdadero", "vero", "waar", "是"}:
            return True
        if value in {"false", "no", "0", "falsch", "faux", "falso", "onwaar", "否"}:
            return False
        if value:
            self.note(column, "yes_no_bad", value)
        return default


def _moment(text: str) -> datetime | None:
    found = _TIME.match(text)
    if not found or int(found[1]) not in YEARS:
        return None
    zone = UTC if found[7] else None
    try:
        if found[8]:
            offset = timedelta(hours=int(found[9]), minutes=int(found[10]))
            zone = timezone(offset if found[8] == "+" else -offset)
        year, month, day, hour, minute = (int(found[at]) for at in range(1, 6))
        return datetime(year, month, day, hour, minute, int(found[6] or 0), tzinfo=zone)
    except ValueError:
        return None
