"""Labels as PNG, black and white without grey: what a raster printer prints, dot for dot.

Text and rules come from the PDF, rasterised by pdfium; the bars are drawn here, each a whole number of dots wide, since
a rasteriser gives neighbouring bars different widths.

pdfium must not be entered by two threads at once, and ends the process if it is: a server calls these functions from
one thread only. A carton label takes some 25 ms.
"""

from __future__ import annotations

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from backend.scanning.labels import carton, code
from backend.scanning.labels.marks import Bars, Page
from backend.scanning.labels.pdf import page_pdf, stripes

POINTS_PER_MM = 72 / 25.4
DPI_MIN, DPI_MAX = 150, 1200
DPI_OF_EIGHT_DOTS = 203
GREY_LIMIT = 150
"""Lighter than the middle, so that thin strokes of small letters stay whole."""


def dots_per_mm(dpi: int) -> float:
    """8 for the printers called 203 dpi, which have 203.2; else by the inch. Raises ValueError outside 150-1200."""
    if not DPI_MIN <= dpi <= DPI_MAX:
        raise ValueError(f"{dpi} dpi is not between 150 and 1200")
    return 8.0 if dpi == DPI_OF_EIGHT_DOTS else dpi / 25.4


def carton_png(label: carton.CartonLabel, dpi: int = 203) -> bytes:
    """The carton label as one picture. Raises ValueError for a wrong SSCC."""
    return page_png(carton.layout(label), dpi)


def code_png(label: code.CodeLabel, dpi: int = 203) -> bytes:
    """One small label as a picture. Raises ValueError for a code that cannot be read back."""
    return page_png(code.layout(label), dpi)


def page_png(page: Page, dpi: int) -> bytes:
    """A page of marks as a picture of one bit a dot that carries its resolution."""
    dots = dots_per_mm(dpi)
    size = (round(page.width * dots), round(page.height * dots))
    picture = _without_bars(page, dots, size)
    draw = ImageDraw.Draw(picture)
    for mark in page.marks:
        if isinstance(mark, Bars):
            _bars(draw, mark, dots)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dots * 25.4, dots * 25.4), optimize=True)
    return out.getvalue()


def _without_bars(page: Page, dots: float, size: tuple[int, int]) -> Image.Image:
    document = pypdfium2.PdfDocument(page_pdf(page, "", bars=False))
    grey = document[0].render(scale=dots / POINTS_PER_MM, grayscale=True).to_pil()
    document.close()
    sheet = Image.new("L", size, 255)
    sheet.paste(grey.convert("L"))
    return sheet.point([255 if level > GREY_LIMIT else 0 for level in range(256)], "1")


def _bars(draw: ImageDraw.ImageDraw, bars: Bars, dots: float) -> None:
    module = max(1, round(bars.module * dots))
    # Whole dots make the symbol a little wider or narrower: keep it in its middle, for both quiet zones.
    middle = (bars.x + len(bars.modules) * bars.module / 2) * dots
    left = round(middle - len(bars.modules) * module / 2)
    top, foot = round(bars.y * dots), round((bars.y + bars.height) * dots) - 1
    for first, count in stripes(bars.modules):
        start = left + first * module
        draw.rectangle((start, top, start + count * module - 1, foot), fill=0)
