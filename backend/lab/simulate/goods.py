"""What people do at the door, on the shelves and at the trucks: goods in and back, counts, pallets, holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from backend.domain.count.rows import StockCounted
from backend.domain.inbound.rows import Inbound, RejectReason
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.returns.rows import Disposition, ReturnReceipt
from backend.domain.row import Row
from backend.domain.ship.hold import LoadHold
from backend.domain.ship.pallet import Pallet
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask
from backend.lab.simulate import clock, world
from backend.ops.count.ask import CountAsk
from backend.ops.count.record import CountLine, CountRecord
from backend.ops.count.undo import CountUndo
from backend.ops.inbound.announce import AnnouncedLine, InboundAnnounce
from backend.ops.inbound.close import InboundClose
from backend.ops.inbound.open import InboundOpen
from backend.ops.inbound.receive import InboundReceive
from backend.ops.inbound.reject import InboundReject
from backend.ops.inbound.take_back import InboundTakeBack
from backend.ops.kernel import Op
from backend.ops.pallet.add import PalletAdd
from backend.ops.pallet.close import PalletClose
from backend.ops.pallet.load import PalletLoad
from backend.ops.pallet.remove import PalletRemove
from backend.ops.pick.route import PickRoute
from backend.ops.quality.hold import QualityHold
from backend.ops.quality.release import QualityRelease
from backend.ops.returns.close import ReturnsClose
from backend.ops.returns.inspect import ReturnsInspect
from backend.ops.returns.open import ReturnsOpen
from backend.ops.returns.take_back import ReturnsTakeBack
from backend.ops.ship.sign import ShipSign
from backend.ops.ship.unload import ShipUnload
from backend.ops.stock.move import StockMove
from backend.ops.stock.set_face import StockSetFace
from backend.ops.task.assign import TaskAssign
from backend.ops.task.unsettle import TaskUnsettle
from backend.scanning.sscc import sscc

if TYPE_CHECKING:
    from backend.lab.simulate.work import Worker

R = TypeVar("R", bound=Row)
Turn = Callable[["Worker", str], Op | None]
"""What somebody at a device would do next in a house; none where there is nothing to do it with."""
OVER = {"handed_over", "shipped"}
SSCC = "]C100"
"""In front of a carton's number, as a scanner gives it."""
DISPOSITIONS: tuple[Disposition, ...] = ("restock", "restock", "quarantine", "scrap")


def one_of(worker: Worker, row: type[R], house: str) -> R | None:
    """A row of this house that the screen shows; one that is over only now and then."""
    found = [r for r in worker.core.rows(row) if getattr(r, "warehouse", house) == house]
    live = [r for r in found if getattr(r, "stage", "") not in OVER]
    if live and worker.chance.random() < 0.85:  # noqa: PLR2004
        found = live
    return worker.chance.choice(found) if found else None


def some_place(worker: Worker, house: str) -> str:
    """A bin as a rule; else the door, or quarantine."""
    return f"{house}/{worker.chance.choice((*world.BINS, *world.BINS, world.DOOR, world.HELD))}"


def _is_shelf(place: str) -> bool:
    return place.rpartition("/")[2] in {*world.BINS, world.DOOR, world.HELD}


def some_label(worker: Worker) -> str:
    """What is scanned of goods, with a lot or none; now and then what nobody knows."""
    return worker.chance.choice(list(world.LABELS))


def few(worker: Worker) -> int:
    """One unit as a rule."""
    return worker.chance.choice((1, 1, 1, 2, 3))


# At the door


def some_delivery(worker: Worker, house: str) -> str:
    """A delivery that the screen shows, or one that this device has begun and nobody else knows of yet."""
    found = one_of(worker, Inbound, house)
    begun = worker.begun["inbound"]
    return worker.chance.choice([*begun[-2:], *([found.id, found.id] if found else [])] or [f"{house}-in"])


def _blind(worker: Worker, house: str) -> Op:
    worker.begun["inbound"].append(worker.new("i"))
    return InboundOpen(inbound=worker.begun["inbound"][-1], warehouse=house, supplier="Vos")


