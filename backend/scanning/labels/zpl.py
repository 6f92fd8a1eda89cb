"""Labels in ZPL II, the language of Zebra's label printers and of many others.

Every text goes through hexadecimal escapes (`^FH_`), so that no name can end a field or begin a command, and is UTF-8
(`^CI28`). The built-in font 0 has Western European letters only: a line with others goes as a picture, unless a font is
named that is stored in the printer, such as `E:SIMSUN.TTF`. So do arrows, since ZPL has no polygons.
"""

from __future__ import annotations

import re
from itertools import groupby

from PIL import Image, ImageChops

from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.lettering import is_latin, width
from backend.scanning.labels.marks import Bars, Mark, Matrix, Page, Shape, Text
from backend.scanning.labels.png import dots_per_mm, text_picture
from backend.scanning.labels.zpl_symbols import bars, escape, square
from backend.scanning.labels.zpl_text import font_0

STORED_FONT = re.compile(r"[A-Z]:[A-Z0-9]{1,8}\.(?:TTF|TTE|FNT)")
BUILT_IN = "0"
TWENTY = 20


def page_zpl(page: Page, dpi: int, font: str) -> bytes:
    """A page of marks as one label format, UTF-8."""
    if font != BUILT_IN and not STORED_FONT.fullmatch(font):
        raise LabelError("label_font", font=font)
    dots = dots_per_mm(dpi)
    size = f"^PW{round(page.width * dots)}^LL{round(page.height * dots)}^LH0,0"
    drawn = {mark for mark in page.marks if _is_drawn(mark, font)}
    fields = (_field(mark, dots, font) for mark in page.marks if mark not in drawn)
    pictures = _pictures(page._replace(marks=tuple(mark for mark in page.marks if mark in drawn)), dots)
    return "\n".join(("^XA", "^CI28", size, *fields, *pictures, "^PQ1", "^XZ", "")).encode()


def _is_drawn(mark: Mark, font: str) -> bool:
    return isinstance(mark, Shape) or (isinstance(mark, Text) and font == BUILT_IN and not is_latin(mark.text))


def _pictures(page: Page, dots: float) -> list[str]:
    """Each mark as a graphic field of whole dots, cut out of one picture of them all."""
    if not page.marks:
        return []
    sheet = ImageChops.invert(text_picture(page, dots).convert("L")).convert("1")
    found = (_picture(sheet, _around(mark, dots)) for mark in page.marks)
    return [field for field in found if field]


def _around(mark: Mark, dots: float) -> tuple[int, int, int, int]:
    """The dots that a mark may cover: left, top, right, foot."""
    if isinstance(mark, Shape):
        xs, ys = zip(*mark.corners, strict=True)
        box = (min(xs), min(ys), max(xs), max(ys))
    else:
        assert isinstance(mark, Text)
        wide = width(mark.text, mark.size, bold=mark.bold)
        box = (mark.x, mark.y - 0.95 * mark.size, mark.x + wide, mark.y + 0.3 * mark.size)
    left, top, right, foot = box
    return int(left * dots) - 1, int(top * dots) - 1, int(right * dots) + 2, int(foot * dots) + 2


def _picture(sheet: Image.Image, box: tuple[int, int, int, int]) -> str:
    left, top, right, foot = max(0, box[0]), max(0, box[1]), min(sheet.width, box[2]), min(sheet.height, box[3])
    black = sheet.crop((left, top, right, foot)).getbbox()
    if black is None:
        return ""
    left, top, right, foot = left + black[0], top + black[1], left + black[2], top + black[3]
    picture = sheet.crop((left, top, right, foot))
    row = (picture.width + 7) // 8
    total = row * picture.height
    return f"^FO{left},{top}^GFA,{total},{total},{row},{squeezed(picture.tobytes(), row)}^FS"


def squeezed(data: bytes, row: int) -> str:
    """Rows of bytes as a graphic field has them: runs are counted, `,` fills with white, `:` repeats the row before."""
    found: list[str] = []
    before = b""
    for start in range(0, len(data), row):
        line = data[start : start + row]
        found.append(":" if line == before else _row(line.hex().upper()))
        before = line
    return "".join(found)


def _row(digits: str) -> str:
    kept = digits.rstrip("0")
    runs = "".join(_run(len(list(same)), digit) for digit, same in groupby(kept))
    return runs + ("," if len(kept) < len(digits) else "")


def _run(count: int, digit: str) -> str:
    """`G` to `Y` count 1 to 19, `g` to `z` twenties: `gG4` is 21 fours."""
    if count == 1:
        return digit
    found = ""
    while count >= TWENTY:
        twenties = min(count // TWENTY, TWENTY)
        found += chr(ord("f") + twenties)
        count -= twenties * TWENTY
    return found + (chr(ord("F") + count) if count else "") + digit


def _field(mark: Mark, dots: float, font: str) -> str:
    if isinstance(mark, Bars):
        return bars(mark, dots)
    if isinstance(mark, Matrix):
        return square(mark, dots)
    assert not isinstance(mark, Shape), "is drawn"
    x, y = round(mark.x * dots), round(mark.y * dots)
    if isinstance(mark, Text):
        room = width(mark.text, mark.size, bold=mark.bold) * dots
        # A stored font is named in another command than the built-in one.
        stored = f"^A@N,{round(mark.size * dots)},,{font}"
        choice = font_0(mark.text, mark.size * dots, room) if font == BUILT_IN else stored
        return f"^FT{x},{y}{choice}^FH_^FD{escape(mark.text)}^FS"
    wide, high = max(1, round(mark.width * dots)), max(1, round(mark.height * dots))
    return f"^FO{x},{y}^GB{wide},{high},{min(wide, high)}^FS"
