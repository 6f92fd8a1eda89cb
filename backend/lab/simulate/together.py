"""What people do on walks that are shared, with substitutes, boxes, the stops of a truck, and photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from backend.domain.order.rows import Order
from backend.domain.pack.box import BoxType
from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.pick.replace import SubstituteAsk
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.product.substitutes import Consent, Substitute
from backend.domain.ship.rows import Manifest
from backend.domain.ship.stops import ManifestStop
from backend.lab.simulate import errands, goods, looks, paperwork, world
from backend.lab.simulate.goods import Turn, one_of
from backend.ops.customer.consent import CustomerConsent
from backend.ops.kernel import Op
from backend.ops.order.answer import OrderAnswer
from backend.ops.order.consent import OrderConsent
from backend.ops.pack.box import PackBox
from backend.ops.pack.finish import PackFinish
from backend.ops.photo.take import PhotoTake
from backend.ops.pick.ask import PickAsk
from backend.ops.pick.found import PickFound
from backend.ops.pick.gather import PickGather
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.pass_on import PickPassOn
from backend.ops.pick.short import OtherBin, PickShort
from backend.ops.pick.substitute import PickSubstitute
from backend.ops.pick.take import PickTake
from backend.ops.pick.unbind import PickUnbind
from backend.ops.pick.unskip import PickUnskip
from backend.ops.pick.unsubstitute import PickUnsubstitute
from backend.ops.product.substitute import ProductSubstitute
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.plan import PlannedStop, ShipPlan

if TYPE_CHECKING:
    from backend.lab.simulate.work import Worker

ZONES = ("A", "B")
WORDS: tuple[Consent, ...] = ("always", "ask", "never")
BY: tuple[Literal["customer", "rep", "manager"], ...] = ("customer", "rep", "manager")


def _run(worker: Worker, house: str, way: str) -> PickRun | None:
    """A run of this house, walked in a way as a rule."""
    runs = [r for r in worker.core.rows(PickRun) if r.warehouse == house]
    so = [r for r in runs if r.mode == way]
    return worker.chance.choice(so if so and worker.chance.random() < 0.85 else runs) if runs else None  # noqa: PLR2004


def _gather(worker: Worker, house: str) -> Op | None:
    """Units at a bin for all orders of a run; more than they want, or other goods, now and then."""
    run = _run(worker, house, "batch")
    stops = [t for t in worker.core.rows(PickTask) if run is not None and t.run == run.id]
    stops = [t for t in stops if t.left] or stops
    if not stops:
        return None
    stop = worker.chance.choice(stops)
    right = worker.chance.random() < 0.9  # noqa: PLR2004
    raw = world.PRODUCTS[stop.product] if right else goods.some_label(worker)
    return PickGather(task=stop.id, raw=raw, units=worker.chance.choice((1, 2, 2, 3, 5)))


def _tote(worker: Worker, run: PickRun) -> str:
    """A tote of the run as a rule; else any."""
    mine = [s.tote.rpartition("/")[2] for s in worker.core.rows(PickSlot) if s.run == run.id and s.tote]
    return worker.chance.choice(mine if mine and worker.chance.random() < 0.7 else list(world.TOTES))  # noqa: PLR2004


def _pass_on(worker: Worker, house: str) -> Op | None:
    run = _run(worker, house, "zone")
    if run is None:
        return None
    return PickPassOn(run=run.id, zone=worker.chance.choice(ZONES), raw=_tote(worker, run))


def _take(worker: Worker, house: str) -> Op | None:
    run = _run(worker, house, "zone")
    return PickTake(run=run.id, zone=worker.chance.choice(ZONES), raw=_tote(worker, run)) if run else None


def _hand_over(worker: Worker, house: str) -> Op | None:
    """The cart goes to the packers, whether all is on it or not."""
    run = _run(worker, house, worker.chance.choice(("batch", "zone")))
    return PickHandOver(run=run.id) if run else None


def _missing(worker: Worker, house: str) -> Op | None:
    """A shelf is empty, and no other bin has any."""
    stops = [t for t in worker.core.rows(PickTask) if t.warehouse == house and t.left]
    return PickShort(task=worker.chance.choice(stops).id, units=1, reason="shelf_empty") if stops else None


def _instead(worker: Worker, house: str) -> Op | None:
    """Another product for short units: at once with consent, else the office is asked; now and then the wrong one."""
    short = [t for t in worker.core.rows(PickTask) if t.warehouse == house and t.short and not t.cancelled]
    if not short:
        return _missing(worker, house)
    stop = worker.chance.choice(short)
    others = [s.other for s in worker.core.rows(Substitute) if s.product == stop.product] or ["PEN"]
    other, units = worker.chance.choice(others), worker.chance.choice((stop.short, stop.short, goods.few(worker)))
    shipment = worker.core.find(Shipment, stop.shipment)
    agreed = shipment is not None and shipment.substitutes == "always"
    if agreed is (worker.chance.random() < 0.1):  # noqa: PLR2004
        return PickAsk(task=stop.id, other=other, units=units)
    bins = dict(zip(world.PRODUCTS, world.BINS, strict=True))
    code = bins[other] if worker.chance.random() < 0.9 else worker.chance.choice(world.BINS)  # noqa: PLR2004
    lot = world.LOT if other == "MLK" else ""
    place = OtherBin(location=f"{house}/{code}", units=worker.chance.choice((units, units, 2)), lot=lot)
    return PickSubstitute(task=stop.id, other=other, units=units, places=(place,))


def _not_instead(worker: Worker, house: str) -> Op | None:
    """The other product is not taken after all; now and then it is not what goes in place of that stop."""
    stops = [t for t in worker.core.rows(PickTask) if t.warehouse == house]
    lines = [s for s in worker.core.rows(ShipmentLine) if s.warehouse == house and s.instead_of]
    if not stops or not lines:
        return None
    line = worker.chance.choice([s for s in lines if s.wanted] or lines)
    mine = [t for t in stops if t.shipment_line == line.instead_of]
    stop = worker.chance.choice(mine if mine and worker.chance.random() < 0.9 else stops)  # noqa: PLR2004
    return PickUnsubstitute(task=stop.id, line=line.id)


def _found(worker: Worker, house: str) -> Op | None:
    """Missing units are there after all, as a rule where something else was to go in their place."""
    short = [t for t in worker.core.rows(PickTask) if t.warehouse == house and t.short and not t.cancelled]
    if not short:
        return None
    replaced = {s.instead_of for s in worker.core.rows(ShipmentLine) if s.instead_of and s.wanted}
    mine = [t for t in short if t.shipment_line in replaced]
    stop = worker.chance.choice(mine if mine and worker.chance.random() < 0.8 else short)  # noqa: PLR2004
    return PickFound(task=stop.id, units=worker.chance.choice((stop.short, stop.short, goods.few(worker))))


def _unbind(worker: Worker, house: str) -> Op | None:
    """A tote was put into the wrong slot; now and then it is another slot's."""
    slots = [s for s in worker.core.rows(PickSlot) if s.warehouse == house]
    if not slots:
        return None
    slot = worker.chance.choice(slots)
    right = slot.tote and worker.chance.random() < 0.9  # noqa: PLR2004
    return PickUnbind(
        slot=slot.id, tote=(slot.tote if right else None) or f"{house}/{worker.chance.choice(world.TOTES)}"
    )


