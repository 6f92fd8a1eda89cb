"""Labels as PDF. Bars are rectangles, not pictures, so that any printer draws them at its own resolution.

The same label always gives the same bytes: a reprint can be compared with what was printed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from backend.scanning.labels import carton, code
from backend.scanning.labels.lettering import runs
from backend.scanning.labels.marks import Bars, Box, Page, Text

A4_WIDTH, A4_HEIGHT = 210.0, 297.0
COLUMNS, ROWS = 3, 8
SHEET_LABELS_MAX = 2400
"""A hundred pages: more belongs into several files."""


def carton_pdf(label: carton.CartonLabel) -> bytes:
    """One page of 100 x 150 mm. Raises ValueError for a wrong SSCC."""
    return page_pdf(carton.layout(label), label.order_number)


def sheet_pdf(labels: Sequence[code.CodeLabel]) -> bytes:
    """A4 pages of 3 x 8 labels of 70 x 37 mm, as sheets of sticky labels have them; for no label an empty page.

    Raises ValueError for a code that cannot be read back, or more than 2,400 labels.
    """
    if len(labels) > SHEET_LABELS_MAX:
        raise ValueError(f"{len(labels)} labels are more than the {SHEET_LABELS_MAX} of one file")
    out = BytesIO()
    canvas = _canvas(out, A4_WIDTH, A4_HEIGHT, "Labels")
    top = (A4_HEIGHT - ROWS * code.HEIGHT) / 2
    for number, label in enumerate(labels):
        row, column = divmod(number % (COLUMNS * ROWS), COLUMNS)
        if number and row == column == 0:
            canvas.showPage()
        _draw(canvas, code.layout(label), column * code.WIDTH, top + row * code.HEIGHT, A4_HEIGHT)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def page_pdf(page: Page, title: str, *, bars: bool = True) -> bytes:
    """One page of the label's own size; without its bars for who draws them on whole dots."""
    out = BytesIO()
    canvas = _canvas(out, page.width, page.height, title)
    marks = tuple(mark for mark in page.marks if bars or not isinstance(mark, Bars))
    _draw(canvas, page._replace(marks=marks), 0, 0, page.height)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas(out: BytesIO, width: float, height: float, title: str) -> Canvas:
    canvas = Canvas(out, pagesize=(width * mm, height * mm), pageCompression=1, invariant=1)
    canvas.setTitle(title)
    canvas.setCreator("Tote")
    return canvas


def _draw(canvas: Canvas, page: Page, left: float, top: float, sheet_height: float) -> None:
    """Draw the marks with the label's corner at (left, top). PDF counts upwards from the foot of the sheet."""
    for mark in page.marks:
        x, y = (left + mark.x) * mm, (sheet_height - top - mark.y) * mm
        if isinstance(mark, Text):
            _write(canvas, mark, x, y)
        elif isinstance(mark, Box):
            canvas.rect(x, y - mark.height * mm, mark.width * mm, mark.height * mm, stroke=0, fill=1)
        else:
            _bars(canvas, mark, x, y)


def _write(canvas: Canvas, text: Text, x: float, y: float) -> None:
    line = canvas.beginText(x, y)
    for font, piece in runs(text.text, bold=text.bold):
        line.setFont(font, text.size * mm)
        line.textOut(piece)
    canvas.drawText(line)


def _bars(canvas: Canvas, bars: Bars, x: float, y: float) -> None:
    path = canvas.beginPath()
    for first, count in stripes(bars.modules):
        path.rect(x + first * bars.module * mm, y - bars.height * mm, count * bars.module * mm, bars.height * mm)
    canvas.drawPath(path, stroke=0, fill=1)


def stripes(modules: str) -> list[tuple[int, int]]:
    """(first module, number of modules) of each bar."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in modules.split("0"):
        if piece:
            found.append((start, len(piece)))
        start += len(piece) + 1
    return found
