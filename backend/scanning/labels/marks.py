"""What a label is made of. All lengths in millimetres from the upper left corner of the label."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One line of text; `y` is its baseline, `size` the height of an em."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


class Box(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float


class Bars(NamedTuple):
    """A linear symbol. `modules` has `1` for a bar and `0` for a space, each `module` wide; no quiet zones.

    `payload` is what the symbol says: for GS1-128 the element string, for Code 128 the text.
    """

    x: float
    y: float
    module: float
    height: float
    modules: str
    payload: str
    gs1: bool


class Page(NamedTuple):
    """One label of this size, and what stands on it."""

    width: float
    height: float
    marks: tuple[Text | Box | Bars, ...]
