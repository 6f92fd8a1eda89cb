"""What every row of Tote's data has: an id, a version, and the scopes under which devices may see it."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """One row of a table. `ver` is 0 for a row that was never stored and grows by one with each op that changes it."""

    table: ClassVar[str]
    id: str
    ver: int = 0

    def scopes(self) -> tuple[str, ...]:
        """The tags under which this row is shared; none means that it never leaves the server."""
        raise NotImplementedError

    def story(self) -> str | None:
        """The order to whose story this row belongs, if any."""
        return None


ROWS: dict[str, type[Row]] = {}


def table(name: str) -> Any:
    """Class decorator: names the table of a row and enters it in `ROWS`."""

    def enter(cls: type[Row]) -> type[Row]:
        assert name not in ROWS, f"two rows for the table {name}"
        cls.table = name
        ROWS[name] = cls
        return cls

    return enter


def user(person: str) -> str:
    """The scope of one person."""
    return f"user:{person}"


def wh(warehouse: str) -> str:
    """The scope of a warehouse's floor."""
    return f"wh:{warehouse}"


def desk_and_rep(rep: str | None) -> tuple[str, ...]:
    """The scopes of what the office and one sales person share."""
    return ("desk",) if rep is None else ("desk", f"rep:{rep}")
