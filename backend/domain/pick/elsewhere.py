"""The rest of a short stop from other bins, at the end of the same walk; and what becomes of it when units turn up."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.order.hold import hold
from backend.domain.pack.rows import ShipmentLine
from backend.domain.pick.rows import PickTask
from backend.domain.stock.ledger import allocate


class Rest(Struct, frozen=True):
    """Units that a picker goes to another balance for. `counts`: it is in a bin of this warehouse."""

    location: str
    lot: str
    units: int
    counts: bool = True


def go_on(draft: Draft, task: PickTask, units: int, rests: Sequence[Rest]) -> int:
    """Append a stop for each rest; together they replace at most `units`. Returns the units that they replace.

    A device has planned with these stops and may have picked at them, so each is made: one that the line does not need
    asks for nothing. As many units as are free are held besides until the short bin was counted: what the line is
    promised comes from elsewhere now, and what it was promised before may not be there.
    """
    last = max(t.sequence for t in draft.all(PickTask, "run", task.run))
    rest = units
    for n, wanted in enumerate(rests, 1):
        share = min(rest, wanted.units) if wanted.counts else 0
        rest -= share
        draft.put(
            PickTask(
                id=f"{draft.op}/{n}", warehouse=task.warehouse, run=task.run, sequence=last + n, slot=task.slot,
                shipment=task.shipment, shipment_line=task.shipment_line, order_number=task.order_number,
                product=task.product, location=wanted.location, lot=wanted.lot, quantity=wanted.units,
                short=wanted.units - share, cancelled=task.cancelled,
            )
        )  # fmt: skip
        if share:
            allocate(draft, task.warehouse, wanted.location, task.product, wanted.lot, share)
    replaced = units - rest
    if replaced:
        line = draft.get(ShipmentLine, task.shipment_line)
        draft.set(line, short=line.short - replaced)
        hold(draft, task.id, task.warehouse, task.product, replaced)
    return replaced


def take_back(draft: Draft, task: PickTask, units: int) -> int:
    """Units of a line that were to be picked elsewhere are not needed there: the last stops first. Returns how many."""
    rest = units
    stops = draft.all(PickTask, "run", task.run)
    for stop in sorted(stops, key=lambda t: (-t.sequence, t.id)):
        share = min(rest, stop.left)
        if share and stop.shipment_line == task.shipment_line and stop.id != task.id:
            draft.set(stop, short=stop.short + share)
            allocate(draft, stop.warehouse, stop.location, stop.product, stop.lot, -share)
            rest -= share
    return units - rest
