"""Labels as PNG, black and white without grey: what a raster printer prints, dot for dot.

Text and rules come from the PDF, rasterised by pdfium; symbols are drawn here, each module a whole number of dots,
since a rasteriser gives neighbouring bars different widths.

pdfium must not be entered by two threads at once, and ends the process if it is: a lock holds them apart. A carton
label takes some 25 ms.
"""

from __future__ import annotations

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from backend.scanning.labels.alone import DRAWING
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.marks import Bars, Matrix, Page
from backend.scanning.labels.pdf import page_pdf, stripes

POINTS_PER_MM = 72 / 25.4
DPI_MIN, DPI_MAX = 150, 1200
DPI_OF_EIGHT_DOTS = 203
GREY_LIMIT = 150
"""Lighter than the middle, so that thin strokes of small letters stay whole."""


def dots_per_mm(dpi: int) -> float:
    """8 for the printers called 203 dpi, which have 203.2; else by the inch. Raises LabelError outside 150-1200."""
    if not DPI_MIN <= dpi <= DPI_MAX:
        raise LabelError("label_dpi", dpi=dpi, low=DPI_MIN, high=DPI_MAX)
    return 8.0 if dpi == DPI_OF_EIGHT_DOTS else dpi / 25.4


def page_png(page: Page, dpi: int) -> bytes:
    """A page of marks as a picture of one bit a dot that carries its resolution."""
    dots = dots_per_mm(dpi)
    picture = text_picture(page, dots)
    draw = ImageDraw.Draw(picture)
    for mark in page.marks:
        if isinstance(mark, Bars):
            _symbol(draw, mark, (mark.modules,), round((mark.y + mark.height) * dots) - round(mark.y * dots), dots)
        elif isinstance(mark, Matrix):
            _symbol(draw, mark, mark.rows, 0, dots)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dots * 25.4, dots * 25.4), optimize=True)
    return out.getvalue()


def text_picture(page: Page, dots: float) -> Image.Image:
    """All but the symbols, each dot black (0) or white."""
    marks = tuple(mark for mark in page.marks if not isinstance(mark, Bars | Matrix))
    pdf = page_pdf(page._replace(marks=marks, title=""))
    sheet = Image.new("L", (round(page.width * dots), round(page.height * dots)), 255)
    with DRAWING:
        document = pypdfium2.PdfDocument(pdf)
        # The picture lies in memory of pdfium: it is copied before the document goes.
        sheet.paste(document[0].render(scale=dots / POINTS_PER_MM, grayscale=True).to_pil().convert("L"))
        document.close()
    return sheet.point([255 if level > GREY_LIMIT else 0 for level in range(256)], "1")


def _symbol(draw: ImageDraw.ImageDraw, mark: Bars | Matrix, rows: tuple[str, ...], height: int, dots: float) -> None:
    """Rows of modules of whole dots, each row `height` dots high; 0 for as high as a module is wide."""
    module = max(1, round(mark.module * dots))
    height = height or module
    # Whole dots make the symbol a little wider or narrower: keep it in its middle, for both quiet zones.
    left = round((mark.x + mark.width / 2) * dots - len(rows[0]) * module / 2)
    top = round(mark.y * dots)
    for number, row in enumerate(rows):
        for first, count in stripes(row):
            start, upper = left + first * module, top + number * height
            draw.rectangle((start, upper, start + count * module - 1, upper + height - 1), fill=0)
