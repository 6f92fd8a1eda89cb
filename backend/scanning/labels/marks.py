"""What a label is made of. All lengths in millimetres from the upper left corner of the label."""

from __future__ import annotations

from typing import Literal, NamedTuple

Linear = Literal["code128", "gs1-128", "ean13", "ean8", "upca"]
Square = Literal["qr", "datamatrix"]


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


class Shape(NamedTuple):
    """A filled polygon, by its corners."""

    corners: tuple[tuple[float, float], ...]


class Bars(NamedTuple):
    """A linear symbol. `modules` has `1` for a bar and `0` for a space, each `module` wide; no quiet zones.

    `payload` is what the symbol says: for GS1-128 the element string, else the text or the digits.
    """

    x: float
    y: float
    module: float
    height: float
    modules: str
    payload: str
    form: Linear
    least: float = 0.19
    """The thinnest module at which it may be printed."""

    @property
    def width(self) -> float:
        """From the first bar to the last."""
        return self.module * len(self.modules)


class Matrix(NamedTuple):
    """A two-dimensional symbol: `rows` of modules from the top, no quiet zones. A DataMatrix here is always GS1's."""

    x: float
    y: float
    module: float
    rows: tuple[str, ...]
    payload: str
    form: Square
    least: float = 0.25

    @property
    def width(self) -> float:
        """Of each side."""
        return self.module * len(self.rows)


Mark = Text | Box | Shape | Bars | Matrix


class Page(NamedTuple):
    """One label of this size, and what stands on it. `title` names it among others."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str = ""