def _receive(worker: Worker, house: str) -> Op:
    """Goods are taken in."""
    worker.last["inbound"] = InboundReceive(
        inbound=some_delivery(worker, house), location=some_place(worker, house), raw=some_label(worker),
        units=few(worker),
    )  # fmt: skip
    return worker.last["inbound"]


def _undo(worker: Worker, what: str) -> Op | None:
    """The way back of what this person did last, as the key for it makes it; now and then pressed twice."""
    last = worker.last.get(what)
    return last.undo("") if last is not None and worker.chance.random() < 0.7 else None  # noqa: PLR2004


def _reject(worker: Worker, house: str) -> Op:
    place = f"{house}/{world.DOOR}"
    reason: RejectReason = worker.chance.choice(("damaged", "quality"))
    worker.last["inbound"] = InboundReject(
        inbound=some_delivery(worker, house), location=place, raw=some_label(worker), units=few(worker), reason=reason
    )
    return worker.last["inbound"]


def _not_received(worker: Worker, house: str) -> Op:
    back = _undo(worker, "inbound")
    if back is not None:
        return back
    reason: RejectReason | Literal[""] = "damaged" if worker.chance.random() < 0.3 else ""  # noqa: PLR2004
    return InboundTakeBack(
        inbound=some_delivery(worker, house), location=some_place(worker, house), raw=some_label(worker),
        units=few(worker), reason=reason,
    )  # fmt: skip


def _all_came(worker: Worker, house: str) -> Op:
    return InboundClose(inbound=some_delivery(worker, house))


def _carry(worker: Worker, house: str) -> Op:
    """Put away, refilled, set apart, or carried to and fro; as a rule from where the books have such goods."""
    from_, raw = some_place(worker, house), some_label(worker)
    there = [s for s in worker.core.rows(Stock) if s.warehouse == house and s.quantity and _is_shelf(s.location)]
    if there and worker.chance.random() < 0.7:  # noqa: PLR2004
        stock = worker.chance.choice(there)
        from_, raw = stock.location, world.PRODUCTS[stock.product]
    return StockMove(from_location=from_, to_location=some_place(worker, house), raw=raw, units=few(worker))


def announce(worker: Worker, house: str) -> Op:
    """The office hears of a delivery."""
    products = worker.chance.sample(list(world.PRODUCTS), worker.chance.randint(1, 3))
    lines = tuple(AnnouncedLine(product=p, quantity=worker.chance.randint(1, 9)) for p in products)
    return InboundAnnounce(inbound=worker.new("i"), warehouse=house, number="PO", supplier="Vos", lines=lines)


# What customers send back


def some_receipt(worker: Worker, house: str) -> str:
    found = one_of(worker, ReturnReceipt, house)
    begun = worker.begun["return"]
    return worker.chance.choice([*begun[-2:], *([found.id] if found else [])] or [f"{house}-back"])


def _came_back(worker: Worker, house: str) -> Op:
    """A parcel: by the label of its carton, of its order, or with none."""
    worker.begun["return"].append(worker.new("b"))
    left = [c.sscc for c in worker.core.rows(Carton) if c.sscc and c.warehouse == house and c.stage == "shipped"]
    labels = [None, f"O-#{house}-{world.SENT}", *(f"{SSCC}{number}" for number in left)]
    return ReturnsOpen(receipt=worker.begun["return"][-1], warehouse=house, raw=worker.chance.choice(labels))


def _look_at(worker: Worker, house: str) -> Op:
    """More often than not the goods that were sent."""
    raw = world.PRODUCTS["PEN"] if worker.chance.random() < 0.6 else some_label(worker)  # noqa: PLR2004
    made = worker.chance.choice(DISPOSITIONS)
    held = made == "quarantine" and worker.chance.random() < 0.8  # noqa: PLR2004
    place = f"{house}/{world.HELD}" if held else some_place(worker, house)
    worker.last["return"] = ReturnsInspect(
        receipt=some_receipt(worker, house), location=place, raw=raw, units=few(worker), disposition=made
    )
    return worker.last["return"]


