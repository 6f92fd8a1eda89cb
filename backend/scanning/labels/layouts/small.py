"""Labels of one code: totes, orders and commands, 70 x 37 mm; places, 100 x 50 mm."""

from __future__ import annotations

from backend.scanning import own_code
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import CommandLabel, LocationLabel, OrderLabel, ToteLabel
from backend.scanning.labels.layouts import parts
from backend.scanning.labels.marks import Mark, Page, Shape
from backend.scanning.labels.titles import COMMANDS, title
from backend.scanning.own_code import OwnForm

WIDTH, HEIGHT = 70.0, 37.0
BIG_WIDTH, BIG_HEIGHT = 100.0, 50.0
LEFT, ROOM = 5.0, 60.0
SIDE = 21.0
"""Millimetres on the right of a location, for arrow and check digits."""
_UP = ((0.5, 0.0), (1.0, 0.55), (0.68, 0.55), (0.68, 1.0), (0.32, 1.0), (0.32, 0.55), (0.0, 0.55))
_ARROWS = {
    "up": _UP,
    "down": tuple((x, 1 - y) for x, y in _UP),
    "left": tuple((y, x) for x, y in _UP),
    "right": tuple((1 - y, x) for x, y in _UP),
}
"""Corners in a square of one."""


def location(label: LocationLabel) -> Page:
    """Read from three metres: the code over the whole width; arrow and check digits right of the bars."""
    text = _spelled("location", label.code)
    has_side = bool(label.arrow or label.check_digits)
    marks: list[Mark] = [
        parts.line((LEFT, 20.5), 25, BIG_WIDTH - 2 * LEFT, label.code.upper(), bold=True),
        parts.bars_in((LEFT, 23.6), BIG_WIDTH - LEFT - (SIDE if has_side else 0), 18.9, text, BIG_WIDTH),
        parts.line((LEFT, 46.5), 4, 32, text),
        parts.line((39, 46.5), 5, 23 if label.reprint else 40, label.note),
        *parts.reprint_mark((63, 46.5), 15, label.lang, wanted=label.reprint),
    ]
    if label.arrow:
        marks.append(arrow(label.arrow, (BIG_WIDTH - SIDE + 3.5, 23.5), 13 if label.check_digits else 15))
    if label.check_digits:
        size = 12 if label.arrow else 15
        at = (BIG_WIDTH - SIDE + 2, 46.8 if label.arrow else 43)
        marks.append(parts.line(at, size, SIDE - 4, label.check_digits, bold=True))
    return Page(BIG_WIDTH, BIG_HEIGHT, tuple(marks), label.code)


def tote(label: ToteLabel) -> Page:
    """The tote's name and bars."""
    return _plain("tote", label.code, _spelled("tote", label.code), label.note, label)


def order(label: OrderLabel) -> Page:
    """The order's number and bars."""
    return _plain("order", label.code, label.code, label.note, label)


def command(label: CommandLabel) -> Page:
    """The command, what it does in both languages, and bars."""
    name = label.code.upper()
    spelled = _spelled("command", label.code)
    english, chinese = COMMANDS[spelled.removeprefix("C-")]
    first, second = (chinese, english) if label.lang == "zh" else (english, chinese)
    marks = (
        parts.line((LEFT, 5), parts.TITLE_SIZE, 40, title("command", label.lang)),
        *parts.reprint_mark((51, 5), 14, label.lang, wanted=label.reprint),
        parts.line((LEFT, 11.5), 7.5, ROOM, name, bold=True),
        parts.bars_in((LEFT, 13), WIDTH - LEFT, 14.2, spelled, WIDTH),
        parts.line((LEFT, 31), 3.6, ROOM, first, bold=True),
        parts.line((LEFT, 35), 3.2, ROOM, second),
    )
    return Page(WIDTH, HEIGHT, marks, name)


def arrow(way: str, at: tuple[float, float], size: float) -> Shape:
    """A filled arrow in a square of `size`."""
    x, y = at
    return Shape(tuple((x + size * a, y + size * b) for a, b in _ARROWS[way]))


def _plain(form: OwnForm, code: str, big: str, note: str, label: ToteLabel | OrderLabel) -> Page:
    marks = (
        parts.line((LEFT, 5), parts.TITLE_SIZE, 40, title(form, label.lang)),
        *parts.reprint_mark((51, 5), 14, label.lang, wanted=label.reprint),
        parts.line((LEFT, 14.2), 11, ROOM, big, bold=True),
        parts.bars_in((LEFT, 16.2), WIDTH - LEFT, 15.4, _spelled(form, code), WIDTH),
        parts.line((LEFT, 34.5), 3, 25, _spelled(form, code)),
        parts.line((32, 34.5), 3.4, 33, note),
    )
    return Page(WIDTH, HEIGHT, marks, big)


def _spelled(form: OwnForm, code: str) -> str:
    try:
        return own_code.spell(form, code)
    except ValueError:
        raise LabelError("label_code", code=code, form=form) from None
