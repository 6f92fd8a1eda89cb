"""What was done on paper while devices were down, and is entered afterwards, by one person or by two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from backend.domain.inbound.rows import RejectReason
from backend.domain.pick.rows import PickTask
from backend.lab.simulate import clock, goods, world
from backend.ops.count.record import CountRecord
from backend.ops.inbound.receive import InboundReceive
from backend.ops.inbound.reject import InboundReject
from backend.ops.kernel import Op
from backend.ops.paper.enter import PaperEnter
from backend.ops.pick.put import PickPut
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import PickShort

if TYPE_CHECKING:
    from backend.lab.simulate.work import Worker

SHEETS = ("S1", "S1", "S2")
"""Printings of a delivery or of a place; each is in the hands of all who enter it."""
STOPS = 2
"""Of a house, for which there is a sheet, so that each is often in two hands."""


def enter(worker: Worker, house: str) -> Op | None:
    """A line of a sheet; often once more after it, as it was or with another number."""
    line = worker.chance.choice((_stop, _stop, _delivery, _delivery, _count))(worker, house)
    if line is not None and worker.chance.random() < 0.4:  # noqa: PLR2004
        again = _otherwise(worker, line) if worker.chance.random() < 0.6 else line  # noqa: PLR2004
        worker.errands[worker.author].append(again)
    return line


def _otherwise(worker: Worker, line: PaperEnter) -> PaperEnter:
    """Another number is read off the same line."""
    if line.pick is not None:
        return replace(line, pick=replace(line.pick, units=line.pick.units + 1))
    if line.short is not None:
        return replace(line, short=replace(line.short, units=line.short.units + 1))
    if line.receive is not None:
        return replace(line, receive=replace(line.receive, units=worker.chance.choice((1, 2))))
    return line


def _who(worker: Worker, house: str) -> str:
    return worker.chance.choice([p for p, (_, at) in world.PEOPLE.items() if at == house])


def _when(worker: Worker) -> int:
    """As it was written down: before it is entered as a rule."""
    return clock.START_MS + clock.now_ms() + worker.chance.choice((-3_600_000, -60_000, 0, 60_000))


def _stop(worker: Worker, house: str) -> PaperEnter | None:
    """What was picked, what was not there, or the tote that is written down.

    Its picker may have told some of it by device; the lead knows of that or not.
    """
    stops = sorted((t for t in worker.core.rows(PickTask) if t.warehouse == house), key=lambda t: t.id)
    lacking = [t for t in stops if t.left] or stops
    if not lacking:
        return None
    stop, by, at = worker.chance.choice(lacking[:STOPS]), _who(worker, house), _when(worker)
    units = max(1, stop.quantity - worker.chance.choice((0, 0, 0, 1)))
    kind = worker.chance.random()
    if kind < 0.6:  # noqa: PLR2004
        raw = f"L-{stop.location.partition('/')[2]}"
        return PaperEnter(line=f"pick/{stop.id}", by=by, at=at, pick=PickScan(task=stop.id, raw=raw, units=units))
    if kind < 0.8:  # noqa: PLR2004
        short = PickShort(task=stop.id, units=worker.chance.choice((1, 1, 2)), reason="shelf_empty")
        return PaperEnter(line=f"short/{stop.id}", by=by, at=at, short=short)
    put = PickPut(task=stop.id, raw=worker.chance.choice(world.TOTES))
    return PaperEnter(line=f"put/{stop.id}", by=by, at=at, put=put)


def _delivery(worker: Worker, house: str) -> PaperEnter:
    """What came at the door, or was turned away."""
    inbound, by, at = f"{house}-in", _who(worker, house), _when(worker)
    product, units = worker.chance.choice(("PEN", "MLK")), worker.chance.choice((3, 3, 3, 4))
    raw = world.PRODUCTS[product] if product == "PEN" else f"{world.MILK}{world.LOT}"
    line = f"P-D-{inbound}-{worker.chance.choice(SHEETS)}-{product}"
    door = f"{house}/{world.DOOR}"
    if worker.chance.random() < 0.7:  # noqa: PLR2004
        came = InboundReceive(inbound=inbound, location=door, raw=raw, units=units)
        return PaperEnter(line=f"{line}/in", by=by, at=at, receive=came)
    reason: RejectReason = worker.chance.choice(("damaged", "quality"))
    turned = InboundReject(inbound=inbound, location=door, raw=raw, units=1, reason=reason)
    return PaperEnter(line=f"{line}/no", by=by, at=at, reject=turned)


def _count(worker: Worker, house: str) -> PaperEnter | None:
    """What lay at a place; goods may have moved there since the sheet was printed."""
    counted = goods.count(worker, house)
    if not isinstance(counted, CountRecord):
        return None
    line = f"P-C-{counted.location}-{worker.chance.choice(SHEETS)}"
    doubt = worker.chance.random() < 0.4  # noqa: PLR2004
    return PaperEnter(line=line, by=_who(worker, house), at=_when(worker), count=counted, moved_since=doubt)
