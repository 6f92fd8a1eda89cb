"""Labels in ZPL II, the language of Zebra's label printers and of many others.

Every text goes through hexadecimal escapes (`^FH_`), so that no name can end a field or begin a command, and is UTF-8
(`^CI28`). The built-in font 0 has no Chinese: for that name a font stored in the printer, such as `E:SIMSUN.TTF`, or
send the PNG.
"""

from __future__ import annotations

import re

from backend.scanning.labels import carton, code
from backend.scanning.labels.marks import Bars, Box, Page, Text
from backend.scanning.labels.png import dots_per_mm

# The escape sign itself, the two command signs, the backslash that some fields read, and control characters.
UNSAFE = frozenset("_^~\\") | frozenset(map(chr, range(32))) | {"\x7f"}
STORED_FONT = re.compile(r"[A-Z]:[A-Z0-9]{1,8}\.(?:TTF|TTE|FNT)")
BUILT_IN = "0"
EM = 1.17
"""Height of font 0 for letters as high as those of Helvetica."""


def carton_zpl(label: carton.CartonLabel, dpi: int = 203, font: str = BUILT_IN) -> bytes:
    """The carton label. Raises ValueError for a wrong SSCC, resolution or font name."""
    return page_zpl(carton.layout(label), dpi, font)


def code_zpl(label: code.CodeLabel, dpi: int = 203, font: str = BUILT_IN) -> bytes:
    """One small label. Raises ValueError for a code that cannot be read back, or a wrong resolution or font name."""
    return page_zpl(code.layout(label), dpi, font)


def page_zpl(page: Page, dpi: int, font: str) -> bytes:
    """A page of marks as one label format, UTF-8."""
    if font != BUILT_IN and not STORED_FONT.fullmatch(font):
        raise ValueError(f"{font!r} is not the name of a printer font")
    dots = dots_per_mm(dpi)
    size = f"^PW{round(page.width * dots)}^LL{round(page.height * dots)}^LH0,0"
    fields = (_field(mark, dots, font) for mark in page.marks)
    return "\n".join(("^XA", "^CI28", size, *fields, "^PQ1", "^XZ", "")).encode()


def _field(mark: Text | Box | Bars, dots: float, font: str) -> str:
    x, y = round(mark.x * dots), round(mark.y * dots)
    if isinstance(mark, Text):
        height = round(mark.size * EM * dots)
        # A stored font is named in another command than the built-in one.
        choice = f"^A0N,{height}" if font == BUILT_IN else f"^A@N,{height},,{font}"
        return f"^FT{x},{y}{choice}^FH_^FD{escape(mark.text)}^FS"
    if isinstance(mark, Box):
        width, height = max(1, round(mark.width * dots)), max(1, round(mark.height * dots))
        return f"^FO{x},{y}^GB{width},{height},{min(width, height)}^FS"
    return _bars(mark, dots, x, y)


def _bars(bars: Bars, dots: float, x: int, y: int) -> str:
    module = max(1, round(bars.module * dots))
    # `>;` starts in set C, `>8` is FNC1: together a GS1-128. `>:` starts in set B. `>` itself is never in our codes.
    data = f">;>8{bars.payload}" if bars.gs1 else f">:{escape(bars.payload)}"
    return f"^FO{x},{y}^BY{module}^BCN,{round(bars.height * dots)},N,N,N,N^FH_^FD{data}^FS"


def escape(text: str) -> str:
    """`text` as the data of a field that began with `^FH_`."""
    return "".join(f"_{ord(char):02X}" if char in UNSAFE else char for char in text)