def _not_returned(worker: Worker, house: str) -> Op:
    return _undo(worker, "return") or ReturnsTakeBack(
        receipt=some_receipt(worker, house), location=some_place(worker, house), raw=some_label(worker), units=1,
        disposition=worker.chance.choice(DISPOSITIONS),
    )  # fmt: skip


def _all_looked_at(worker: Worker, house: str) -> Op:
    return ReturnsClose(receipt=some_receipt(worker, house))


# Counts


def count(worker: Worker, house: str) -> Op:
    """Somebody counts a bin: what the device knows of it as they begin, and what they then find.

    As a rule all is there, or a unit is missing; now and then it is far from what the books say.
    """
    there = [s for s in worker.core.rows(Stock) if s.warehouse == house and _is_shelf(s.location)]
    if not there:
        place = f"{house}/{worker.chance.choice(world.BINS)}"
        lines = (CountLine(product="PEN", counted=worker.chance.randint(0, 2), quantity=0),)
        return CountRecord(location=place, lines=lines, begun_at=clock.START_MS)
    stock = worker.chance.choice(there)
    off = worker.chance.choice((0, 0, -1, -1, 1, -9))
    line = CountLine(
        product=stock.product, lot=stock.lot, counted=max(0, stock.quantity + off), quantity=stock.quantity,
        corrected=stock.corrected, ver=stock.ver,
    )  # fmt: skip
    asked = [t.id for t in worker.core.rows(ExceptionTask) if t.stage == "open" and t.place == stock.location]
    return CountRecord(location=stock.location, lines=(line,), tasks=tuple(asked[:3]), begun_at=clock.START_MS)


def _no_count(worker: Worker, house: str) -> Op | None:
    counted = one_of(worker, StockCounted, house)
    return CountUndo(count=counted.op, location=counted.location) if counted else None


# Pallets, trucks, and what must not go onto them


def some_carton(worker: Worker, house: str) -> str:
    """The number of a closed carton, now and then one that has left."""
    found = one_of(worker, Carton, house)
    return f"{SSCC}{found.sscc}" if found and found.sscc else f"{SSCC}{sscc(0, '9521230', 2)}"


def _pallet(worker: Worker, house: str) -> str:
    """A pallet that the screen shows, or one that begins: with the next number of this device, or an old label."""
    found = one_of(worker, Pallet, house)
    begun = worker.begun["pallet"]
    known = [*begun[-1:], *([found.id] if found else [])]
    if not known or worker.chance.random() < 0.2:  # noqa: PLR2004
        begun.append(worker.label() or worker.chance.choice(world.OLD_LABELS))
    return worker.chance.choice(known or begun)


def _lay_on(worker: Worker, house: str) -> Op:
    return PalletAdd(pallet=_pallet(worker, house), warehouse=house, raw=some_carton(worker, house))


def lay_on_old(worker: Worker, house: str) -> Op:
    """A pallet begins with a label of an old roll; whoever has the other end of it begins one with the same number."""
    return PalletAdd(pallet=worker.chance.choice(world.OLD_LABELS), warehouse=house, raw=some_carton(worker, house))


def _lift_off(worker: Worker, house: str) -> Op:
    return PalletRemove(pallet=_pallet(worker, house), raw=some_carton(worker, house))


def _wrap(worker: Worker, house: str) -> Op:
    return PalletClose(pallet=_pallet(worker, house))


def _load_pallet(worker: Worker, house: str) -> Op | None:
    truck = one_of(worker, Manifest, house)
    return PalletLoad(manifest=truck.id, raw=f"{SSCC}{_pallet(worker, house)}") if truck else None


def _unload(worker: Worker, house: str) -> Op | None:
    truck = one_of(worker, Manifest, house)
    return ShipUnload(manifest=truck.id, raw=some_carton(worker, house)) if truck else None


