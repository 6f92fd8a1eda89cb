"""What layouts are put together from: lines that fit, titled fields, addresses, symbols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backend.scanning.labels import bars
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import Lang
from backend.scanning.labels.lettering import fit
from backend.scanning.labels.marks import Bars, Box, Mark, Text
from backend.scanning.labels.titles import title

ANY_YEAR = 2000
"""For element strings without a date."""
MODULE_STEP, MODULE_MIN = 0.125, 0.25
"""Millimetres: one and two dots at 203 dpi. Thinner bars are lost on a thermal printer."""
MODULE_EASY = 0.375
ASKEW = 0.28
"""Height to length of bars that a reader whose lines run 15° askew still crosses all of: a little over the tangent."""
TITLE_SIZE = 2.8
DANGEROUS_MOST = 6
"""Marks of dangerous goods on one label."""


def line(at: tuple[float, float], size: float, room: float, text: str, *, bold: bool = False) -> Text:
    """One line of at most this size that stays within `room`."""
    shown, fitting = fit(text, size, room, bold=bold)
    return Text(*at, fitting, shown, bold)


def field(at: tuple[float, float], room: float, titled: str, value: str, size: float) -> tuple[Text, ...]:
    """A small title with its value in bold below; nothing where there is no value."""
    if not value:
        return ()
    x, y = at
    return (line(at, TITLE_SIZE, room, titled), line((x, y + 1.5 + 0.75 * size), size, room, value, bold=True))


def address(at: tuple[float, float], room: float, lines: Sequence[str], size: float, most: int = 5) -> tuple[Text, ...]:
    """The lines of an address, the name bigger; at most so many."""
    x, y = at
    kept = [each for each in lines if each.strip()][:most]
    return tuple(
        line((x, y + size * number), size if number == 0 else 0.8 * size, room, each, bold=number == 0)
        for number, each in enumerate(kept)
    )


def dangerous(at: tuple[float, float], room: float, titled: str, marks: Sequence[str]) -> tuple[Text, ...]:
    """Marks below a title: two big ones, or up to three lines of two; the last says how many more there are."""
    if not marks:
        return ()
    more = len(marks) - DANGEROUS_MOST
    shown = [*marks[: DANGEROUS_MOST - 1], f"+{more + 1}"] if more > 0 else list(marks)
    size, each = (5.0, 1) if len(shown) < DANGEROUS_MOST // 2 else (3.2, 2)
    lines = [", ".join(shown[nth : nth + each]) for nth in range(0, len(shown), each)]
    x, y = at
    top = y + 1.5 + 0.75 * size
    return (
        line(at, TITLE_SIZE, room, titled),
        *(line((x, top + 1.1 * size * nth), size, room, text, bold=True) for nth, text in enumerate(lines)),
    )


def kilograms(weight_g: int) -> str:
    """`12.340 kg`; nothing where it was not weighed."""
    return f"{weight_g // 1000}.{weight_g % 1000:03d} kg" if weight_g else ""


def six_digits(day: str, ai: str) -> str:
    """An ISO date as an element string has it, YYMMDD. Raises LabelError where there is no such day."""
    try:
        return date.fromisoformat(day).strftime("%y%m%d")
    except ValueError:
        raise LabelError("label_value", ai=ai, value=day, why="DATE") from None


def widest_module(modules: str, room: float, most: float, payload: str, width: float) -> float:
    """The thickest printable module at which the bars with both quiet zones keep within `room`.

    Raises LabelError where it would be thinner than printable; `width` is the label's, for the message.
    """
    module = min(most, room / (len(modules) + 2 * bars.QUIET_MODULES))
    module -= module % MODULE_STEP
    if module < MODULE_MIN:
        raise LabelError("label_too_long", code=payload, width=f"{width:g}")
    return module


def reprint_mark(at: tuple[float, float], room: float, lang: Lang, *, wanted: bool) -> tuple[Mark, ...]:
    """`REPRINT` in a corner, underlined, for a label that was printed before."""
    if not wanted:
        return ()
    x, y = at
    return (line(at, 3.2, room, title("reprint", lang), bold=True), Box(x, y + 0.8, room, 0.4))


def bars_in(at: tuple[float, float], room: float, height: float, text: str, width: float, most: float = 0.5) -> Bars:
    """A Code 128 as wide as `room` allows, its right quiet zone being part of that; to the left of it is a margin.

    Bars that are lower than a part of their length are made thinner, down to three dots at 203 dpi. Raises
    LabelError as `widest_module` does.
    """
    x, y = at
    modules = bars.code128(text)
    crossed = max(MODULE_EASY, height / (ASKEW * len(modules)))
    module = widest_module(modules, x + room, min(most, crossed), text, width)
    # Text and bars begin together where both quiet zones allow it; the module says that they have room enough.
    last = x + room - (len(modules) + bars.QUIET_MODULES) * module
    return Bars(min(max(x, bars.QUIET_MODULES * module), last), y, module, height, modules, text, "code128")
