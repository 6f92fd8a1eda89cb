"""The scanner check on paper: the test codes with their numbers, and what to change on which scanner.

A4, in both languages: for scanners that cannot read a screen, and for the wall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.scanning.labels.lettering import width
from backend.scanning.labels.marks import Bars, Box, Mark, Matrix, Page, Text
from backend.scanning.labels.pdf import pages_pdf
from backend.scanning.scanner_check import (
    MAKERS,
    TEST_CODES,
    TOPICS,
    SetUp,
    Step,
    Symbol,
    TestCode,
    programming,
    symbol,
)

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
ROOM = WIDTH - 2 * MARGIN
FOOT = HEIGHT - 15.0
COLUMNS, CELL_HEIGHT, CODES_TOP = 2, 74.0, 60.0
MENU = MARGIN + 74

CELL = ROOM / COLUMNS
BARS_HEIGHT, SQUARE = 24.0, 34.0
MODULE_MAX, SET_UP_MODULE, SET_UP_HEIGHT = 0.4, 0.3, 13.0
Movable = Text | Box | Bars
LINE = 1.35
"""From one line to the next, in heights of an em."""

TITLE = ("Scanner check", "扫描枪检查")
HOW = (
    "Open Tote on the device, go to This device, Check the scanner, then scan these codes from 1 to 6.",
    "Print at 100 %. Cover the other codes with your hand if the scanner reads the wrong one.",
    "在设备上打开 Tote，进入“本设备”中的“检查扫描枪”，然后按 1 到 6 的顺序扫描这些条码。",
    "请按 100% 比例打印。如扫到其他条码，请用手遮住它们。",
)
CHANGE = ("What to change", "需要更改的设置")
CHANGE_HOW = (
    "Change only what the check has found. The names are those of the makers' menus and guides; models differ.",
    "A bar code sets the scanner up when it is scanned, several in their order.",
    "只更改检查中发现的问题。设置名称来自厂商的菜单和手册，不同型号可能不同。",
    "扫描设置条码即可生效，多个条码请按顺序扫描。",
)


def scanner_sheet() -> bytes:
    """The sheet as PDF. Always the same bytes."""
    pages = [_codes(), *_set_up_pages()]
    return pages_pdf([page._replace(title=TITLE[0]) for page in pages])


def _codes() -> Page:
    marks: list[Mark] = [*_head(TITLE, MARGIN + 6)]
    y = MARGIN + 14
    for line in HOW:
        written = list(_wrapped(MARGIN, y, 4, line, ROOM))
        marks += written
        y = written[-1].y + 4 * LINE
    for number, code in enumerate(TEST_CODES):
        row, column = divmod(number, COLUMNS)
        marks += _cell(number + 1, code, MARGIN + column * CELL, CODES_TOP + row * CELL_HEIGHT)
    return Page(WIDTH, HEIGHT, tuple(marks))


def _head(title: tuple[str, str], y: float) -> Iterator[Text]:
    yield Text(MARGIN, y, 8, f"{title[0]}  {title[1]}", bold=True)


def _cell(number: int, code: TestCode, x: float, y: float) -> Iterator[Mark]:
    yield Text(x, y + 8, 9, str(number), bold=True)
    drawn = symbol(code)
    wide = len(drawn.rows[0]) + 2 * drawn.quiet
    module = min(MODULE_MAX, (CELL - 4) / wide) if drawn.linear else SQUARE / wide
    left, top = x + drawn.quiet * module, y + 13
    yield from _drawn(code.carrier, drawn, left, top, module)
    below = top + (BARS_HEIGHT if drawn.linear else len(drawn.rows) * module)
    yield from _wrapped(left, below + 5, 3, code.spelled, CELL - 8)


def _drawn(carrier: str, drawn: Symbol, x: float, y: float, module: float) -> Iterator[Mark]:
    if drawn.linear:
        yield Bars(x, y, module, BARS_HEIGHT, drawn.rows[0], carrier, "code128")
    else:
        yield Matrix(x, y, module, drawn.rows, carrier, "qr" if carrier == "qr" else "datamatrix")


def _wrapped(x: float, y: float, size: float, text: str, room: float, *, bold: bool = False) -> Iterator[Text]:
    """Lines that are at most `room` wide; `y` is the baseline of the first."""
    line = ""
    for word in _words(text):
        if line and width((line + word).rstrip(), size, bold=bold) > room:
            yield Text(x, y, size, line.rstrip(), bold=bold)
            line, y = "", y + size * LINE
        line += word
    yield Text(x, y, size, line.rstrip(), bold=bold)


def _words(text: str) -> list[str]:
    """What may not be torn: a word with the blank behind it, one Chinese character, a piece of a long code."""
    found: list[str] = []
    for word in text.split(" "):
        if word.isascii():
            found += [word[at : at + 30] for at in range(0, len(word), 30)]
        else:
            found += list(word)
        if found:
            found[-1] += " "
    return found


def _set_up_pages() -> Iterator[Page]:
    marks: list[Mark] = [*_head(CHANGE, MARGIN + 6)]
    y = MARGIN + 13
    for line in CHANGE_HOW:
        written = list(_wrapped(MARGIN, y, 3.4, line, ROOM))
        marks += written
        y = written[-1].y + 3.4 * LINE
    for one in MAKERS:
        block = _block(one)
        height = _end(block)
        if y + height > FOOT:
            yield Page(WIDTH, HEIGHT, tuple(marks))
            marks, y = [], MARGIN
        marks += _moved(block, y)
        y += height
    yield Page(WIDTH, HEIGHT, tuple(marks))


def _block(one: SetUp) -> list[Mark]:
    """The steps of one family, from y = 0 on."""
    marks: list[Mark] = [
        Box(MARGIN, 2, ROOM, 0.3),
        Text(MARGIN, 8, 4.4, one.family, bold=True),
        Text(MARGIN, 12.5, 3.2, one.tool),
    ]
    y = 18.0
    for step in one.steps:
        marks += _step(step, y)
        y = _end(marks) + 1.2
    return marks


def _step(step: Step, y: float) -> Iterator[Mark]:
    en, zh = TOPICS[step.topic]
    yield Text(MARGIN, y, 3, en, bold=True)
    yield Text(MARGIN, y + 4, 3, zh)
    yield from _wrapped(MENU, y, 3, step.menu, WIDTH - MARGIN - MENU)
    x = MENU
    for number, code in enumerate(step.codes, 1):
        drawn = programming(code.before, code.text, code.after)
        left = x + drawn.quiet * SET_UP_MODULE
        yield Bars(left, y + 7, SET_UP_MODULE, SET_UP_HEIGHT, drawn.rows[0], code.text, "code128")
        yield Text(left, y + 11 + SET_UP_HEIGHT, 3, f"{number}. {code.text}")
        x += (len(drawn.rows[0]) + 2 * drawn.quiet) * SET_UP_MODULE


def _end(marks: Sequence[Mark]) -> float:
    """Where the lowest mark ends, with a line's room."""
    return max(mark.y + (4.0 if isinstance(mark, Text) else 0.0) for mark in marks if isinstance(mark, Movable))


def _moved(marks: Sequence[Mark], y: float) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Movable):
            yield mark._replace(y=mark.y + y)