def _sign(worker: Worker, house: str) -> Op | None:
    truck = one_of(worker, Manifest, house)
    return ShipSign(manifest=truck.id, driver="Jo", path="M10 80L40 20") if truck else None


def _held(worker: Worker, house: str) -> tuple[str, str, str]:
    """Shipment, product, lot: of what quality holds. As a rule an order that is near its truck."""
    if worker.chance.random() < 0.7:  # noqa: PLR2004
        near = [s.id for s in worker.core.rows(Shipment) if s.warehouse == house and s.stage in {"packed", "loaded"}]
        return worker.chance.choice(near or [f"{house}-{world.PACKED}"]), "", ""
    return "", worker.chance.choice(("CUP", "PEN")), ""


def _hold(worker: Worker, house: str) -> Op:
    shipment, product, lot = _held(worker, house)
    return QualityHold(warehouse=house, shipment=shipment, product=product, lot=lot, reason="dented")


def _release(worker: Worker, house: str) -> Op | None:
    held = one_of(worker, LoadHold, house)
    if held is None:
        return None
    return QualityRelease(warehouse=house, shipment=held.shipment, product=held.product, lot=held.lot)


# A lead


def _ask(worker: Worker, house: str) -> Op:
    places = worker.chance.sample(world.BINS, worker.chance.randint(1, 2))
    return CountAsk(warehouse=house, places=tuple(f"{house}/{bin_}" for bin_ in places))


def _face(worker: Worker, house: str) -> Op:
    place, product = worker.chance.choice(list(zip(world.BINS, world.PRODUCTS, strict=True)))
    return StockSetFace(location=f"{house}/{place}", product=product, least=2, most=worker.chance.choice((0, 8)))


def _assign(worker: Worker, house: str) -> Op | None:
    task = one_of(worker, ExceptionTask, house)
    owner = worker.chance.choice((None, "ana", "ben"))
    return TaskAssign(task=task.id, owner=owner, due_at=clock.START_MS) if task else None


def _unsettle(worker: Worker, house: str) -> Op | None:
    settled = [t for t in worker.core.rows(ExceptionTask) if t.warehouse == house and t.stage == "settled"]
    return TaskUnsettle(task=worker.chance.choice(settled).id) if settled else None


def not_let(worker: Worker) -> Op | None:
    """Somebody at a desk has let something count by mistake."""
    let = [t.id for t in worker.core.rows(ExceptionTask) if t.settled_as == "accept"]
    return TaskUnsettle(task=worker.chance.choice(let)) if let else None


def _route(worker: Worker, house: str) -> Op | None:
    run = one_of(worker, PickRun, house)
    stops = sorted(t.id for t in worker.core.rows(PickTask) if run and t.run == run.id)
    worker.chance.shuffle(stops)
    return PickRoute(run=run.id, stops=tuple(stops)) if run and stops else None


DOOR: dict[Turn, int] = {
    _receive: 30, _carry: 20, count: 12, _look_at: 14, _came_back: 8, _not_received: 7, _reject: 6, _blind: 6,
    _not_returned: 5, _all_came: 4, _all_looked_at: 3, _no_count: 3,
}  # fmt: skip
BENCH: dict[Turn, int] = {_lay_on: 6, _lift_off: 2, _wrap: 1, count: 1}
DOCK: dict[Turn, int] = {_load_pallet: 6, _unload: 3, _sign: 2, count: 1}
FLOOR: dict[Turn, int] = {
    _hold: 4, _release: 3, count: 4, _ask: 2, _face: 2, _assign: 2, _unsettle: 3, _route: 2, _carry: 2, _lay_on: 2,
    _load_pallet: 2, _receive: 2, _no_count: 1,
}  # fmt: skip


def turn(worker: Worker, house: str, turns: dict[Turn, int]) -> Op:
    """One of these, by their weights; where there is nothing to do it with, a bin is counted."""
    (chosen,) = worker.chance.choices(list(turns), list(turns.values()))
    return chosen(worker, house) or count(worker, house)
