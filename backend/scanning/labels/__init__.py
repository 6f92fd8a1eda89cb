"""Labels as bytes: PDF for any printer, SVG and PNG for screens, PNG for raster printers, ZPL for label printers.

`kinds` says what stands on each label, `layout` in millimetres where; `svg`, `png`, `pdf` and `zpl` only draw it. What
could not be scanned later raises LabelError.
"""

from __future__ import annotations

from collections.abc import Sequence

from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import (
    BadgeLabel,
    CartonLabel,
    CommandLabel,
    Label,
    LocationLabel,
    OrderLabel,
    PalletLabel,
    ProductLabel,
    ReturnLabel,
    ShippingLabel,
    ToteLabel,
    decode,
)
from backend.scanning.labels.layouts import layout
from backend.scanning.labels.pdf import LABELS_MAX, pages_pdf
from backend.scanning.labels.png import page_png
from backend.scanning.labels.sheets import OWN, SHEETS
from backend.scanning.labels.svg import page_svg
from backend.scanning.labels.zpl import BUILT_IN, page_zpl


def svg(label: Label) -> str:
    """One label for a screen or a browser's print."""
    return page_svg(layout(label))


def png(label: Label, dpi: int = 203) -> bytes:
    """One label as a picture of one bit a dot."""
    return page_png(layout(label), dpi)


def pdf(labels: Sequence[Label], sheet: str = OWN, first: int = 0) -> bytes:
    """Labels on pages of their own size, or on a sheet of `SHEETS` from place `first` (counted from 0) on."""
    if len(labels) > LABELS_MAX:
        raise LabelError("label_many", count=len(labels), most=LABELS_MAX)
    return pages_pdf([layout(label) for label in labels], sheet, first)


def zpl(labels: Sequence[Label], dpi: int = 203, font: str = BUILT_IN) -> bytes:
    """One label format each, for a printer of so many dots an inch."""
    if len(labels) > LABELS_MAX:
        raise LabelError("label_many", count=len(labels), most=LABELS_MAX)
    return b"".join(page_zpl(layout(label), dpi, font) for label in labels)


__all__ = [
    "LABELS_MAX", "OWN", "SHEETS", "BadgeLabel", "CartonLabel", "CommandLabel", "Label", "LabelError", "LocationLabel",
    "OrderLabel", "PalletLabel", "ProductLabel", "ReturnLabel", "ShippingLabel", "ToteLabel", "decode", "layout", "pdf",
    "png", "svg", "zpl",
]  # fmt: skip
