"""Releases that change rows, in the middle of a shift: what a build of each version sees, as patches over the product.

A release adds a field to the rows of some tables. How a row looks to a build is worked out here from the row itself,
so that the checker does not ask the steps that it checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from backend.domain.row import ROWS, Row
from backend.sync import changelog, versions
from backend.sync.wire import ROWS_V

MOST = ROWS_V + 4
_encode = msgspec.json.Encoder().encode
_TABLES = sorted(ROWS)
Json = dict[str, Any]


def touched(table: str, version: int) -> bool:
    """Whether the release of a version gives the rows of a table a field."""
    return version > ROWS_V and _TABLES.index(table) % 3 == version % 3


def _field(version: int) -> str:
    return f"since_{version}"


def text(row: Row, version: int) -> bytes:
    """A row as a build of a version knows it: the JSON text of `[table, id, ver, row]`."""
    fields: Json = msgspec.to_builtins(row)
    new = {_field(v): f"{row.id[-3:]} {row.ver}" for v in range(ROWS_V + 1, version + 1) if touched(row.table, v)}
    return _encode((row.table, row.id, row.ver, {**fields, **new}))


def is_known(row: bytes, version: int) -> bool:
    """Whether a row has no field that a build of a version does not know."""
    return not any(f'"{_field(v)}"'.encode() in row for v in range(version + 1, MOST + 1))


def _without(field: str) -> versions.Step:
    return lambda row: {name: value for name, value in row.items() if name != field}


def _steps() -> dict[int, dict[str, versions.Step | None]]:
    later = range(ROWS_V + 1, MOST + 1)
    return {v - 1: {table: _without(_field(v)) for table in _TABLES if touched(table, v)} for v in later}


class Releases:
    """The release that the server runs now."""

    def __init__(self) -> None:
        self.version = ROWS_V

    def next(self) -> None:
        """The server that starts next is of the next release, if there is one left."""
        if self.version == MOST:
            return
        self.version += 1
        vars(versions)["NEWEST"] = self.version
        vars(versions)["STEPS"] = _steps()
        vars(changelog)["text"] = lambda row: text(row, self.version)


@contextmanager
def present() -> Iterator[Releases]:
    """The releases of one run; after it everything is of the first again."""
    newest, steps, first = versions.NEWEST, versions.STEPS, changelog.text
    try:
        yield Releases()
    finally:
        vars(versions)["NEWEST"], vars(versions)["STEPS"] = newest, steps
        vars(changelog)["text"] = first
