"""Columns from domain Structs: a field is written once, in `domain/`; keys, checks and indexes are added by hand."""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from backend.domain.row import Row

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text in the order of its code points on every database: rules go through rows in the order of their ids, here, on
devices, and when the log is folded. The order of a language is for screens."""


class Json(sa.types.TypeDecorator[Any]):
    """A small value (a tuple of words, a mapping of parameters) as JSON text, its keys in the order given."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        import msgspec

        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        import msgspec

        return None if value is None else msgspec.json.decode(value)


def _optional(hint: Any) -> tuple[Any, bool]:
    """The type without `None`, and whether `None` was allowed."""
    if get_origin(hint) in {Union, types.UnionType}:
        rest = [a for a in get_args(hint) if a is not type(None)]
        assert len(rest) == 1, hint
        return rest[0], True
    return hint, False


def _column(name: str, hint: Any) -> tuple[sa.Column[Any], list[sa.CheckConstraint]]:
    kind, nullable = _optional(hint)
    checks: list[sa.CheckConstraint] = []
    type_: sa.types.TypeEngine[Any]
    if get_origin(kind) is Literal:
        words = ", ".join(f"'{w}'" for w in get_args(kind))
        checks.append(sa.CheckConstraint(f"{name} IN ({words})", name=name))
        type_ = TEXT
    elif kind is str:
        type_ = TEXT
    elif kind is bool:
        type_ = sa.Boolean()
    elif kind is int:
        type_ = sa.BigInteger()
    else:
        type_ = Json()
    return sa.Column(name, type_, nullable=nullable), checks


def table_of(
    row: type[Row],
    *constraints: sa.schema.SchemaItem,
    references: dict[str, str] | None = None,
    indexes: Iterable[tuple[str, ...]] = (),
) -> sa.Table:
    """The table of a row type. `references`: column to table (its id); `indexes`: tuples of columns."""
    hints = get_type_hints(row)
    columns: list[sa.schema.SchemaItem] = []
    for field in row.__struct_fields__:
        column, checks = _column(field, hints[field])
        if field == "id":
            column = sa.Column("id", TEXT, primary_key=True)
        target = (references or {}).get(field)
        if target:
            column.append_foreign_key(sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"))
        columns += [column, *checks]
    columns += [sa.Index(None, *names) for names in indexes]
    return sa.Table(row.table, METADATA, *columns, *constraints, sqlite_with_rowid=True)
