"""The rows that a group of ops works on: loaded in bulk, changed in memory, written once at the end of the commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import sqlalchemy as sa
from msgspec.structs import replace

from backend.domain.row import Row
from backend.ops.kernel import Ref, Want
from backend.store import rows as stored

R = TypeVar("R", bound=Row)
Rows = dict[type[Row], dict[str, Row]]
Lists = dict[tuple[type[Row], str], dict[str, set[str]]]
"""Ids by table and field, then by value."""


class Working:
    """A `State` over one transaction. Ops see what the ops before them staged."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows: Rows = {}
        self._base: dict[tuple[type[Row], str], Row | None] = {}
        self._lists: Lists = {}
        self._fields: dict[type[Row], set[str]] = {}
        self.staged: dict[tuple[type[Row], str], None] = {}
        self._marks: list[Row] = []
        self._peek = Peek(self._rows, self._lists)

    def find(self, row: type[R], id_: str) -> R | None:
        """The row as it stands now, or none. It must have been loaded."""
        rows = self._rows.get(row)
        found = rows.get(id_) if rows else None
        assert found is not None or (row, id_) in self._base, f"{row.table}/{id_} was not named in touches()"
        return found  # type: ignore[return-value]

    def get(self, row: type[R], id_: str) -> R:
        """The row; a bug if it is not there."""
        rows = self._rows.get(row)
        found = rows.get(id_) if rows else None
        assert found is not None, f"{row.table}/{id_} is not there, or was not named in touches()"
        return found  # type: ignore[return-value]

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows of a list that was loaded, by id."""
        ids = self._lists.get((row, field), {}).get(value)
        assert ids is not None, f"{row.table}.{field}={value} was not named in touches()"
        rows = self._rows.get(row, {})
        return [rows[i] for i in sorted(ids)]  # type: ignore[misc]

    def missing(self, wants: Iterable[Want]) -> list[Want]:
        """Those of the wants that are not loaded."""
        base, lists = self._base, self._lists
        return [
            want
            for want in wants
            if (
                (want.row, want.id) not in base
                if type(want) is Ref
                else want.value not in lists.get((want.row, want.field), ())  # type: ignore[union-attr]
            )
        ]

    def load(self, wants: Iterable[Want]) -> None:
        """Load what is not there yet, one statement for each table and field."""
        groups: dict[tuple[type[Row], str], set[str]] = {}
        for want in self.missing(wants):
            key = (want.row, "id") if isinstance(want, Ref) else (want.row, want.field)
            groups.setdefault(key, set()).add(want.id if isinstance(want, Ref) else want.value)
        for (row, field), values in groups.items():
            found = self._fetch(row, field, values)
            if field == "id":
                for id_ in values:
                    self._base.setdefault((row, id_), None)
            for item in found:
                self._enter(item)
            if field != "id":
                self._list(row, field, values)

    def _fetch(self, row: type[Row], field: str, values: set[str]) -> Sequence[Row]:
        return stored.load(self._connection, row, field, values)

    def _enter(self, item: Row) -> None:
        kind = type(item)
        if self._rows.setdefault(kind, {}).get(item.id) is not None:
            return  # what was staged here is newer than what is stored
        self._base[(kind, item.id)] = item
        self._rows[kind][item.id] = item
        self._index(None, item)

    def _list(self, row: type[Row], field: str, values: set[str]) -> None:
        """From now on rows of this table are indexed by the field; a list is whole once its value was loaded."""
        lists = self._lists.setdefault((row, field), {})
        for value in values:
            lists.setdefault(value, set())
        for item in self._rows.get(row, {}).values():
            value = getattr(item, field)
            if value in values:
                lists[value].add(item.id)
        self._fields.setdefault(row, set()).add(field)

    def _index(self, before: Row | None, after: Row) -> None:
        for field in self._fields.get(type(after), ()):
            lists = self._lists[(type(after), field)]
            if before is not None and getattr(before, field) in lists:
                lists[getattr(before, field)].discard(after.id)
            if getattr(after, field) in lists:
                lists[getattr(after, field)].add(after.id)

    def stage(self, row: Row) -> Row:
        """Take a new version of a row; returns it with `ver` counted up."""
        kind = type(row)
        before = self._rows.setdefault(kind, {}).get(row.id)
        self._base.setdefault((kind, row.id), None)  # never loaded: it is new
        after = replace(row, ver=(before.ver if before is not None else 0) + 1)
        self._rows[kind][row.id] = after
        self._index(before, after)
        self.staged[(kind, row.id)] = None
        self._marks.append(after)
        return after

    def peek(self) -> Peek:
        """The view that `touches` gets: what is not loaded yet counts as not there."""
        return self._peek

    def mark(self) -> int:
        """A point to ask `since` about."""
        return len(self._marks)

    def since(self, mark: int) -> list[Row]:
        """The versions staged after a mark."""
        return self._marks[mark:]

    def version(self, row: type[R], id_: str, ver: int) -> R | None:
        """A version that was staged in this transaction, or that it began with; none if it was another one."""
        for one in (self._base.get((row, id_)), *self._marks):
            if one is not None and isinstance(one, row) and (one.id, one.ver) == (id_, ver):
                return one
        return None

    def asked(self) -> Iterator[tuple[type[Row], str, str, Row | None]]:
        """All that was read: table, field and value, and the stored row where the field is the id and it is there."""
        for (kind, id_), found in self._base.items():
            yield kind, "id", id_, found
        for (kind, field), lists in self._lists.items():
            for value in lists:
                yield kind, field, value, None

    def changes(self) -> list[tuple[Row | None, Row]]:
        """What to write: each changed row as it was before the transaction, and as it is now."""
        return [(self._base[key], self._rows[key[0]][key[1]]) for key in self.staged]


class Peek:
    """The rows of a `Working` as far as they are loaded; asking for more is no error."""

    def __init__(self, rows: Rows, lists: Lists) -> None:
        self._rows, self._lists = rows, lists

    def find(self, row: type[R], id_: str) -> R | None:
        """The row, if it is loaded and there."""
        rows = self._rows.get(row)
        return rows.get(id_) if rows else None  # type: ignore[return-value]

    def get(self, row: type[R], id_: str) -> R:
        """The row; `touches` asks with `find`, since nothing is sure yet."""
        found = self.find(row, id_)
        assert found is not None, f"{row.table}/{id_} is not loaded: use find in touches()"
        return found

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows of a list, if it is loaded."""
        ids = self._lists.get((row, field), {}).get(value, ())
        rows = self._rows.get(row, {})
        return [rows[i] for i in sorted(ids)]  # type: ignore[misc]
