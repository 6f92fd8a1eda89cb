"""What goes into cartons and comes out of them, and which lines of the shipment it counts for."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.pack.rows import Carton, CartonItem, ShipmentLine
from backend.domain.pack.spread import spread, unspread
from backend.domain.pick.rows import Tote
from backend.domain.stock import places
from backend.domain.stock.ledger import lot_at
from backend.domain.stock.rows import Stock


def lines_of(draft: Draft, shipment: str, product: str) -> list[ShipmentLine]:
    """The lines of a shipment that want a product."""
    return [line for line in draft.all(ShipmentLine, "shipment", shipment) if line.product == product]


def sources(draft: Draft, carton: Carton) -> list[str]:
    """Where units for a carton come from: the totes of its shipment, or else the cart."""
    totes = [tote.id for tote in draft.all(Tote, "shipment", carton.shipment)]
    return totes or [places.cart(carton.warehouse)]


def takes(draft: Draft, carton: Carton, product: str, lot: str, units: int) -> list[tuple[str, str, int]]:
    """Place, lot and units to take for a carton: from each tote what it holds; what no tote holds, from the first."""
    found: list[tuple[str, str, int]] = []
    froms = sources(draft, carton)
    for place in froms:
        stocks = draft.all(Stock, "location", place)
        first = lot_at(stocks, product, lot)
        mine = [s for s in stocks if s.product == product and s.quantity > 0 and (not lot or s.lot == lot)]
        for stock in sorted(mine, key=lambda s: (s.lot != first, s.lot)):
            share = min(units, stock.quantity)
            if share > 0:
                found.append((place, stock.lot, share))
                units -= share
    if units > 0:
        found.append((froms[0], lot, units))
    return found


def put_in(draft: Draft, carton: Carton, product: str, lot: str, units: int) -> Carton:
    """Count units into a carton."""
    id_ = f"{carton.id}/{product}/{lot}"
    item = draft.find(CartonItem, id_) or CartonItem(
        id=id_, warehouse=carton.warehouse, carton=carton.id, product=product, lot=lot
    )
    draft.set(item, quantity=item.quantity + units)
    return draft.set(carton, units=carton.units + units)


def count_packed(draft: Draft, shipment: str, product: str, units: int) -> None:
    """Count packed units on the lines: first where they were picked, then where they are wanted."""
    lines = lines_of(draft, shipment, product)
    picked = [max(0, line.picked - line.packed) for line in lines]
    shares = spread(min(units, sum(picked)), picked)
    rest = spread(units - sum(shares), [line.wanted - line.packed - s for line, s in zip(lines, shares, strict=True)])
    for line, share, more in zip(lines, shares, rest, strict=True):
        draft.set(line, packed=line.packed + share + more)


def count_unpacked(draft: Draft, shipment: str, product: str, units: int) -> None:
    """Take packed units off the lines, the last line first."""
    lines = lines_of(draft, shipment, product)
    for line, share in zip(lines, unspread(units, [line.packed for line in lines]), strict=True):
        draft.set(line, packed=line.packed - share)


def take_from(draft: Draft, carton: Carton, item: CartonItem, units: int) -> Carton:
    """Count units out of a carton and off the lines."""
    assert units <= item.quantity
    draft.set(item, quantity=item.quantity - units)
    count_unpacked(draft, carton.shipment, item.product, units)
    return draft.set(carton, units=carton.units - units)
