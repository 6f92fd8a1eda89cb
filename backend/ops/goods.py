"""What was scanned, as goods: the product, how many base units one of it is, and its lot."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from backend.domain.day import year_of
from backend.domain.product.rows import Barcode, Product
from backend.ops.kernel import Context, Ref, State, Want
from backend.scanning.own_code import PREFIXES
from backend.scanning.resolve import Scan, read

PIECES_MAX = 100_000
"""A label that says more than this is not believed."""
_ANY_YEAR = 2026
"""Which codes to look up does not depend on the year; only dates within a scan do."""


class Goods(Struct, frozen=True):
    """A scan of goods. `product` is empty where nothing is known by the code; `seen` is what to show.

    `lot` is what the label says, for products that are tracked by lot; empty for all others. `by_place`: the label of
    the place stood for them.
    """

    product: str
    units: int
    lot: str
    seen: str
    by_place: bool = False


_LETTERS: dict[str, str] = {"location": PREFIXES["location"], "order": PREFIXES["order"], "badge": PREFIXES["badge"]}
"""In front of codes that are given without it."""


def _codes(scan: Scan) -> tuple[str, ...]:
    """What goods are known by that bear this code. What looks like a label of ours is one, or goods with all of it."""
    if scan.error is not None or scan.form == "command":
        return ()
    whole = _LETTERS.get(scan.form, "") + scan.code if scan.code else None
    return tuple(c for c in (scan.gtin, whole) if c)


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


def serial_of(raw: str) -> str:
    """The serial number that a scan names, or nothing."""
    return read(raw, _ANY_YEAR).serial or ""


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


def at_place(goods: Goods, raw: str, location: str, product: str) -> Goods:
    """The label of a place stands for what is picked there, where the process of the floor has it so.

    `location` is the id of the place. Goods that bear the code of the label go first.
    """
    scan = read(raw, _ANY_YEAR)
    here = scan.form == "location" and scan.error is None and location.partition("/")[2] == scan.code
    return Goods(product, 1, "", goods.seen, by_place=True) if here and not goods.product else goods


def tote_code(raw: str) -> str | None:
    """The code of a tote that was scanned, such as `T-0007`; none if it was not a tote."""
    scan = read(raw, _ANY_YEAR)
    return scan.code if scan.form == "tote" and scan.error is None else None


def products_of(state: State, raw: str) -> set[str]:
    """The products that a scan of goods may stand for, as far as they are loaded."""
    found: set[str] = set()
    for code in _codes(read(raw, _ANY_YEAR)):
        barcode = state.find(Barcode, code)
        found.add(barcode.product if barcode is not None else code)
    return {product for product in found if state.find(Product, product) is not None}


def expiry_of(raw: str, context: Context) -> str | None:
    """The date that a label says, as an ISO date."""
    scan = read(raw, year_of(context.received_at))
    return scan.expiry if scan.error is None else None


def pieces(raw: str) -> int:
    """How many packs one label stands for: a pallet's says how many of what is inside (AI 02 with 37)."""
    scan = read(raw, _ANY_YEAR)
    inside = scan.error is None and any(ai == "02" for ai, _ in scan.elements)
    return min(max(1, scan.count or 1), PIECES_MAX) if inside else 1
