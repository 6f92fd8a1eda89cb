"""Text on labels: which characters can be printed, in which font, and how wide they are."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

LATIN, LATIN_BOLD, HAN = "Helvetica", "Helvetica-Bold", "STSong-Light"
SIZE_MIN = 2.4
"""Millimetres. Smaller letters smear on a thermal printer."""
LAST_OF_BASIC_PLANE = 0xFFFF
_LATIN_WITHOUT_PARTS = str.maketrans("łŁđĐıħĦ", "lLdDihH")

registerFont(UnicodeCIDFont(HAN))


def printable(text: str) -> str:
    """`text` in characters that the fonts have: accents beyond Western Europe are dropped, controls become blanks.

    Chinese is printed by the font that every PDF reader has for it or fetches; nothing is embedded.
    """
    return "".join(_printable(char) for char in unicodedata.normalize("NFC", text)).strip()


def _printable(char: str) -> str:
    if unicodedata.category(char)[0] in "CZ":
        return " "
    if _is_latin(char) or ord(char) > LAST_OF_BASIC_PLANE:
        return char if _is_latin(char) else "?"
    plain = unicodedata.normalize("NFKD", char.translate(_LATIN_WITHOUT_PARTS))[0]
    return plain if _is_latin(plain) else char


def _is_latin(char: str) -> bool:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """(font, text) pieces, Latin letters apart from Chinese ones, in their order."""
    latin = LATIN_BOLD if bold else LATIN
    return [(latin if is_latin else HAN, "".join(chars)) for is_latin, chars in groupby(text, _is_latin)]


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
