"""Goods, 70 x 37 mm: the symbol of the shop (EAN, UPC), or one that says lot and date too.

GS1-128 takes the room of a case, 100 x 50 mm: a GTIN, a date and a lot in bars are some 80 mm long.
"""

from __future__ import annotations

from backend.scanning import gtin
from backend.scanning.labels import bars, matrix
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import ProductLabel
from backend.scanning.labels.layouts import parts
from backend.scanning.labels.marks import Bars, Linear, Mark, Matrix, Page, Square
from backend.scanning.labels.titles import title

WIDTH, HEIGHT = 70.0, 37.0
CASE_WIDTH, CASE_HEIGHT = 100.0, 50.0
LEFT = 4.0
MODULE_MAX, EAN_LEAST = 0.375, 0.264
"""GenSpecs 5.12.3, table 1: EAN modules of 0.264-0.66 mm. 0.375 mm is three dots at 203 dpi."""
SQUARE_MAX, SQUARE_SIDE = 0.875, 21.0
LINK = "https://id.gs1.org"


def product(label: ProductLabel) -> Page:
    """Name on top, symbol and facts below. Raises LabelError for a wrong number, lot or date."""
    width, height = (CASE_WIDTH, CASE_HEIGHT) if label.symbol == "gs1-128" else (WIDTH, HEIGHT)
    is_square = label.symbol in ("datamatrix", "qr-link")
    many = f"×{label.units}" if label.units > 1 else ""
    marks: tuple[Mark, ...] = (
        parts.line((LEFT, 7), 5.5, width - 2 * LEFT - (16 if many else 0), label.name, bold=True),
        *((parts.line((width - 18, 8), 8, 15, many, bold=True),) if many else ()),
        *(_with_square(label) if is_square else _with_bars(label, width, height)),
        *parts.reprint_mark((width - 18, height - 2), 15, label.lang, wanted=label.reprint),
    )
    return Page(width, height, marks, label.sku)


def _elements(label: ProductLabel) -> tuple[tuple[str, str], ...]:
    found = [("01", _number(label))]
    if label.expiry:
        found.append(("17", parts.six_digits(label.expiry, "17")))
    if label.lot:
        found.append(("10", label.lot))
    return tuple(found)


def _year(label: ProductLabel) -> int:
    return int(label.expiry[:4]) if label.expiry else parts.ANY_YEAR


def _number(label: ProductLabel) -> str:
    number = gtin.normalise(label.gtin)
    if number is None:
        raise LabelError("label_gtin", code=label.gtin)
    return number


def _linear(label: ProductLabel) -> tuple[str, str, Linear]:
    if label.symbol == "ean":
        return bars.ean(label.gtin)
    if label.symbol == "code128":
        return bars.code128(label.sku), label.sku, "code128"
    elements, year = _elements(label), _year(label)
    return bars.gs1_128(elements, year), bars.gs1_text(elements, year), "gs1-128"


def _with_bars(label: ProductLabel, width: float, height: float) -> tuple[Mark, ...]:
    modules, payload, form = _linear(label)
    module = parts.widest_module(modules, width, MODULE_MAX, payload, width)
    least = EAN_LEAST if label.symbol == "ean" else Bars._field_defaults["least"]
    x = (width - len(modules) * module) / 2
    bars_height = height - 21 if form in ("gs1-128", "code128") else height - 22
    room = width - x - (19 if label.reprint else 3)
    facts = "   ".join(each for _, each in _facts(label))
    return (
        parts.line((LEFT, 11.7), 3.4, width - 2 * LEFT, facts),
        Bars(x, 13.5, module, bars_height, modules, payload, form, least),
        # Printers draw the outer bars of an EAN longer: its digits stand clear of them.
        parts.line((x, height - 3.2), 3.6, min(len(modules) * module, room), _readable(label, payload)),
    )


def _with_square(label: ProductLabel) -> tuple[Mark, ...]:
    form: Square = "datamatrix" if label.symbol == "datamatrix" else "qr"
    payload = bars.gs1_text(_elements(label), _year(label)) if form == "datamatrix" else link(label)
    rows = matrix.gs1_datamatrix(_elements(label), _year(label)) if form == "datamatrix" else matrix.qr(payload)
    module = min(SQUARE_MAX, SQUARE_SIDE / len(rows))
    module -= module % parts.MODULE_STEP
    if module < parts.MODULE_MIN:
        raise LabelError("label_too_long", code=payload, width=f"{WIDTH:g}")
    symbol = Matrix(LEFT, 11, module, rows, payload, form)
    right = LEFT + symbol.width + 4
    room = WIDTH - right - 3
    facts: list[Mark] = []
    for number, (titled, value) in enumerate(_facts(label)):
        facts.append(parts.line((right, 13.5 + 5 * number), 3.8, room, value, bold=not titled))
    return (
        symbol,
        *facts,
        parts.line((right, 29.5), 3, room, f"(01) {_number(label)}"),
    )


def link(label: ProductLabel) -> str:
    """The GS1 Digital Link of the goods: lot in the path, date in the query, as the standard has it."""
    values = dict(_elements(label))
    bars.gs1_text(_elements(label), _year(label))
    lot = f"/10/{escaped(values['10'])}" if "10" in values else ""
    return f"{LINK}/01/{values['01']}{lot}" + (f"?17={values['17']}" if "17" in values else "")


def escaped(value: str) -> str:
    """A value in the path of a link: all but what RFC 3986 leaves unreserved as `%XX`."""
    return "".join(char if char.isalnum() or char in "-._~" else f"%{ord(char):02X}" for char in value)


def _facts(label: ProductLabel) -> list[tuple[str, str]]:
    """(title, line): SKU, lot, date, where there are any."""
    found = [("", label.sku)]
    for name, value in (("lot", label.lot), ("expiry", label.expiry)):
        if value:
            found.append((title(name, label.lang), f"{title(name, label.lang)} {value}"))
    return found


def _readable(label: ProductLabel, payload: str) -> str:
    if label.symbol == "gs1-128":
        return " ".join(f"({ai}) {value}" for ai, value in _elements(label))
    return payload
