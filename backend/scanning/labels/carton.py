"""The logistic label of one carton, 100 x 150 mm, laid out as GS1 asks (GenSpecs 4.3, GS1 Logistic Label Guideline).

Three blocks: who to whom in free text, the facts in clear with big numbers for the floor, and the bars of the SSCC.
"""

from __future__ import annotations

import msgspec

from backend.scanning import sscc
from backend.scanning.labels import bars
from backend.scanning.labels.lettering import fit
from backend.scanning.labels.marks import Bars, Box, Page, Text

WIDTH, HEIGHT = 100.0, 150.0
LEFT, ROOM = 5.0, 90.0
SHIP_TO_LINES_MAX = 5
MODULE, BARS_HEIGHT = 0.5, 33.0
"""GenSpecs 5.12.3, table 5: modules of 0.495-0.94 mm, bars of 31.75 mm at least. 0.5 mm is four dots at 203 dpi."""
_ANY_YEAR = 2000
"""An SSCC has no date, so that any year will do for writing it."""


class CartonLabel(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the label of a carton. Long texts are made smaller, then cut; five address lines at most."""

    sscc: str
    """18 digits with the right check digit."""
    order_number: str
    ship_to: tuple[str, ...]
    """Name, street, city, country: a line each, the name first."""
    from_name: str
    carton_no: int
    carton_count: int | None = None
    """None while it is not known how many there will be."""
    weight_g: int = 0
    """Gross weight; 0 if it was not weighed."""
    carrier: str = ""
    purchase_order: str = ""
    """The customer's own number of the order."""


def layout(label: CartonLabel) -> Page:
    """The label's marks. Raises ValueError for an SSCC with a wrong check digit: such a carton could not be loaded."""
    if not sscc.check(label.sscc):
        raise ValueError(f"{label.sscc!r} is not an SSCC")
    return Page(WIDTH, HEIGHT, (*_who(label), *_facts(label), *_symbol(label)))


def _line(at: tuple[float, float], size: float, room: float, text: str, *, bold: bool) -> Text:
    line, fitting = fit(text, size, room, bold=bold)
    return Text(*at, fitting, line, bold)


def _field(at: tuple[float, float], room: float, title: str, value: str, size: float) -> tuple[Text, ...]:
    """A small title with its value in bold below; nothing where there is no value."""
    if not value:
        return ()
    x, y = at
    return (Text(x, y, 2.8, title), _line((x, y + 1.5 + 0.75 * size), size, room, value, bold=True))


def _who(label: CartonLabel) -> tuple[Text | Box, ...]:
    lines = [line for line in label.ship_to if line.strip()][:SHIP_TO_LINES_MAX]
    addressed = (
        _line((LEFT, 26.5 + 7 * number), 7 if number == 0 else 5.6, ROOM, line, bold=number == 0)
        for number, line in enumerate(lines)
    )
    return (
        *_field((LEFT, 6.5), 52, "FROM", label.from_name, 4.6),
        *_field((62, 6.5), 33, "CARRIER", label.carrier, 6),
        Box(LEFT, 14.5, ROOM, 0.4),
        Text(LEFT, 19, 2.8, "SHIP TO"),
        *addressed,
        Box(LEFT, 57.5, ROOM, 0.8),
    )


def _facts(label: CartonLabel) -> tuple[Text | Box, ...]:
    of = "" if label.carton_count is None else f" / {label.carton_count}"
    kilograms = f"{label.weight_g // 1000}.{label.weight_g % 1000:03d} kg" if label.weight_g else ""
    return (
        *_field((LEFT, 61.8), ROOM, "ORDER", label.order_number, 14),
        *_field((LEFT, 78.6), 50, "CARTON", f"{label.carton_no}{of}", 15),
        *_field((59, 78.6), 36, "WEIGHT", kilograms, 6),
        *_field((59, 88.8), 36, "CUSTOMER PO", label.purchase_order, 5),
        Box(LEFT, 96, ROOM, 0.8),
    )


def _symbol(label: CartonLabel) -> tuple[Text | Bars, ...]:
    elements = (("00", label.sscc),)
    modules = bars.gs1_128(elements, _ANY_YEAR)
    left = (WIDTH - len(modules) * MODULE) / 2
    readable, size = fit(f"(00) {label.sscc}", 6.4, len(modules) * MODULE)
    return (
        Text(LEFT, 101, 2.8, "SSCC"),
        Bars(left, 103.5, MODULE, BARS_HEIGHT, modules, "00" + label.sscc, gs1=True),
        Text(left, 143, size, readable),
    )
