"""The bars of Code 128, GS1-128 (ISO/IEC 15417), EAN and UPC (15420), by the tables of python-barcode.

The library chooses the codewords of Code 128 wrongly for data that begin with 99, and checks nothing: both are done
here.
"""

from __future__ import annotations

from collections.abc import Sequence

from barcode.charsets.code128 import CODES, STOP
from barcode.ean import EAN8, EAN13

from backend.scanning import gs1, gtin
from backend.scanning.gs1.elements import RULES, Problem, wrong
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.marks import Linear

QUIET_MODULES = 10
"""Blank modules that must stay free on either side of the symbol."""
TEXT_LENGTH_MAX = 60
DIGITS = "0123456789"
START_B, START_C, TO_B, FNC1 = 104, 105, 100, 102
_DIGITS_WORTH_C = 4
"""Fewer leading digits are no shorter in pairs."""


def code128(text: str) -> str:
    """Modules, `1` for a bar, of 1-60 printable ASCII characters. Raises LabelError for anything else."""
    return _modules(code128_words(text))


def code128_words(text: str) -> list[int]:
    """The codewords from the start character to the last of the data. Raises LabelError as `code128` does."""
    if not 1 <= len(text) <= TEXT_LENGTH_MAX or any(not " " <= char <= "~" for char in text):
        raise LabelError("label_text", code=text)
    digits = len(text) - len(text.lstrip(DIGITS))
    return _words([], text) if digits >= _DIGITS_WORTH_C else [START_B, *_in_b(text)]


def gs1_text(elements: Sequence[tuple[str, str]], year: int) -> str:
    """The element string of these (AI, value) pairs. Raises LabelError for a wrong check digit, date or length."""
    for ai, value in elements:
        why = wrong(ai, value, year) if ai in RULES else Problem("UNKNOWN_AI")
        if why is not None:
            raise LabelError("label_value", ai=ai, value=value, why=why.code)
    return gs1.write(elements, year)


def gs1_128(elements: Sequence[tuple[str, str]], year: int) -> str:
    """Modules of an element string. Raises LabelError as `gs1_text` does."""
    return _modules(gs1_128_words(gs1_text(elements, year)))


def gs1_128_words(text: str) -> list[int]:
    """The codewords of an element string, from the start character to the last of the data."""
    return _words([FNC1], text)


def _words(before: list[int], text: str) -> list[int]:
    """Pairs of digits as far as they go, then single characters to the end.

    Going back to pairs would be shorter now and then. Label printers are told each switch, and not all of them know
    the one back: so every form of a label has the same bars.
    """
    words, at = [START_C, *before], 0
    while at < len(text):
        if text[at] == gs1.GS:
            words.append(FNC1)
            at += 1
        elif text[at : at + 2].isdigit() and at + 1 < len(text):
            words.append(int(text[at : at + 2]))
            at += 2
        else:
            return [*words, TO_B, *_in_b(text[at:])]
    return words


def _in_b(text: str) -> list[int]:
    # In the bars the separator is FNC1 itself: the control character GS would be data.
    return [FNC1 if char == gs1.GS else ord(char) - ord(" ") for char in text]


def _modules(words: Sequence[int]) -> str:
    check = (words[0] + sum(place * word for place, word in enumerate(words))) % 103
    return "".join(CODES[word] for word in (*words, check)) + f"{STOP}11"


def ean(code: str) -> tuple[str, str, Linear]:
    """Modules, digits and form of the GTIN: EAN-8, UPC-A or EAN-13. Raises LabelError for a wrong one, or a case's."""
    number = gtin.normalise(code)
    if number is None:
        raise LabelError("label_gtin", code=code)
    if number[0] != "0":
        raise LabelError("label_no_ean", code=code)
    # The library counts its own check digit, whatever is given: here it is known to be the same.
    if number.startswith("000000"):
        return str(EAN8(number[6:13]).build()[0]), number[6:], "ean8"
    modules = str(EAN13(number[1:13]).build()[0])
    return (modules, number[2:], "upca") if number[1] == "0" else (modules, number[1:], "ean13")
