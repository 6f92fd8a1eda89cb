"""What one person sets out to do, act by act: something else for what is short, and to see it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.pick.rows import PickTask
from backend.domain.product.substitutes import Substitute
from backend.domain.ship.rows import Manifest
from backend.lab.simulate import world
from backend.ops.kernel import Op
from backend.ops.pack.close import PackClose
from backend.ops.pack.scan import PackScan
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.short import OtherBin
from backend.ops.pick.substitute import PickSubstitute
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad

if TYPE_CHECKING:
    from backend.lab.simulate.work import Worker


def take_over(worker: Worker, house: str) -> Op | None:
    """A run on which something is short, from a colleague out of reach, who may be doing the same by now."""
    agreed = {s.id for s in worker.core.rows(Shipment) if s.warehouse == house and s.substitutes == "always"}
    short = [t for t in worker.core.rows(PickTask) if t.short and t.shipment in agreed and not t.cancelled]
    if not short:
        return None
    stop = min(short, key=lambda t: (world.SWAP not in t.run, t.id))
    others = [s for s in worker.core.rows(Substitute) if s.product == stop.product and s.active]
    if not others:
        return None
    listed = worker.chance.choice(others)
    units = stop.short // listed.per * listed.gives or listed.gives
    bins = dict(zip(world.PRODUCTS, world.BINS, strict=True))
    lot = world.LOT if listed.other == "MLK" else ""
    place = OtherBin(location=f"{house}/{bins[listed.other]}", units=units, lot=lot)
    worker.errands[worker.author] += [
        PickSubstitute(task=stop.id, other=listed.other, units=stop.short, places=(place,)),
    ]
    return PickClaim(run=stop.run, take_over=True)


def see_off(worker: Worker, house: str) -> Op | None:
    """The same by a lead, who puts it into a carton that is on a truck already, and sends the truck off."""
    begun = take_over(worker, house)
    errand = worker.errands[worker.author]
    instead = errand[-1] if begun is not None else None
    stop = worker.core.find(PickTask, instead.task) if isinstance(instead, PickSubstitute) else None
    if stop is None or not isinstance(instead, PickSubstitute):
        return begun
    loaded = [c for c in worker.core.rows(Carton) if c.shipment == stop.shipment and c.manifest and c.stage == "loaded"]
    if loaded:
        carton = worker.chance.choice(loaded)
        errand.append(PackScan(carton=carton.id, raw=_label(instead.other), units=instead.places[0].units))
        errand.append(ShipHandOver(manifest=str(carton.manifest), driver="Jo"))
    return begun


def _label(product: str) -> str:
    return f"{world.MILK}{world.LOT}" if product == "MLK" else world.PRODUCTS[product]


def pack_other(worker: Worker, house: str) -> Op | None:
    """Another product that has come for an order goes into a carton of it, and the carton is closed if it was open."""
    lines = [s for s in worker.core.rows(ShipmentLine) if s.warehouse == house and s.instead_of]
    orders = {line.shipment for line in lines}
    cartons = [c for c in worker.core.rows(Carton) if c.shipment in orders and c.stage != "shipped"]
    if not cartons:
        return None
    carton = worker.chance.choice(cartons)
    line = worker.chance.choice([line for line in lines if line.shipment == carton.shipment])
    mine = [t for t in worker.core.rows(PickTask) if t.shipment_line == line.id]
    if carton.stage == "open":
        worker.errands[worker.author] += [PackClose(carton=carton.id, weight_g=50, sscc=worker.label())]
    units = max(1, sum(t.quantity for t in mine))
    return PackScan(carton=carton.id, raw=_label(line.product), units=units)


def drive_off(worker: Worker, house: str) -> Op | None:
    """A truck with something on it leaves; what stands closed beside it is loaded first, as a rule."""
    trucks = [m for m in worker.core.rows(Manifest) if m.warehouse == house and m.cartons and m.stage != "handed_over"]
    if not trucks:
        return None
    truck = worker.chance.choice(trucks)
    leave = ShipHandOver(manifest=truck.id, driver="Jo")
    orders = {c.shipment for c in worker.core.rows(Carton) if c.manifest == truck.id}
    beside = [c for c in worker.core.rows(Carton) if c.shipment in orders and c.stage == "closed" and c.sscc]
    if not beside or worker.chance.random() < 0.3:  # noqa: PLR2004
        return leave
    worker.errands[worker.author].append(leave)
    return ShipLoad(manifest=truck.id, raw=f"]C100{worker.chance.choice(beside).sscc}")
