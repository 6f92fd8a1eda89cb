"""Rows out of tables and back: bulk loads by id or by a field, bulk saves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from backend.domain.row import Row
from backend.store.tables import TABLES

R = TypeVar("R", bound=Row)
_SLICE = 500
"""Values in one IN list. SQLite takes 32,766 parameters and PostgreSQL 65,535; short lists keep plans in the cache."""


@cache
def _select(row: type[Row], field: str, dialect: str) -> sa.Select[Any]:
    table = TABLES[row]
    columns = [table.c[f] for f in row.__struct_fields__]
    if dialect == "postgresql":  # one text for any number of values, so that the server keeps its plan
        wanted = table.c[field] == sa.func.any(sa.bindparam("values", type_=ARRAY(sa.Text)))
    else:
        wanted = table.c[field].in_(sa.bindparam("values", expanding=True))
    return sa.select(*columns).where(wanted)


def _read(row: type[R], found: Sequence[Any]) -> list[R]:
    names = row.__struct_fields__
    return [msgspec.convert(dict(zip(names, values, strict=True)), row) for values in found]


def load(connection: sa.Connection, row: type[R], field: str, values: Iterable[str]) -> list[R]:
    """All rows whose `field` has one of the values."""
    wanted = sorted(set(values))
    query = _select(row, field, connection.dialect.name)
    rows: list[R] = []
    for start in range(0, len(wanted), _SLICE):
        rows += _read(row, connection.execute(query, {"values": wanted[start : start + _SLICE]}).all())
    return rows


def load_all(connection: sa.Connection, row: type[R], where: sa.ColumnElement[bool] | None = None) -> list[R]:
    """All rows of a table, by id."""
    table = TABLES[row]
    query = sa.select(*(table.c[f] for f in row.__struct_fields__)).order_by(table.c.id)
    return _read(row, connection.execute(query if where is None else query.where(where)).all())


@cache
def _update(row: type[Row]) -> sa.Update:
    table = TABLES[row]
    values = {f: sa.bindparam(f"v_{f}", type_=table.c[f].type) for f in row.__struct_fields__ if f != "id"}
    return sa.update(table).where(table.c.id == sa.bindparam("v_id")).values(values)


def insert(connection: sa.Connection, row: type[Row], rows: Sequence[Row]) -> None:
    """Store rows that are new."""
    if rows:
        names = row.__struct_fields__
        connection.execute(sa.insert(TABLES[row]), [{n: getattr(r, n) for n in names} for r in rows])


def update(connection: sa.Connection, row: type[Row], rows: Sequence[Row]) -> None:
    """Store new versions of rows that are there."""
    if rows:
        names = row.__struct_fields__
        connection.execute(_update(row), [{f"v_{n}": getattr(r, n) for n in names} for r in rows])
