"""Small labels for places, totes, badges, commands and products: one symbol and one big text, 70 x 37 mm."""

from __future__ import annotations

from typing import Literal

import msgspec

from backend.scanning import gtin, own_code
from backend.scanning.labels import bars
from backend.scanning.labels.lettering import fit
from backend.scanning.labels.marks import Bars, Page, Text
from backend.scanning.own_code import OwnForm

WIDTH, HEIGHT = 70.0, 37.0
LEFT, ROOM = 5.0, 61.0
"""On the left the quiet zone of the thickest bars, so that text and bars begin together."""
MODULE_MAX, MODULE_MIN = 0.5, 0.25
"""Millimetres: four and two dots at 203 dpi. Thinner bars are lost on a thermal printer."""
MODULE_STEP = 0.125
_ANY_YEAR = 2000
"""A GTIN has no date, so that any year will do for writing it."""


class CodeLabel(msgspec.Struct, frozen=True, kw_only=True):
    """One small label: `code` is what `Scan.code` (or `Scan.gtin`) gives back when the label is scanned."""

    form: OwnForm | Literal["gtin"]
    code: str
    text: str = ""
    """The big text; the code where it is empty."""
    note: str = ""


def layout(label: CodeLabel) -> Page:
    """The label's marks. Raises ValueError for a code that could not be read back, or is too long for the label."""
    modules, payload = _symbol(label)
    module = min(MODULE_MAX, (WIDTH - LEFT) / (len(modules) + bars.QUIET_MODULES))
    module -= module % MODULE_STEP
    if module < MODULE_MIN:
        raise ValueError(f"{payload!r} is too long for a label of {WIDTH:g} mm")
    big, size = fit(label.text or label.code, 11, ROOM, bold=True)
    note, note_size = fit(label.note, 3.4, ROOM * 0.6)
    spelled, spelled_size = fit(payload, 3, ROOM * 0.38)
    return Page(
        WIDTH,
        HEIGHT,
        (
            Text(LEFT, 12, size, big, bold=True),
            Bars(LEFT, 15, module, 14, modules, payload, gs1=label.form == "gtin"),
            Text(LEFT, 33.5, spelled_size, spelled),
            Text(LEFT + ROOM * 0.4, 33.5, note_size, note),
        ),
    )


def _symbol(label: CodeLabel) -> tuple[str, str]:
    if label.form != "gtin":
        text = own_code.spell(label.form, label.code)
        return bars.code128(text), text
    number = gtin.normalise(label.code)
    if number is None:
        raise ValueError(f"{label.code!r} is not a GTIN")
    return bars.gs1_128((("01", number),), _ANY_YEAR), "01" + number
