"""Rows out of tables and back: bulk loads by id or by a field, bulk saves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from msgspec.structs import astuple

from backend.domain.row import Row
from backend.store.bulk import Among, Ask, Bulk
from backend.store.tables import TABLES
from backend.store.tables.base import Json

R = TypeVar("R", bound=Row)
_encode = msgspec.json.Encoder().encode


@cache
def _select(row: type[Row]) -> sa.Select[Any]:
    return sa.select(*(TABLES[row].c[f] for f in row.__struct_fields__))


@cache
def _among(row: type[Row], field: str) -> Among:
    return Among(_select(row), TABLES[row].c[field])


@cache
def _all(row: type[Row]) -> Ask:
    return Ask(_select(row).order_by(TABLES[row].c.id))


@cache
def _places(row: type[Row], kind: type[sa.types.TypeEngine[Any]]) -> tuple[int, ...]:
    columns = TABLES[row].c
    return tuple(i for i, name in enumerate(row.__struct_fields__) if isinstance(columns[name].type, kind))


@cache
def _readers(row: type[Row]) -> tuple[tuple[str, int, Callable[[Any], Any]], ...]:
    """What the driver gives in another form than the row has it: name, place, and how to read it."""
    names = row.__struct_fields__
    found = [(names[i], i, msgspec.json.decode) for i in _places(row, Json)]
    return (*found, *((names[i], i, bool) for i in _places(row, sa.Boolean)))


def _read(row: type[R], found: Iterable[Any]) -> list[R]:
    """Rows out of what the driver gave."""
    names, readers = row.__struct_fields__, _readers(row)
    rows: list[R] = []
    for one in found:
        fields = dict(zip(names, one, strict=True))
        for name, place, read in readers:
            if one[place] is not None:
                fields[name] = read(one[place])
        rows.append(msgspec.convert(fields, row) if readers else row(**fields))
    return rows


def load(connection: sa.Connection, row: type[R], field: str, values: Iterable[str]) -> list[R]:
    """All rows whose `field` has one of the values."""
    return _read(row, _among(row, field).run(connection, values))


def load_all(connection: sa.Connection, row: type[R], where: sa.ColumnElement[bool] | None = None) -> list[R]:
    """All rows of a table, by id."""
    if where is None:
        return _read(row, _all(row).run(connection))
    query = _select(row).where(where).order_by(TABLES[row].c.id)
    names = row.__struct_fields__
    return [msgspec.convert(dict(zip(names, one, strict=True)), row) for one in connection.execute(query)]


@cache
def _insert(row: type[Row]) -> Bulk:
    return Bulk(sa.insert(TABLES[row]), row.__struct_fields__)


@cache
def _update(row: type[Row]) -> Bulk:
    table = TABLES[row]
    values: dict[str, Any] = {f: sa.bindparam(f"v_{f}") for f in row.__struct_fields__ if f != "id"}
    statement = sa.update(table).where(table.c.id == sa.bindparam("v_id")).values(values)
    return Bulk(statement, [f"v_{f}" for f in row.__struct_fields__])


def _values(row: type[Row], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """The rows as the driver takes them: what is no number or text, as JSON."""
    places = _places(row, Json)
    if not places:
        return [astuple(one) for one in rows]
    found: list[tuple[Any, ...]] = []
    for one in rows:
        values = list(astuple(one))
        for place in places:
            values[place] = _encode(values[place]).decode()
        found.append(tuple(values))
    return found


def insert(connection: sa.Connection, row: type[Row], rows: Sequence[Row]) -> None:
    """Store rows that are new."""
    _insert(row).run(connection, _values(row, rows))


def update(connection: sa.Connection, row: type[Row], rows: Sequence[Row]) -> None:
    """Store new versions of rows that are there."""
    _update(row).run(connection, _values(row, rows))
