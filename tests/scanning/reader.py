"""The independent reader that labels are shown to: zxing-cpp, which shares no code with what printed them."""

from __future__ import annotations

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image

from backend.scanning.labels.pdf import stripes

Seen = list[tuple[str, str]]


def seen(picture: Image.Image) -> Seen:
    """(symbology identifier, content) of each symbol found, in the order of the page."""
    symbols = zxingcpp.read_barcodes(picture.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    place = {id(each): (each.position.top_left.y // 20, each.position.top_left.x) for each in symbols}
    return [(each.symbology_identifier, each.text) for each in sorted(symbols, key=lambda each: place[id(each)])]


def seen_on_png(png: bytes) -> Seen:
    return seen(Image.open(BytesIO(png)))


def pdf_pages(pdf: bytes, dpi: int = 300) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil() for page in document]
    finally:
        document.close()


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def drawn(modules: str, dots: int = 3, quiet: int = 10) -> Image.Image:
    """A plain picture of bars."""
    picture = Image.new("L", ((len(modules) + 2 * quiet) * dots, 60), 255)
    for first, count in stripes(modules):
        picture.paste(0, ((quiet + first) * dots, 5, (quiet + first + count) * dots, 55))
    return picture
