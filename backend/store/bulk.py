"""One statement for many rows. It is compiled once a dialect and goes to the driver as it is.

SQLAlchemy's own way builds a dictionary for each row, runs each value through a processor, and describes each result
anew, which took a third of a commit's time. Values must be such as the driver takes: JSON as text, bytes as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

Values = Sequence[Any]


@contextmanager
def _driven(connection: sa.Connection, text: str) -> Iterator[Any]:
    """A cursor of the driver itself, in the transaction of the connection; its errors are SQLAlchemy's, as ever."""
    dialect, driver = connection.dialect, connection.connection
    cursor = driver.cursor()
    try:
        yield cursor
    except dialect.loaded_dbapi.Error as error:
        base = dialect.loaded_dbapi.Error
        is_gone = dialect.is_disconnect(error, driver, cursor)
        if is_gone:
            connection.invalidate(error)
        raise sa.exc.DBAPIError.instance(
            text, None, error, base, connection_invalidated=is_gone, dialect=dialect
        ) from error
    finally:
        if not connection.invalidated:
            cursor.close()


class Bulk:
    """`names`: the statement's parameters, in the order in which the values of a row come."""

    def __init__(self, statement: sa.Insert | sa.Update | sa.Delete, names: Sequence[str]) -> None:
        self._statement, self._names = statement, tuple(names)
        self._compiled: dict[str, tuple[str, Any]] = {}

    def run(self, connection: sa.Connection, rows: Sequence[Values]) -> None:
        """Execute it for each row; for none it is not sent at all."""
        if not rows:
            return
        if len(rows) >= COPY_FROM and connection.dialect.name == "postgresql" and type(self._statement) is sa.Insert:
            self._copy(connection, self._statement.table, rows)
            return
        text, arrange = self._compiled.get(connection.dialect.name) or self._compile(connection)
        with _driven(connection, text) as cursor:
            cursor.executemany(text, rows if arrange is None else [arrange(row) for row in rows])

    def _copy(self, connection: sa.Connection, table: Any, rows: Sequence[Values]) -> None:
        """New rows as one stream: PostgreSQL takes them at several times the speed of one statement a row."""
        quoted = connection.dialect.identifier_preparer
        columns = ", ".join(quoted.quote(name) for name in self._names)
        text = f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN"
        with _driven(connection, text) as cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)

    def _compile(self, connection: sa.Connection) -> tuple[str, Any]:
        keys = self._names if isinstance(self._statement, sa.Insert) else None
        compiled = self._statement.compile(dialect=connection.dialect, column_keys=keys)
        order = compiled.positiontup
        arrange: Any = None
        if order is None:
            arrange = self._by_name
        elif tuple(order) != self._names:
            places = [self._names.index(name) for name in order]
            arrange = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
        self._compiled[connection.dialect.name] = (str(compiled), arrange)
        return self._compiled[connection.dialect.name]

    def _by_name(self, row: Values) -> dict[str, Any]:
        return dict(zip(self._names, row, strict=True))


class Among:
    """Rows whose column has one of many values, as the driver gives them: JSON as text, truth as 0 or 1 from SQLite.

    The text of the statement is the same for many lengths of the list, so that the database keeps its plan: SQLite gets
    the list filled up to one of a few lengths, PostgreSQL one array.
    """

    def __init__(self, select: sa.Select[Any], column: sa.ColumnElement[Any]) -> None:
        self._select, self._column = select, column
        self._texts: dict[tuple[str, int], str] = {}

    def run(self, connection: sa.Connection, values: Iterable[Any]) -> list[Any]:
        """All rows for the values, each of which is asked for once."""
        wanted = sorted(set(values))
        is_array = connection.dialect.name == "postgresql"
        found: list[Any] = []
        for start in range(0, len(wanted), IN_MOST):
            part = wanted[start : start + IN_MOST]
            length = 1 if is_array else next(n for n in _LENGTHS if n >= len(part))
            text = self._texts.get((connection.dialect.name, length)) or self._compile(connection, length)
            given = (part,) if is_array else (*part, *part[-1:] * (length - len(part)))
            with _driven(connection, text) as cursor:
                cursor.execute(text, given)
                found += cursor.fetchall()
        return found

    def _compile(self, connection: sa.Connection, length: int) -> str:
        dialect = connection.dialect
        column = self._column.compile(dialect=dialect)
        among = "= ANY(%s)" if dialect.name == "postgresql" else f"IN ({', '.join(['?'] * length)})"
        text = f"{self._select.compile(dialect=dialect)} WHERE {column} {among}"
        self._texts[dialect.name, length] = text
        return text


class Ask:
    """One small select that is asked again and again; gives rows as `Among` does. `names`: its parameters, in order."""

    def __init__(self, select: sa.Select[Any], names: Sequence[str] = ()) -> None:
        self._select, self._names = select, tuple(names)
        self._compiled: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def run(self, connection: sa.Connection, *values: Any) -> list[Any]:
        """All rows, for these values of the parameters."""
        text, fixed, order = self._compiled.get(connection.dialect.name) or self._compile(connection)
        given = fixed | dict(zip(self._names, values, strict=True))
        with _driven(connection, text) as cursor:
            cursor.execute(text, given if order is None else [given[name] for name in order])
            found: list[Any] = cursor.fetchall()
        return found

    def _compile(self, connection: sa.Connection) -> tuple[str, dict[str, Any], list[str] | None]:
        compiled = self._select.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
        name = connection.dialect.name
        self._compiled[name] = (str(compiled), dict(compiled.params), compiled.positiontup)
        return self._compiled[name]


COPY_FROM = 8
"""New rows from which a stream is worth its round trip."""
IN_MOST = 512
"""Values in one statement: SQLite takes 32,766 parameters; long lists would keep their memory in its cache."""
_LENGTHS = (1, 4, 16, 64, IN_MOST)