def _unskip(worker: Worker, house: str) -> Op | None:
    """A stop comes next after all."""
    stops = [t for t in worker.core.rows(PickTask) if t.warehouse == house]
    return PickUnskip(task=worker.chance.choice(stops).id) if stops else None


# The office


def _answer(worker: Worker, house: str) -> Op | None:
    asks = [a for a in worker.core.rows(SubstituteAsk) if a.warehouse == house]
    open_ = [a for a in asks if a.stage == "asked"]
    if not asks:
        return None
    ask = worker.chance.choice(open_ if open_ and worker.chance.random() < 0.85 else asks)  # noqa: PLR2004
    return OrderAnswer(ask=ask.id, allow=worker.chance.random() < 0.75, by=worker.chance.choice(BY))  # noqa: PLR2004


def _consent(worker: Worker, house: str) -> Op | None:
    order = one_of(worker, Order, house)
    if order is None:
        return None
    return OrderConsent(order=order.id, substitutes=worker.chance.choice(WORDS), by=worker.chance.choice(BY))


def _in_general(worker: Worker, _house: str) -> Op:
    return CustomerConsent(customer="C1", substitutes=worker.chance.choice(WORDS))


def _list(worker: Worker, _house: str) -> Op:
    product, other, gives, per = worker.chance.choice(world.INSTEAD)
    active = worker.chance.random() < 0.7  # noqa: PLR2004
    return ProductSubstitute(product=product, other=other, gives=gives, per=per, active=active)


# Bench, dock and door


