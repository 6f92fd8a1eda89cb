"""Planning a walk: which units of which bin for which order, in the order of the aisles."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from backend.domain.day import iso_day
from backend.domain.draft import Draft
from backend.domain.order.promise import Lack
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.pick.rules import needed_until, rule_of
from backend.domain.product.rows import Lot
from backend.domain.stock.ledger import allocate
from backend.domain.stock.rotate import Share, Shelf
from backend.domain.stock.rotate import allocate as allocate_units
from backend.domain.stock.rows import Location, Stock


class Load(Struct, frozen=True):
    """One order of a run with the lines that have something to pick."""

    order: Order
    lines: tuple[OrderLine, ...]
    substitutes: str | None = None
    valuable: bool | None = None


class Stop(Struct, frozen=True):
    """One stop of the walk: units of one balance for one line in one slot."""

    slot: int
    order: Order
    line: OrderLine
    share: Share

    @property
    def zone(self) -> str:
        """The part of the building that it is in."""
        return self.share.shelf.location.zone

    @property
    def turn(self) -> tuple[int, str, str, int, int]:
        """The sort key of the walk."""
        place = self.share.shelf.location
        return (place.pick_sequence, place.id, self.line.product, self.slot, self.line.n)


class Uncovered(Struct, frozen=True):
    """An order of which bins do not hold all reserved units."""

    order: Order
    lack: Lack


def shelves(draft: Draft, warehouse: str, product: str) -> list[Shelf]:
    """The balances of a product in a warehouse, with place and date."""
    found: list[Shelf] = []
    for stock in draft.all(Stock, "product", product):
        place = draft.find(Location, stock.location) if stock.warehouse == warehouse else None
        lot = draft.find(Lot, f"{product}/{stock.lot}") if stock.lot else None
        if place is not None:
            found.append(Shelf(stock, place, lot.expiry if lot else None))
    return found


def shares_of(draft: Draft, warehouse: str, product: str, units: int, at: int) -> tuple[list[Share], int]:
    """Units of a product over the bins, as the rules of its class have it. Returns what is not covered as well."""
    rule = rule_of(draft, warehouse, product)
    # What nobody asks the date of at the shelf still does not leave past it.
    until = iso_day(at) if rule.expiry == "none" else needed_until(rule, at)
    return allocate_units(shelves(draft, warehouse, product), units, until, fefo=rule.fefo != "none")


def plan(
    draft: Draft, warehouse: str, loads: Sequence[Load], at: int, *, by_zone: bool = False
) -> tuple[list[Stop], list[Uncovered]]:
    """Allocate bins, as the rules of each class have it, for every order in turn. Returns the stops in walking order.

    With `by_zone` all stops of a zone come together, the zones in the order in which the walk first comes to them.
    """
    stops: list[Stop] = []
    uncovered: list[Uncovered] = []
    for slot, load in enumerate(loads, 1):
        for line in load.lines:
            shares, rest = shares_of(draft, warehouse, line.product, line.reserved, at)
            if rest:
                uncovered.append(Uncovered(load.order, Lack(line.product, line.reserved, line.reserved - rest)))
            for share in shares:
                stock = share.shelf.stock
                allocate(draft, warehouse, stock.location, stock.product, stock.lot, share.units)
                stops.append(Stop(slot, load.order, line, share))
    walk = sorted(stops, key=lambda stop: stop.turn)
    if by_zone:
        zones = list(dict.fromkeys(stop.zone for stop in walk))
        walk.sort(key=lambda stop: zones.index(stop.zone))
    return walk, uncovered


def set_out(draft: Draft, run: PickRun, loads: Sequence[Load], stops: Sequence[Stop]) -> None:
    """Write a planned run: the run, its slots and stops, and the shipments with their lines."""
    draft.put(run)
    for number, load in enumerate(loads, 1):
        order = load.order
        draft.put(
            PickSlot(
                id=f"{run.id}/{number}", warehouse=run.warehouse, run=run.id, slot=number,
                shipment=order.id, order_number=order.number,
            )
        )  # fmt: skip
        draft.put(
            Shipment(
                id=order.id, warehouse=run.warehouse, order=order.id, order_number=order.number, due_at=order.due_at,
                ship_name=order.ship_name, ship_street=order.ship_street, ship_city=order.ship_city,
                ship_zip=order.ship_zip, ship_country=order.ship_country, ship_phone=order.ship_phone,
                substitutes=load.substitutes, valuable=load.valuable,
            )
        )  # fmt: skip
        for line in load.lines:
            draft.put(
                ShipmentLine(
                    id=line.id, warehouse=run.warehouse, shipment=order.id, product=line.product, wanted=line.reserved
                )
            )
    for sequence, stop in enumerate(stops, 1):
        stock = stop.share.shelf.stock
        draft.put(
            PickTask(
                id=f"{run.id}/{sequence}", warehouse=run.warehouse, run=run.id, sequence=sequence,
                slot=f"{run.id}/{stop.slot}", shipment=stop.order.id, shipment_line=stop.line.id,
                order_number=stop.order.number, product=stock.product, location=stock.location, lot=stock.lot,
                quantity=stop.share.units,
            )
        )  # fmt: skip
