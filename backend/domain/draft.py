"""The rows of one decision while it is being made: changes lie over the state, and later steps see earlier ones."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from backend.domain.row import Row

R = TypeVar("R", bound=Row)


class Rows(Protocol):
    """What a draft is laid over."""

    def find(self, row: type[R], id_: str) -> R | None:
        """The row, or none."""

    def get(self, row: type[R], id_: str) -> R:
        """The row; a bug if it is not there."""

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        """All rows whose field has the value, by id."""


class Draft:
    """A layer of changed rows over a state. `op` names the op that is being decided; `at` is when it was received."""

    def __init__(self, under: Rows, *, op: str, author: str, at: int) -> None:
        self._under = under
        self._over: dict[tuple[type[Row], str], Row] = {}
        self.op, self.author, self.at = op, author, at

    def find(self, row: type[R], id_: str) -> R | None:
        """The row as it stands in this decision, or none."""
        over = self._over.get((row, id_))
        return over if isinstance(over, row) else self._under.find(row, id_)

    def get(self, row: type[R], id_: str) -> R:
        """The row as it stands in this decision; a bug if it is not there."""
        over = self._over.get((row, id_))
        return over if isinstance(over, row) else self._under.get(row, id_)

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows whose field has the value now, by id."""
        found = {r.id: r for r in self._under.all(row, field, value)}
        for r in self._over.values():
            if isinstance(r, row):
                found[r.id] = r
        return [r for _, r in sorted(found.items()) if getattr(r, field) == value]

    def put(self, row: R) -> R:
        """Take a new row, or a new version of one."""
        self._over[(type(row), row.id)] = row
        return row

    def set(self, row: R, **fields: Any) -> R:
        """Change fields of a row, as it was last put or found."""
        return self.put(replace(row, **fields))

    def next_id(self, row: type[Row]) -> str:
        """An id under the op for one more new row of a table."""
        return f"{self.op}/{1 + sum(kind is row for kind, _ in self._over)}"

    def rows(self) -> tuple[Row, ...]:
        """The changed rows, in the order of their first change; rows that came out as they were are left out."""
        return tuple(r for (kind, id_), r in self._over.items() if not r.ver or r != self._under.find(kind, id_))
