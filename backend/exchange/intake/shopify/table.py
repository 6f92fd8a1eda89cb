"""From text to records: CSV (RFC 4180) with the line number of every record as an editor counts lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from backend.exchange.intake.shopify.columns import COLUMNS

BROKEN_MAX = 20
"""Rows with unmatched quotation marks that are read over; each may cost a look at 131,072 characters."""
_SEP_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_KNOWN = frozenset(name.lower() for name in COLUMNS)


class Record(Struct, frozen=True):
    """One record and the line that it begins on.

    `broken`: its quotation marks do not match; `cells` are then a guess, and none where nothing more was read.
    """

    row: int
    cells: list[str]
    broken: bool = False


def records(text: str, delimiter: str) -> Iterator[Record]:
    """The records of the text, blank ones left out.

    A quotation mark that is never closed would swallow every row up to the next one: a broken record is taken to
    be its first line only, and reading begins anew on the line after it.
    """
    lines = list(io.StringIO(text, newline=""))
    start = 0
    for broken in range(BROKEN_MAX + 1):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        first = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Record(start + 1, cells)
                start = first + reader.line_num
        except csv.Error:
            guess = [cell.strip('" ') for cell in lines[start].split(delimiter)] if broken < BROKEN_MAX else []
            yield Record(start + 1, guess, broken=True)
            start += 1
        else:
            return


def delimiter_of(text: str) -> str:
    """`,`, `;` or a tab: what a `sep=` line says, else what makes most of the first line into columns we know."""
    first = _first_line(text)
    told = _SEP_LINE.match(first)
    if told:
        return told.group(1) if told.group(1) in ",;\t|" else ","
    return max(",;\t|", key=lambda mark: sum(name.strip(' "').lower() in _KNOWN for name in first.split(mark)))


def without_sep_line(found: Iterator[Record]) -> Iterator[Record]:
    """Drops the `sep=;` line that a spreadsheet writes or reads as a hint."""
    for at, record in enumerate(found):
        if at == 0 and record.cells and record.cells[0].lower().startswith("sep="):
            continue
        yield record


def _first_line(text: str) -> str:
    return next(iter(io.StringIO(text, newline="")), "").strip("\r\n")