def _box(worker: Worker, house: str) -> Op | None:
    carton, box = one_of(worker, Carton, house), one_of(worker, BoxType, house)
    return PackBox(carton=carton.id, box=box.id) if carton and box else None


def _finish(worker: Worker, house: str) -> Op | None:
    """An order with another product in it is packed, whatever its picker thinks of it meanwhile."""
    orders = sorted({s.shipment for s in worker.core.rows(ShipmentLine) if s.warehouse == house and s.instead_of})
    return PackFinish(shipment=worker.chance.choice(orders)) if orders else None


def named_box(worker: Worker, house: str) -> str | None:
    """The box that the bench has named, if it has; now and then one of another floor."""
    at = house if worker.chance.random() < 0.9 else worker.chance.choice(world.HOUSES)  # noqa: PLR2004
    return worker.chance.choice([None, *(f"{at}/{code}" for code in world.BOXES)])


def _plan(worker: Worker, house: str) -> Op | None:
    """Where a truck goes: some orders that are here as a rule, each at a stop; often one that is planned already."""
    truck = one_of(worker, Manifest, house)
    orders = sorted(s.id for s in worker.core.rows(Shipment) if s.warehouse == house)
    if truck is None or not orders:
        return None
    chosen = worker.chance.sample(orders, min(len(orders), worker.chance.randint(1, 4)))
    known = [s.shipment for s in worker.core.rows(ManifestStop) if s.warehouse == house]
    for other in ([f"{house}-{world.PACKED}"], known):
        if other and worker.chance.random() < 0.5:  # noqa: PLR2004
            chosen.append(worker.chance.choice(other))
    stops = tuple(PlannedStop(shipment=id_, stop=worker.chance.randint(1, 3)) for id_ in dict.fromkeys(chosen))
    return ShipPlan(manifest=truck.id, stops=stops)


def _leave(worker: Worker, house: str) -> Op | None:
    """A truck that has a plan drives off, with all of it or without."""
    trucks = sorted({s.manifest for s in worker.core.rows(ManifestStop) if s.warehouse == house})
    return ShipHandOver(manifest=worker.chance.choice(trucks), driver="Jo") if trucks else None


def _photo(worker: Worker, house: str) -> Op:
    """A picture of goods; now and then the same one is told twice."""
    taken = worker.begun["photo"]
    if not taken or worker.chance.random() < 0.8:  # noqa: PLR2004
        taken.append(worker.new("ph"))
    sha256 = f"{worker.chance.getrandbits(256):064x}"
    job: Literal["inbound", "returns"] = worker.chance.choice(("inbound", "returns"))
    of = goods.some_delivery(worker, house) if job == "inbound" else goods.some_receipt(worker, house)
    return PhotoTake(photo=taken[-1], job=job, delivery=of, product=worker.chance.choice(("", "PEN")), sha256=sha256)


CART: dict[Turn, int] = {
    _gather: 9, _instead: 6, _not_instead: 4, _found: 5, _pass_on: 3, _take: 4, _missing: 2, _hand_over: 1,
    errands.take_over: 5, looks.look: 3,
}  # fmt: skip
OFFICE: dict[Turn, int] = {_answer: 6, _consent: 2, _in_general: 1, _list: 1}
DESK: dict[Turn, int] = {paperwork.enter: 5, looks.ask: 2}
BENCH: dict[Turn, int] = {**goods.BENCH, _box: 5, _finish: 4, errands.pack_other: 5, goods.lay_on_old: 4, looks.look: 2}
DOCK: dict[Turn, int] = {**goods.DOCK, _plan: 9, _leave: 3, errands.drive_off: 3, looks.look: 2}
DOOR: dict[Turn, int] = {**goods.DOOR, _photo: 6, looks.look: 5}
FLOOR: dict[Turn, int] = {
    **goods.FLOOR, _plan: 2, _gather: 2, _list: 1, _box: 1, _instead: 1, _not_instead: 1, looks.look: 4, looks.ask: 4,
    paperwork.enter: 14, errands.see_off: 6, errands.pack_other: 3, errands.drive_off: 2, goods.lay_on_old: 2,
}  # fmt: skip


def receive(worker: Worker, house: str) -> tuple[Op, dict[str, int]]:
    """Somebody who takes goods in."""
    return goods.turn(worker, house, DOOR), {}


def office(worker: Worker, house: str) -> Op | None:
    """Somebody at a desk, or on the road, who is asked about substitutes."""
    (chosen,) = worker.chance.choices(list(OFFICE), list(OFFICE.values()))
    return chosen(worker, house)
