"""The symbology identifier that a scanner sends before the data: `]`, a letter, a digit (ISO/IEC 15424)."""

from __future__ import annotations

import re
from typing import Literal

Carrier = Literal["element_string", "ean13", "ean8", "ean_add_on", "itf", "plain"]

# Code 128, DataBar, DataMatrix, QR and DotCode in their GS1 modes carry element strings.
CARRIERS: dict[str, Carrier] = {
    "]C1": "element_string",
    "]e0": "element_string",
    "]d2": "element_string",
    "]Q3": "element_string",
    "]J1": "element_string",
    "]E0": "ean13",
    "]E3": "ean_add_on",
    "]E4": "ean8",
}
# Code 39, Code 128, DataMatrix, Codabar, Code 93, PDF417, QR and Aztec otherwise carry what their maker liked.
PLAIN_LETTERS = frozenset("ACdFGLQz")
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
