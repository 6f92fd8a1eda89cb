"""What the ops on goods that come back have in common: the rows that they read, and what cannot be booked yet."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Contradicted, PhysicalTask
from backend.domain.pack.rows import ShipmentLine
from backend.domain.pick.serials import PickedSerial, serial_id
from backend.domain.returns.lines import line_id
from backend.domain.returns.rows import Disposition, ReturnLine, ReturnReceipt
from backend.domain.stock import places
from backend.domain.stock.rows import Location
from backend.ops import wants
from backend.ops.goods import goods_wants, lot_of, products_of, serial_of
from backend.ops.kernel import All, Ref, State, Want
from backend.ops.lots import lot_wants


def return_wants(state: State, receipt: str, location: str, raw: str, lot: str) -> Iterable[Want]:
    """A return, a place, and for the goods of a scan their line, lots, balances and position."""
    yield Ref(ReturnReceipt, receipt)
    yield Ref(Location, location)
    yield from goods_wants(state, raw)
    found = state.find(ReturnReceipt, receipt)
    if found is None:
        return
    for product in sorted(products_of(state, raw)):
        yield Ref(ReturnLine, line_id(receipt, product), needed=False)
        yield from _of_the_order(state, found, product)
        yield wants.position(found.warehouse, product)
        if serial_of(raw):
            yield Ref(PickedSerial, serial_id(product, serial_of(raw)), needed=False)
        for one in sorted({lot_of(raw), lot, ""}):
            yield from lot_wants(product, one)
            yield wants.balance(location, product, one)


def _of_the_order(state: State, receipt: ReturnReceipt, product: str) -> Iterable[Want]:
    """What was sent, and what came back of it with other returns."""
    if not receipt.shipment:
        return
    yield All(ShipmentLine, "shipment", receipt.shipment)
    yield All(ReturnReceipt, "shipment", receipt.shipment)
    for other in state.all(ReturnReceipt, "shipment", receipt.shipment):
        yield Ref(ReturnLine, line_id(other.id, product), needed=False)


def astray(
    receipt: ReturnReceipt, place: Location, disposition: Disposition, product: str, units: int
) -> Contradicted | None:
    """Goods of which nobody can say yet where they are: not here, beyond the walls, or held where all may pick."""
    elsewhere = place.warehouse != receipt.warehouse or place.kind == "outside"
    picked_from = disposition == "quarantine" and not places.is_held(place.id)
    if not elsewhere and not picked_from:
        return None
    say = PhysicalTask("say_where", receipt.warehouse, place.id, product, units)
    return Contradicted("not_a_place", say, (), {"place": place.id, "product": product, "units": units})
