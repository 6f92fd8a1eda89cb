"""How a printer says it is: its answer to `~HS` (ZPL II, Host Status Return), three lines of flags and counts.

A line is STX, values with commas, ETX. The first has, from 0: 1 paper out, 2 pause, 4 formats in the receive buffer,
5 buffer full, 7 a format has begun, 9 its settings are lost, 11 too hot. The second: 2 head up, 3 ribbon out, 8 labels
that are left of the batch.
"""

from __future__ import annotations

import re

from msgspec import Struct

from backend.domain.label.rows import PrinterState

ASK = b"~HS"
LINES = 3
_LINE = re.compile(rb"\x02([^\x02\x03]*)\x03")
_FIELDS_MIN = (12, 9)


class Status(Struct, frozen=True):
    """What was read. `left`: labels that it has taken and not printed."""

    state: PrinterState
    left: int = 0


def is_whole(answer: bytes) -> bool:
    """Whether all lines are there."""
    return len(_LINE.findall(answer)) >= LINES


def parse(answer: bytes) -> Status | None:
    """The last status in what a printer sent; none where there is none that can be read."""
    lines = [line.decode("ascii", "replace").split(",") for line in _LINE.findall(answer)][-LINES:]
    if len(lines) < LINES or any(len(line) < least for line, least in zip(lines, _FIELDS_MIN, strict=False)):
        return None
    first, second = lines[0], lines[1]
    try:
        formats, batch = int(first[4]), int(second[8])
    except ValueError:
        return None
    return Status(_state(first, second), formats + batch + _is(first[7]))


def _state(first: list[str], second: list[str]) -> PrinterState:
    """What keeps it from printing, what hands can do something about first; else ready."""
    if _is(second[2]):
        return "head_open"
    if _is(first[1]):
        return "paper_out"
    if _is(second[3]):
        return "ribbon_out"
    if _is(first[9]):
        return "fault"
    if _is(first[2]):
        return "paused"
    return "busy" if _is(first[5]) or _is(first[11]) else "ready"


def _is(flag: str) -> bool:
    return flag.strip() == "1"
