"""Labels as PDF. Symbols are rectangles, not pictures, so that any printer draws them at its own resolution.

The same labels always give the same bytes: a reprint can be compared with what was printed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from backend.scanning.labels.alone import DRAWING
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.lettering import HAN, runs
from backend.scanning.labels.marks import Bars, Box, Mark, Matrix, Page, Shape, Text
from backend.scanning.labels.sheets import OWN, Sheet, sheet_of

LABELS_MAX = 2400
"""A hundred pages of 24: more belongs into several files."""
SCALE_MOST = 1.7
"""No bigger on big sheets: the modules of an EAN may be 0.66 mm at most."""
BOLDER = 0.045
"""How wide the strokes around bold Chinese letters are, as a part of their size."""
FILLED, FILLED_AND_STROKED = 0, 2


def pages_pdf(pages: Sequence[Page], sheet: str = OWN, first: int = 0) -> bytes:
    """The pages on sheets, from place `first` of the first one on; `own` gives each a page of its own size.

    Raises LabelError for more than 2,400 labels, a sheet that is not there, a place that it has not, and labels that
    would become too fine to scan there.
    """
    if len(pages) > LABELS_MAX:
        raise LabelError("label_many", count=len(pages), most=LABELS_MAX)
    title = pages[0].title if len(pages) == 1 else "Labels"
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1, invariant=1)
    canvas.setTitle(title)
    canvas.setCreator("Tote")
    if sheet == OWN:
        _each_its_page(canvas, pages)
    else:
        _on_sheets(canvas, pages, sheet_of(sheet), first)
    with DRAWING:
        canvas.save()
    return out.getvalue()


def page_pdf(page: Page) -> bytes:
    """One page of the label's own size."""
    return pages_pdf([page])


def _each_its_page(canvas: Canvas, pages: Sequence[Page]) -> None:
    for page in pages or [Page(100, 150, ())]:
        canvas.setPageSize((page.width * mm, page.height * mm))
        _draw(canvas, page, (0, 0), 1, page.height)
        canvas.showPage()


def _on_sheets(canvas: Canvas, pages: Sequence[Page], sheet: Sheet, first: int) -> None:
    if not 0 <= first < sheet.places:
        raise LabelError("label_first", first=first + 1, places=sheet.places)
    canvas.setPageSize((sheet.width * mm, sheet.height * mm))
    for number, page in enumerate(pages, first):
        if number % sheet.places == 0 and number > first:
            canvas.showPage()
        left, top = sheet.corner(number % sheet.places)
        scale = scale_on(page, sheet)
        spare_x = (sheet.label_width - page.width * scale) / 2
        spare_y = (sheet.label_height - page.height * scale) / 2
        _draw(canvas, page, (left + spare_x, top + spare_y), scale, sheet.height)
    canvas.showPage()


def scale_on(page: Page, sheet: Sheet) -> float:
    """By how much the label fits the places of a sheet. Raises LabelError if it would be too fine to scan."""
    scale = min(SCALE_MOST, sheet.label_width / page.width, sheet.label_height / page.height)
    for mark in page.marks:
        if isinstance(mark, Bars | Matrix) and mark.module * scale < mark.least - 1e-9:
            module, least = f"{mark.module * scale:.2f}", f"{mark.least:g}"
            raise LabelError("label_small", code=page.title, sheet=sheet.name, module=module, least=least)
    return scale


def _draw(canvas: Canvas, page: Page, corner: tuple[float, float], scale: float, height: float) -> None:
    """Draw the marks with the label's corner there. PDF counts upwards from the foot of the sheet."""
    canvas.saveState()
    canvas.translate(corner[0] * mm, (height - corner[1]) * mm)
    canvas.scale(scale, scale)
    for mark in page.marks:
        _mark(canvas, mark)
    canvas.restoreState()


def _mark(canvas: Canvas, mark: Mark) -> None:
    if isinstance(mark, Text):
        _write(canvas, mark)
    elif isinstance(mark, Shape):
        path = canvas.beginPath()
        (x, y), *rest = mark.corners
        path.moveTo(x * mm, -y * mm)
        for x, y in rest:
            path.lineTo(x * mm, -y * mm)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        # As operators of PDF: the library takes most of the time of a sheet to write its numbers.
        drawn = (f"{x * mm:.4f} {-(y + h) * mm:.4f} {w * mm:.4f} {h * mm:.4f} re" for x, y, w, h in rectangles(mark))
        canvas.addLiteral(f"{' '.join(drawn)} f")


def _write(canvas: Canvas, text: Text) -> None:
    canvas.setLineWidth(text.size * BOLDER * mm)
    line = canvas.beginText(text.x * mm, -text.y * mm)
    for font, piece in runs(text.text, bold=text.bold):
        line.setFont(font, text.size * mm)
        line.setTextRenderMode(FILLED_AND_STROKED if text.bold and font == HAN else FILLED)
        line.textOut(piece)
    # The mode outlives the text: what comes next must not be thick too.
    line.setTextRenderMode(FILLED)
    canvas.drawText(line)


def rectangles(mark: Box | Bars | Matrix) -> list[tuple[float, float, float, float]]:
    """(x, y, width, height) of all that is black."""
    if isinstance(mark, Box):
        return [(mark.x, mark.y, mark.width, mark.height)]
    rows, height = ((mark.modules,), mark.height) if isinstance(mark, Bars) else (mark.rows, mark.module)
    return [
        (mark.x + start * mark.module, mark.y + number * height, count * mark.module, height)
        for number, row in enumerate(rows)
        for start, count in stripes(row)
    ]


def stripes(modules: str) -> list[tuple[int, int]]:
    """(first module, number of modules) of each bar."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in modules.split("0"):
        if piece:
            found.append((start, len(piece)))
        start += len(piece) + 1
    return found
