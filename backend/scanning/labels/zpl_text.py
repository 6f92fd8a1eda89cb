"""The built-in font 0 of label printers: how wide its letters are, so that no line runs into its neighbour."""

from __future__ import annotations

import unicodedata

EM = 0.957
"""Height of font 0 for capitals as high as those of Helvetica."""
_BY_WIDTH = {
    25: " '|\\",
    27: "{}",
    28: "/:;Iijflt",
    33: '!"()*,.[]`r',
    39: "z",
    44: "cksvxyJ",
    50: "#$0123456789<=>?EFLTZ^_abdeghnopqu~+*",
    56: "ABCKPRSVXY",
    61: "DGHNOQUw",
    67: "&",
    78: "Mm-",
    83: "%@W",
}
"""Advance in hundredths of the height."""
_WIDTH = {char: hundredths for hundredths, chars in _BY_WIDTH.items() for char in chars}
_WIDEST = 83


def width(text: str, height: int) -> float:
    """Width of a line in dots, at its natural proportions. Accents add nothing; what is not known counts as wide."""
    return sum(_WIDTH.get(unicodedata.normalize("NFKD", char)[0], _WIDEST) for char in text) * height / 100


def font_0(text: str, size: float, room: float) -> str:
    """The command for a line of this size (dots an em) that may be `room` dots wide: narrower letters where it must."""
    height = max(1, round(size * EM))
    natural = width(text, height)
    narrow = f",{max(1, int(height * room / natural))}" if natural > room else ""
    return f"^A0N,{height}{narrow}"
