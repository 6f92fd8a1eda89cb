"""What was scanned, as goods: the product, how many base units one of it is, and its lot."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from backend.domain.day import year_of
from backend.domain.product.rows import Barcode, Product
from backend.ops.kernel import Context, Ref, State, Want
from backend.scanning.resolve import Scan, read

_ANY_YEAR = 2026
"""Which codes to look up does not depend on the year; only dates within a scan do."""


class Goods(Struct, frozen=True):
    """A scan of goods. `product` is empty where nothing is known by the code; `seen` is what to show.

    `lot` is what the label says, for products that are tracked by lot; empty for all others.
    """

    product: str
    units: int
    lot: str
    seen: str


def _codes(scan: Scan) -> tuple[str, ...]:
    if scan.error is not None:
        return ()
    return tuple(c for c in (scan.gtin, scan.code) if c)


def goods_wants(state: State, raw: str) -> Iterable[Want]:
    """The rows that a scan of goods may stand for."""
    for code in _codes(read(raw, _ANY_YEAR)):
        yield Ref(Barcode, code, needed=False)
        yield Ref(Product, code, needed=False)
        barcode = state.find(Barcode, code)
        if barcode is not None:
            yield Ref(Product, barcode.product)


def lot_of(raw: str | None) -> str:
    """The lot that a scan names, or nothing."""
    return (read(raw, _ANY_YEAR).lot or "") if raw else ""


def goods(state: State, raw: str, context: Context) -> Goods:
    """Read a scan as goods: a barcode first, then the SKU itself."""
    scan = read(raw, year_of(context.received_at))
    seen = scan.gtin or scan.code or scan.raw[:80]
    for code in _codes(scan):
        barcode = state.find(Barcode, code)
        product = state.find(Product, barcode.product if barcode else code)
        if product is not None:
            lot = (scan.lot or "") if product.lot_tracked else ""
            return Goods(product.id, barcode.units if barcode else 1, lot, seen)
    return Goods("", 1, "", seen)


def tote_code(raw: str) -> str | None:
    """The code of a tote that was scanned, such as `T-0007`; none if it was not a tote."""
    scan = read(raw, _ANY_YEAR)
    return scan.code if scan.form == "tote" and scan.error is None else None
