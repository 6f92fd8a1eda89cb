"""The symbology identifier that a scanner sends before the data: `]`, a letter, a digit (ISO/IEC 15424)."""

from __future__ import annotations

import re
from typing import Literal

Carrier = Literal["element_string", "ean13", "ean8", "ean_add_on", "itf", "plain"]

# Code 128, DataBar, DataMatrix, QR and DotCode in their GS1 modes carry element strings; the last three also under an
# identifier of their own when the symbol has named its character set (ECI).
CARRIERS: dict[str, Carrier] = {
    "]C1": "element_string",
    "]e0": "element_string",
    "]d2": "element_string",
    "]Q3": "element_string",
    "]J1": "element_string",
    "]d5": "element_string",
    "]Q4": "element_string",
    "]J4": "element_string",
    "]E0": "ean13",
    "]E3": "ean_add_on",
    "]E4": "ean8",
}
# Code 39, Code 128, DataMatrix, Codabar, Code 93, DotCode, PDF417, QR, MaxiCode and Aztec otherwise carry what their
# maker liked.
PLAIN_LETTERS = frozenset("ACdFGJLQUz")
NAMES: dict[str, str] = {
    "gs1-128": "]C1", "ean-128": "]C1", "code128": "]C0", "code39": "]A0", "code93": "]G0", "codabar": "]F0",
    "ean13": "]E0", "upca": "]E0", "upce": "]E0", "ean8": "]E4", "itf14": "]I1", "itf": "]I1", "databar": "]e0",
    "gs1-databar": "]e0", "databar-expanded": "]e0", "gs1-datamatrix": "]d2", "datamatrix": "]d1", "gs1-qr": "]Q3",
    "gs1-qr-code": "]Q3", "qr": "]Q1", "qr-code": "]Q1", "gs1-dotcode": "]J1", "dotcode": "]J0", "pdf417": "]L0",
    "aztec": "]z0", "maxicode": "]U0",
}  # fmt: skip
"""What people call them."""
BETWEEN = re.compile(r"[-_ ]")
"""What stands in a name at one place or another: `EAN-13`, `ean13`, `Data Matrix`."""
SQUEEZED = {BETWEEN.sub("", name): aim for name, aim in NAMES.items()}
IDENTIFIER = re.compile(r"\][A-Za-z][A-Za-z0-9]")


def strip(text: str) -> tuple[str | None, str]:
    """Split `text` into the identifier, or none, and the data. Anything but `]`, letter, letter or digit is data."""
    head = IDENTIFIER.match(text)
    return (None, text) if head is None else (head.group(), text[head.end() :])


def carrier(aim: str) -> Carrier | None:
    """How the data behind this identifier is to be read; none for one that no scanner of ours should send.

    `]c1` is what a keyboard wedge makes of `]C1` under Caps Lock: such data is spoilt and must not be taken.
    """
    if aim in CARRIERS:
        return CARRIERS[aim]
    if aim[1] == "I":
        return "itf"
    return "plain" if aim[1] in PLAIN_LETTERS else None


def named(name: str) -> str | None:
    """The identifier for `]C1`, `C1` or a name such as `gs1-128`; none for a word that is neither."""
    known = SQUEEZED.get(BETWEEN.sub("", name.lower()))
    aim = known or (name if name.startswith("]") else f"]{name}")
    return aim if IDENTIFIER.fullmatch(aim) else None
