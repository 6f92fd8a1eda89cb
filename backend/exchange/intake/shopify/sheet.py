"""The rows of one export under its header, and what can be wrong with a row before anything in it is read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from backend.exchange.intake.shopify.columns import COLUMNS, HEAD, REQUIRED
from backend.exchange.intake.shopify.decode import DAMAGED
from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.table import Record

ROWS_MAX = 200_000


class Header(Struct, frozen=True):
    """Where each known column is; `width` counts unknown ones too."""

    places: dict[str, int]
    width: int


class SheetRow(Struct, frozen=True):
    """One data row. `row` is the line of the file that it begins on."""

    row: int
    cells: list[str]
    places: dict[str, int]

    def get(self, column: str) -> str:
        """The cell without spaces around it; empty where the file lacks the column or the row ends early."""
        at = self.places.get(column)
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""

    @property
    def is_head(self) -> bool:
        """Whether it is the first row of an order: the only one that has the order's own columns."""
        return any(self.get(column) for column in HEAD)


def header_of(record: Record, finds: Finds) -> Header | None:
    """The header, or None where a column is missing or there twice."""
    names = [cell.strip().lower() for cell in record.cells]
    while names and not names[-1]:
        names.pop()
    twice = [column for column in COLUMNS if names.count(column.lower()) > 1]
    missing = [column for column in REQUIRED if column.lower() not in names]
    for column in twice:
        finds.add(record.row, column, "header_twice", more=column)
    for column in missing:
        finds.add(record.row, column, "header_missing", more=column)
    if twice or missing:
        return None
    return Header({column: names.index(column.lower()) for column in COLUMNS if column.lower() in names}, len(names))


def rows_of(found: Iterator[Record], header: Header, finds: Finds) -> list[SheetRow] | None:
    """The data rows, with the bad ones noted; None where there are more than `ROWS_MAX`."""
    rows: list[SheetRow] = []
    for record in found:
        if len(rows) == ROWS_MAX:
            finds.add(record.row, "", "file_too_long", more=str(ROWS_MAX))
            return None
        row = SheetRow(record.row, record.cells, header.places)
        _check(record, row, header, finds)
        rows.append(row)
    return rows


def _check(record: Record, row: SheetRow, header: Header, finds: Finds) -> None:
    if record.broken:
        finds.add(row.row, "", "quote_bad" if record.cells else "file_unreadable")
        return
    if len(row.cells) < header.width:
        finds.add(row.row, "", "row_short", str(len(row.cells)), str(header.width))
    if any(cell.strip() for cell in row.cells[header.width :]):
        finds.add(row.row, "", "row_long", str(len(row.cells)), str(header.width))
    for column in header.places:
        if DAMAGED in row.get(column):
            finds.add(row.row, column, "text_damaged", row.get(column))
