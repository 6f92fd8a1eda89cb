"""Symbols as ZPL draws them itself, in whole dots."""

from __future__ import annotations

from collections.abc import Sequence

from backend.scanning.gs1 import GS
from backend.scanning.labels import bars as code
from backend.scanning.labels.marks import Bars, Matrix
from backend.scanning.labels.pdf import stripes

# The escape sign itself, the two command signs, the backslash that some fields read, and control characters.
UNSAFE = frozenset("_^~\\") | frozenset(map(chr, range(32))) | {"\x7f"}
MAGNIFIED_MOST = 10
_SPELLED = {code.TO_B: ">6", code.FNC1: ">8", code.START_B: ">:", code.START_C: ">;"}
"""Codewords that are no data, as a field of ^BC has them."""
_SIGNS = {"^": "><", ">": ">0", "~": ">="}


def bars(mark: Bars, dots: float) -> str:
    """A linear symbol."""
    module, height, y = max(1, round(mark.module * dots)), round(mark.height * dots), round(mark.y * dots)
    # Whole dots make it a little wider or narrower: it stays in its middle, as in the PNG.
    x = round((mark.x + mark.width / 2) * dots - len(mark.modules) * module / 2)
    if mark.form == "ean8":
        # ^B8 is missing in many printers that take ZPL.
        return "\n".join(
            f"^FO{x + first * module},{y}^GB{count * module},{height},{min(count * module, height)}^FS"
            for first, count in stripes(mark.modules)
        )
    start = f"^FO{x},{y}^BY{module}"
    if mark.form in ("ean13", "upca"):
        # A UPC-A is the EAN-13 with a leading 0, bar for bar. The printer counts the check digit again.
        return f"{start}^BEN,{height},N,N^FD{mark.payload.zfill(13)[:-1]}^FS"
    words = code.gs1_128_words(mark.payload) if mark.form == "gs1-128" else code.code128_words(mark.payload)
    return f"{start}^BCN,{height},N,N,N,N^FH_^FD{escape(spelled(words))}^FS"


def spelled(words: Sequence[int]) -> str:
    """Codewords of Code 128 as ^BC has them, each switch said, so that the printer's bars are ours."""
    found: list[str] = []
    in_pairs = False
    for word in words:
        if word in _SPELLED:
            found.append(_SPELLED[word])
            in_pairs = word == code.START_C or (in_pairs and word == code.FNC1)
        elif in_pairs:
            found.append(f"{word:02d}")
        else:
            char = chr(word + ord(" "))
            found.append(_SIGNS.get(char, char))
    return "".join(found)


def square(mark: Matrix, dots: float) -> str:
    """A symbol of two dimensions."""
    module, x, y = max(1, round(mark.module * dots)), round(mark.x * dots), round(mark.y * dots)
    if mark.form == "qr":
        # Some printers set it up to ten dots lower than told: the layouts leave room below.
        return f"^FO{x},{y}^BQN,2,{min(MAGNIFIED_MOST, module)}^FH_^FDMA,{escape(mark.payload)}^FS"
    # `|` is no character of an element string, and so it may announce the separators: `|1` is FNC1.
    return f"^FO{x},{y}^BXN,{module},200,,,,|^FD|1{mark.payload.replace(GS, '|1')}^FS"


def escape(text: str) -> str:
    """`text` as the data of a field that began with `^FH_`."""
    return "".join(f"_{ord(char):02X}" if char in UNSAFE else char for char in text)
