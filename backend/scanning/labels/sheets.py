"""Sheets of sticky labels: where each place is. All lengths in millimetres."""

from __future__ import annotations

from msgspec import Struct

from backend.scanning.labels.fault import LabelError


class Sheet(Struct, frozen=True):
    """A grid of places on a page. `left` and `top` are the corner of the first; pitches count from place to place."""

    name: str
    width: float
    height: float
    columns: int
    rows: int
    label_width: float
    label_height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def places(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of a place, counted row by row from 0."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


OWN = "own"
"""No sheet: one page a label, of the label's own size."""
SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4-24", 210, 297, 3, 8, 70, 37, 0, 0.5, 70, 37),
        Sheet("a4-21", 210, 297, 3, 7, 63.5, 38.1, 7.25, 15.15, 66, 38.1),
        Sheet("a4-65", 210, 297, 5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 21.2),
        Sheet("a4-14", 210, 297, 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
        Sheet("a4-8", 210, 297, 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),
        Sheet("a4-4", 210, 297, 2, 2, 105, 148.5, 0, 0, 105, 148.5),
        Sheet("letter-30", 215.9, 279.4, 3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4),
        Sheet("letter-10", 215.9, 279.4, 2, 5, 101.6, 50.8, 3.96875, 12.7, 106.3625, 50.8),
    )
}


def sheet_of(name: str) -> Sheet:
    """A sheet by name. Raises LabelError where there is none."""
    if name not in SHEETS:
        raise LabelError("label_sheet", sheet=name, there=", ".join((OWN, *SHEETS)))
    return SHEETS[name]
