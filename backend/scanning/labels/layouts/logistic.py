"""The logistic labels of cartons and pallets, 100 mm wide, as GS1 asks (GenSpecs 4.3, GS1 Logistic Label Guideline).

Three blocks: who to whom in free text, the facts in clear with big numbers for the floor, and the bars; those of the
SSCC stand lowest.
"""

from __future__ import annotations

from backend.scanning import gtin, sscc
from backend.scanning.labels import bars
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import CartonLabel, Lang, PalletLabel
from backend.scanning.labels.layouts import parts
from backend.scanning.labels.marks import Bars, Box, Mark, Page
from backend.scanning.labels.titles import title

WIDTH, HEIGHT = 100.0, 150.0
LEFT, ROOM = 5.0, 90.0
MODULE, BARS_HEIGHT = 0.5, 33.0
"""GenSpecs 5.12.3, table 5: modules of 0.495-0.94 mm, bars of 31.75 mm at least. 0.5 mm is four dots at 203 dpi."""
MODULE_LEAST = 0.495
PALLET_HEIGHT = 210.0
CONTENT_TOP, CONTENT_PITCH, CONTENT_BARS = 85.0, 37.5, 32.0
SHORT_FOOT = 50
Pair = tuple[str, str]


def carton(label: CartonLabel) -> Page:
    """The label of one carton. Raises LabelError for a wrong SSCC: such a carton could not be loaded."""
    of = "" if label.carton_count is None else f" / {label.carton_count}"
    lang = label.lang
    marks = (
        *parts.field((LEFT, 6.5), 52, title("from", lang), label.from_name, 4.6),
        *parts.field((62, 6.5), 33, title("carrier", lang), label.carrier, 6),
        Box(LEFT, 14.5, ROOM, 0.4),
        *to(label.ship_to, lang, 57.5, reprint=label.reprint),
        *parts.field((LEFT, 61.8), 50 if label.dangerous else ROOM, title("order", lang), label.order_number, 14),
        *parts.dangerous((59, 61.8), 36, title("dangerous", lang), label.dangerous),
        *parts.field((LEFT, 78.6), 50, title("carton", lang), f"{label.carton_no}{of}", 15),
        *parts.field((59, 78.6), 36, title("weight", lang), parts.kilograms(label.weight_g), 6),
        *parts.field((59, 88.8), 36, title("purchase_order", lang), label.purchase_order, 5),
        Box(LEFT, 96, ROOM, 0.8),
        *sscc_symbol(label.sscc),
    )
    return Page(WIDTH, HEIGHT, marks, label.order_number)


def pallet(label: PalletLabel) -> Page:
    """The label of a pallet, 210 mm high where it says its content. Raises LabelError for a wrong SSCC, lot, date."""
    lang = label.lang
    symbols = content_symbols(label)
    height = PALLET_HEIGHT if symbols else HEIGHT
    marks = (
        *parts.field((LEFT, 6.5), 85, title("from", lang), label.from_name, 4.6),
        Box(LEFT, 14.5, ROOM, 0.4),
        *to(label.ship_to[:4] if symbols else label.ship_to, lang, 46 if symbols else 57.5, reprint=label.reprint),
        *_load(label, 49.5 if symbols else 63),
        *symbols,
        *sscc_symbol(label.sscc, height - HEIGHT),
    )
    return Page(WIDTH, height, marks, label.sscc)


def _load(label: PalletLabel, y: float) -> tuple[Mark, ...]:
    """How many cartons, how heavy, and of what."""
    lang = label.lang
    content = (
        (title("content", lang), label.content_gtin, LEFT, y + 16, 52),
        (title("count", lang), str(label.count) if label.content_gtin else "", 62, y + 16, 33),
        (title("best_before", lang), label.best_before, LEFT, y + 24.5, 40),
        (title("lot", lang), label.lot, 62, y + 24.5, 33),
    )
    fields = (parts.field((x, down), room, name, value, 5) for name, value, x, down, room in content)
    return (
        *parts.field((LEFT, y), 50, title("cartons", lang), str(label.cartons), 14),
        *parts.field((62, y), 33, title("weight", lang), parts.kilograms(label.weight_g), 6),
        *(mark for field in fields for mark in field),
        Box(LEFT, y + 33, ROOM, 0.8),
    )


def to(ship_to: tuple[str, ...], lang: Lang, foot: float, *, reprint: bool) -> tuple[Mark, ...]:
    """Where it goes, down to a line at `foot`."""
    return (
        parts.line((LEFT, 19), parts.TITLE_SIZE, 60, title("to", lang)),
        *parts.reprint_mark((80, 19), 15, lang, wanted=reprint),
        *parts.address((LEFT, 26.5), ROOM, ship_to, 7 if foot > SHORT_FOOT else 6),
        Box(LEFT, foot, ROOM, 0.8),
    )


def sscc_symbol(code: str, lower: float = 0) -> tuple[Mark, ...]:
    """The bars of the SSCC at the foot of the label, `lower` than on the small one by so much."""
    if not sscc.check(code):
        raise LabelError("label_sscc", code=code)
    modules = bars.gs1_128((("00", code),), parts.ANY_YEAR)
    left = (WIDTH - len(modules) * MODULE) / 2
    titled = (parts.line((LEFT, 101), parts.TITLE_SIZE, ROOM, "SSCC"),) if not lower else ()
    return (
        *titled,
        Bars(left, 103.5 + lower, MODULE, BARS_HEIGHT, modules, "00" + code, "gs1-128", MODULE_LEAST),
        parts.line((left, 143 + lower), 6.4, len(modules) * MODULE, f"(00) {code}"),
    )


def content_symbols(label: PalletLabel) -> tuple[Mark, ...]:
    """What is on the pallet, in one symbol or two: as much in the first as thick bars allow."""
    found: list[Mark] = []
    for number, elements in enumerate(_shared(_content(label), _year(label))):
        modules = bars.gs1_128(elements, _year(label))
        payload = bars.gs1_text(elements, _year(label))
        module = parts.widest_module(modules, WIDTH, MODULE, payload, WIDTH)
        x, y = (WIDTH - module * len(modules)) / 2, CONTENT_TOP + number * CONTENT_PITCH
        readable = " ".join(f"({ai}) {value}" for ai, value in elements)
        found += [
            Bars(x, y, module, CONTENT_BARS, modules, payload, "gs1-128"),
            parts.line((x, y + CONTENT_BARS + 3.9), 4, module * len(modules), readable),
        ]
    return tuple(found)


def _shared(elements: tuple[Pair, ...], year: int) -> list[tuple[Pair, ...]]:
    """All in one symbol if they fit; else GTIN and count, which must stay together, apart from date and lot."""
    if not elements:
        return []
    wide = len(bars.gs1_128(elements, year)) + 2 * bars.QUIET_MODULES
    if wide * MODULE <= WIDTH:
        return [elements]
    return [tuple(p for p in elements if p[0] in ("02", "37")), tuple(p for p in elements if p[0] not in ("02", "37"))]


def _content(label: PalletLabel) -> tuple[Pair, ...]:
    if not label.content_gtin:
        return ()
    number = gtin.normalise(label.content_gtin)
    if number is None:
        raise LabelError("label_gtin", code=label.content_gtin)
    found = [("02", number)]
    if label.best_before:
        found.append(("15", parts.six_digits(label.best_before, "15")))
    found.append(("37", str(label.count)))
    if label.lot:
        found.append(("10", label.lot))
    return tuple(found)


def _year(label: PalletLabel) -> int:
    return int(label.best_before[:4]) if label.best_before else parts.ANY_YEAR
