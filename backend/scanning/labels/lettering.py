"""Text on labels: which characters can be printed, in which font, and how wide they are.

Western European letters are Helvetica, which every PDF reader has; all else is WenQuanYi Micro Hei, whose glyphs go
into the file. It has no bold cut: its strokes are made thicker instead.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

LATIN, LATIN_BOLD, HAN = "Helvetica", "Helvetica-Bold", "WenQuanYi"
SIZE_MIN = 2.4
"""Millimetres. Smaller letters smear on a thermal printer."""
LAST_OF_BASIC_PLANE = 0xFFFF
_LATIN_WITHOUT_PARTS = str.maketrans("łŁđĐıħĦ", "lLdDihH")
_LETTERS_MAX = 300
"""No line of a label holds more, and the rest is cut before it is measured."""


@cache
def _han() -> TTFont:
    """The Chinese font, read when it is first needed: that takes a quarter of a second."""
    folder = files("paperang_p2_fonts_cjk")
    font = TTFont(HAN, str(folder / "fonts" / "wqy-microhei.ttc"), subfontIndex=0, asciiReadable=False, shapable=False)
    registerFont(font)
    return font


def printable(text: str) -> str:
    """`text` in characters that the fonts have: accents that they lack are dropped, controls become blanks."""
    return "".join(_printable(char) for char in unicodedata.normalize("NFC", text[:_LETTERS_MAX])).strip()


def _printable(char: str) -> str:
    if unicodedata.category(char)[0] in "CZ":
        return " "
    if is_latin(char) or (ord(char) <= LAST_OF_BASIC_PLANE and ord(char) in _han().face.charToGlyph):
        return char
    plain = unicodedata.normalize("NFKD", char.translate(_LATIN_WITHOUT_PARTS))[0]
    return plain if is_latin(plain) or ord(plain) in _han().face.charToGlyph else "?"


def is_latin(text: str) -> bool:
    """Whether it is Western European, and so in every font."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """(font, text) pieces, Latin letters apart from Chinese ones, in their order."""
    latin = LATIN_BOLD if bold else LATIN
    found = [(latin if in_latin else HAN, "".join(chars)) for in_latin, chars in groupby(text, is_latin)]
    if any(font == HAN for font, _ in found):
        _han()
    return found


def width(text: str, size: float, *, bold: bool) -> float:
    """Width of a line, in the unit of `size`."""
    return float(sum(stringWidth(piece, font, size) for font, piece in runs(text, bold=bold)))


def fit(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, float]:
    """The printable text and the size, at most `size`, at which it is at most `room` wide.

    Text that would have to be smaller than `SIZE_MIN` is cut and ends in an ellipsis: it never runs off the label.
    """
    line = printable(text)
    fitting = min(size, size * room / max(width(line, size, bold=bold), 0.001))
    if fitting >= SIZE_MIN:
        return line, fitting
    while line and width(line + "…", SIZE_MIN, bold=bold) > room:
        line = line[:-1]
    return line + "…", SIZE_MIN
