"""How far the marks of a label reach."""

from __future__ import annotations

import re

from backend.scanning.labels import lettering
from backend.scanning.labels.marks import Bars, Box, Matrix, Shape, Text

DESCENDING = re.compile(r"[gjpqyQ,;()\[\]{}/|@_]|[^ -~×]")
"""What goes below the line."""


def edges(mark: Text | Box | Shape | Bars | Matrix) -> tuple[float, float, float, float]:
    """Left, top, right, foot, quiet zones included."""
    if isinstance(mark, Text):
        wide = lettering.width(mark.text, mark.size, bold=mark.bold)
        return (
            mark.x,
            mark.y - 0.75 * mark.size,
            mark.x + wide,
            mark.y + (0.2 if DESCENDING.search(mark.text) else 0.02) * mark.size,
        )
    if isinstance(mark, Shape):
        xs, ys = zip(*mark.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    if isinstance(mark, Bars):
        quiet = (11 if mark.form.startswith(("ean", "upc")) else 10) * mark.module
        return mark.x - quiet, mark.y, mark.x + mark.width + quiet, mark.y + mark.height
    quiet = (4 if mark.form == "qr" else 1) * mark.module
    return mark.x - quiet, mark.y - quiet, mark.x + mark.width + quiet, mark.y + mark.width + quiet
