"""Which rows make up one order. An order may be in a file twice: each time is a copy."""

from __future__ import annotations

from msgspec import Struct

from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.sheet import SheetRow


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


def copies_of(rows: list[SheetRow], finds: Finds) -> list[list[Copy]]:
    """The copies of every order, in the file's order. A row without a name stands alone, and has that noted."""
    by_name: dict[str, list[SheetRow]] = {}
    for row in rows:
        name = row.get("Name")
        if not name and row.row not in finds.bad_rows:
            finds.add(row.row, "Name", "missing", more="Name")
        by_name.setdefault(name or f"\0{row.row}", []).append(row)
    return [_split(own[0].get("Name"), own) for own in by_name.values()]


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
