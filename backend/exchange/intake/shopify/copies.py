"""Which rows make up one order. An order may be in a file twice: each time is a copy."""

from __future__ import annotations

from msgspec import Struct

from backend.exchange.intake.shopify.decode import DAMAGED
from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.sheet import SheetRow

NAME_CHARS_MAX = 80


class Copy(Struct, frozen=True):
    """The rows of one order, in the file's order. `head` has its own columns; None where the file lacks that row."""

    name: str
    rows: tuple[SheetRow, ...]
    head: SheetRow | None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The line numbers of its rows."""
        return tuple(row.row for row in self.rows)

    def same_cells(self, other: Copy) -> bool:
        """Whether both say the same, cell by cell."""
        return [row.cells for row in self.rows] == [row.cells for row in other.rows]


def copies_of(rows: list[SheetRow], finds: Finds) -> dict[str, list[Copy]]:
    """The copies of every order, by its name, in the file's order."""
    by_name: dict[str, list[SheetRow]] = {}
    name = ""
    for row in rows:
        own = row.get("Name")
        if not own and row.row not in finds.bad_rows:
            finds.add(row.row, "Name", "missing", more="Name")
        # A row whose name is lost is most likely a line of the order above, which must not go in without it.
        name = name or own if _lost(row) else own
        by_name.setdefault(name, []).append(row)
    return {name: _split(name, own) for name, own in by_name.items()}


def _lost(row: SheetRow) -> bool:
    """Whether the row's name cannot be trusted: empty, damaged, cut off, or a piece of some text."""
    name = row.get("Name")
    return not name or DAMAGED in name or len(row.cells) == 1 or len(name) > NAME_CHARS_MAX or "\n" in name


def _split(name: str, rows: list[SheetRow]) -> list[Copy]:
    heads = [at for at, row in enumerate(rows) if row.is_head]
    if len(heads) <= 1:
        return [Copy(name, tuple(rows), rows[heads[0]] if heads else None)]
    # Rows before the first head (a file that was sorted) go to the first copy: the copies then differ, and that
    # is told instead of guessing.
    bounds = [0, *heads[1:], len(rows)]
    return [
        Copy(name, tuple(rows[start:end]), rows[head])
        for head, start, end in zip(heads, bounds[:-1], bounds[1:], strict=True)
    ]
