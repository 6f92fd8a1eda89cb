"""The symbols of the check as modules. The same data draw them on a screen and on paper."""

from __future__ import annotations

from barcode.charsets import code128 as tables
from msgspec import Struct

from backend.scanning.labels import bars, matrix
from backend.scanning.scanner_check.codes import TestCode

ANY_YEAR = 2000
"""None of the codes holds a date."""
FNC3 = 96
"""The codeword of Code 128, sets A and B, by which a reader takes a symbol for instructions (ISO/IEC 15417)."""
CHECK_MODULUS = 103
EAN_QUIET_MODULES = 11


class Symbol(Struct, frozen=True, kw_only=True):
    """Rows of modules, `1` for dark, without quiet zones. A linear symbol has one row, which is drawn high."""

    rows: tuple[str, ...]
    quiet: int
    """Modules that must stay light on all sides."""

    @property
    def linear(self) -> bool:
        return len(self.rows) == 1


def symbol(code: TestCode) -> Symbol:
    """What is scanned for a test code."""
    (text, *_) = code.parts
    if code.carrier == "qr":
        return Symbol(rows=matrix.qr(text), quiet=matrix.QR_QUIET_MODULES)
    if code.carrier == "datamatrix":
        # Twice what the standard asks for: a screen has other things around it.
        rows = matrix.gs1_datamatrix(code.pairs, ANY_YEAR)
        return Symbol(rows=rows, quiet=2 * matrix.DATAMATRIX_QUIET_MODULES)
    if code.carrier in {"ean13", "upca"}:
        return Symbol(rows=(bars.ean(text)[0],), quiet=EAN_QUIET_MODULES)
    modules = bars.gs1_128(code.pairs, ANY_YEAR) if code.carrier == "gs1-128" else bars.code128(text)
    return Symbol(rows=(modules,), quiet=bars.QUIET_MODULES)


def programming(before: str, text: str, after: str) -> Symbol:
    """A set-up code: Code 128 with FNC3, for which the character 3 stands, all in one set.

    Set A where another control character stands in it, else set B.
    """
    whole = before + text + after
    letters, start = (tables.A, "A") if any(c < " " and c != "\x03" for c in whole) else (tables.B, "B")
    words = [tables.START_CODES[start], *(FNC3 if c == "\x03" else letters[c] for c in whole)]
    words.append((words[0] + sum(at * word for at, word in enumerate(words))) % CHECK_MODULUS)
    modules = "".join(tables.CODES[word] for word in words) + tables.STOP + "11"
    return Symbol(rows=(modules,), quiet=bars.QUIET_MODULES)
