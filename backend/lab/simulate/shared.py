"""Scenes in which a walk, an answer or a truck is shared by people who do not hear of each other."""

from __future__ import annotations

import asyncio

from backend.domain.pack.rows import Carton, Shipment
from backend.domain.pick.replace import SubstituteAsk
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.task.rows import ExceptionTask
from backend.lab.simulate import world
from backend.lab.simulate.stage import Stage
from backend.ops.order.answer import OrderAnswer
from backend.ops.pack.box import PackBox
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.pick.ask import PickAsk
from backend.ops.pick.bind import PickBind
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.gather import PickGather
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.pass_on import PickPassOn
from backend.ops.pick.put import PickPut
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import OtherBin, PickShort
from backend.ops.pick.substitute import PickSubstitute
from backend.ops.pick.take import PickTake
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.ship.plan import PlannedStop, ShipPlan
from backend.ops.task.settle import TaskSettle
from backend.ops.task.unsettle import TaskUnsettle
from backend.scanning.sscc import sscc

ORDER, RUN, TOTE, CARTON = "ROT-2", "ROT-r2", "T-0001", "ROT-2/1"
"""An order that is alone on its run: three pens and two cups. Its customer wants to be asked."""
BATCH, ZONES, PACKED, SWAP = "ROT-batch", "ROT-zone", "ROT-packed", "ROT-swap"
LABEL = {**world.PRODUCTS, "MLK": f"{world.MILK}{world.LOT}"}


def _stops(stage: Stage, person: str, run: str) -> list[PickTask]:
    """What is left on a walk."""
    return sorted((t for t in stage.rows(person, PickTask) if t.run == run and t.left), key=lambda t: t.sequence)


async def _gather(stage: Stage, person: str, product: str, units: int) -> None:
    """Units for all orders of the batch."""
    stop = next(t for t in _stops(stage, person, BATCH) if t.product == product)
    stage.shelf[stop.location] -= units
    await stage.do(person, PickGather(task=stop.id, raw=LABEL[product], units=units))


async def _walk(stage: Stage, person: str, run: str, *, into: dict[str, str]) -> None:
    """All that is left on a walk goes into the totes of its slots, and to the packers."""
    for stop in _stops(stage, person, run):
        stage.shelf[stop.location] -= stop.left
        await stage.do(person, PickScan(task=stop.id, raw=LABEL[stop.product], units=stop.left))
        await stage.do(person, PickPut(task=stop.id, raw=into[stop.slot]))
    await stage.do(person, PickHandOver(run=run))


async def two_at_one_batch(stage: Stage) -> set[str]:
    """A batch is taken over while its picker has no network, and both take what all its orders want of a bin."""
    await stage.enter("ana", "ben", "priya")
    await stage.do("ana", PickClaim(run=BATCH))
    await stage.rest()
    stage.away("ana")
    await stage.do("ben", PickClaim(run=BATCH, take_over=True))
    await stage.rest()
    stage.away("ben")
    stops = [t for t in _stops(stage, "ana", BATCH) if t.product == "BOX"]
    wanted = sum(stop.left for stop in stops)
    await asyncio.gather(_gather(stage, "ana", "BOX", wanted), _gather(stage, "ben", "BOX", 2))
    stage.loose[stops[0].shipment, "BOX"] += 2  # that nobody wants: all lie loose on the cart
    for person in stage.chance.sample(["ana", "ben"], 2):
        stage.back(person)
        await stage.rest()
    if stage.chance.random() < 0.5:  # noqa: PLR2004  (shared out before the lead comes, or not)
        for n, stop in enumerate(stops, 1):
            await stage.do("ben", PickPut(task=stop.id, raw=f"T-000{n}"))
        await stage.rest()
    await stage.see_to_all("priya")
    if _stops(stage, "priya", BATCH) != [t for t in _stops(stage, "priya", BATCH) if t.product != "BOX"]:
        stage.ledger.fail("P2", "the orders lack units that are on the cart")
    return {"over_pick"}


async def handed_from_zone_to_zone(stage: Stage) -> set[str]:
    """The totes go on into the next zone, and neither picker has a network: whoever has them in hand has the run."""
    await stage.enter("ana", "ben", "priya")
    await stage.do("ana", PickTake(run=ZONES, zone="A", raw=TOTE))
    await stage.rest()
    stage.away("ana", "ben")
    await stage.do("ana", PickBind(slot=f"{ZONES}/1", raw=TOTE), PickBind(slot=f"{ZONES}/2", raw="T-0002"))
    await stage.do("ana", PickPassOn(run=ZONES, zone="B", raw=TOTE))
    await stage.do("ben", PickTake(run=ZONES, zone="B", raw=TOTE))
    await _walk(stage, "ben", ZONES, into={f"{ZONES}/1": TOTE, f"{ZONES}/2": "T-0002"})
    for person in stage.chance.sample(["ana", "ben"], 2):
        stage.back(person)
        await stage.rest()
    run = next(r for r in stage.rows("priya", PickRun) if r.id == ZONES)
    if (run.stage, run.picker, run.zone) != ("done", "ben", "B"):
        stage.ledger.fail("P2", f"the run is {run.stage} with {run.picker} in {run.zone}")
    await stage.see_to_all("priya")
    return set()


async def _pack_all(stage: Stage, pens: int) -> None:
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1), PackBox(carton=CARTON, box="ROT/M"))
    await stage.do("jonas", PackScan(carton=CARTON, raw=LABEL["PEN"], units=pens))
    await stage.do("jonas", PackScan(carton=CARTON, raw=LABEL["CUP"]))
    weight = 10 * (pens + 1) + world.BOXES["M"]
    await stage.do("jonas", PackClose(carton=CARTON, weight_g=weight), PackFinish(shipment=ORDER))


async def a_yes_that_crosses_the_packer(stage: Stage) -> set[str]:
    """The office says yes to a substitute: as the order still waits for its packer, or when it is packed already."""
    await stage.enter("ana", "jonas", "ingrid", "priya")
    await stage.do("ana", PickClaim(run=RUN), PickBind(slot=f"{RUN}/1", raw=TOTE))
    cup = next(t for t in _stops(stage, "ana", RUN) if t.product == "CUP")
    await stage.do("ana", PickShort(task=cup.id, units=1, reason="shelf_empty"))
    await stage.do("ana", PickAsk(task=cup.id, other="PEN", units=1))
    await _walk(stage, "ana", RUN, into={f"{RUN}/1": TOTE})
    await stage.rest()
    late = stage.chance.random() < 0.5  # noqa: PLR2004
    if late:
        stage.away("ingrid")
    await stage.do("ingrid", OrderAnswer(ask=cup.id, allow=True, by="customer"))
    if not late:
        await stage.rest()
        more = next(r.id for r in stage.rows("ana", PickRun) if r.stage == "ready" and r.orders == r.tasks == 1)
        await stage.do("ana", PickClaim(run=more))
        await _walk(stage, "ana", more, into={f"{more}/1": TOTE})
        await stage.rest()
    await _pack_all(stage, 3 if late else 4)
    await stage.rest()
    stage.back("ingrid")
    await stage.rest()
    ask = next(a for a in stage.rows("priya", SubstituteAsk) if a.id == cup.id)
    if ask.stage != ("late" if late else "allowed"):
        stage.ledger.fail("P2", f"the question is {ask.stage}, and the yes came {'late' if late else 'in time'}")
    await stage.see_to_all("priya")
    return {"short"}


async def a_truck_leaves_half_of_it(stage: Stage) -> set[str]:
    """A truck goes off with one of two cartons that were planned for it; the other goes with the next."""
    await stage.enter("dora", "priya")
    first, second = (f"]C100{sscc(0, '9521230', n)}" for n in (2, 3))
    stage.away("dora")
    await stage.do("priya", ShipPlan(manifest="ROT-m1", stops=(PlannedStop(shipment=PACKED, stop=1),)))
    await stage.rest()
    await stage.do("dora", ShipLoad(manifest="ROT-m1", raw=first), ShipHandOver(manifest="ROT-m1", driver="Jo"))
    stage.back("dora")
    await stage.rest()
    await stage.see_to_all("priya")
    await stage.do("dora", ShipOpen(manifest="ROT-m9", warehouse="ROT", dock="D1", carrier="DHL"))
    await stage.do("dora", ShipPlan(manifest="ROT-m9", stops=(PlannedStop(shipment=PACKED, stop=1),)))
    await stage.do("dora", ShipLoad(manifest="ROT-m9", raw=second), ShipHandOver(manifest="ROT-m9", driver="Jo"))
    await stage.rest()
    return {"left_behind"}


async def _put_instead(stage: Stage, person: str, stop: PickTask) -> None:
    """Two pens for the one that is short: fetched, scanned, and in the tote of the order."""
    place = OtherBin(location="ROT/A-01", units=2)
    await stage.do(person, PickSubstitute(task=stop.id, other="PEN", units=1, places=(place,)))
    mine = next(t for t in stage.rows(person, PickTask) if t.run == SWAP and t.product == "PEN")
    stage.shelf[mine.location] -= 2
    stage.loose[SWAP, "PEN"] += 2
    await stage.do(person, PickScan(task=mine.id, raw=LABEL["PEN"], units=2), PickPut(task=mine.id, raw="T-0007"))


async def two_put_something_else(stage: Stage) -> set[str]:
    """A run is taken over while its picker has no network, and both put something else in the place of one stop."""
    await stage.enter("ana", "ben", "jonas", "dora", "priya")
    await stage.do("ana", PickClaim(run=SWAP))
    await stage.rest()
    stage.away("ana")
    await stage.do("ben", PickClaim(run=SWAP, take_over=True))
    await stage.rest()
    stage.away("ben")
    stop = next(t for t in stage.rows("ana", PickTask) if t.run == SWAP and t.short)
    await asyncio.gather(_put_instead(stage, "ana", stop), _put_instead(stage, "ben", stop))
    for person in stage.chance.sample(["ana", "ben"], 2):
        stage.back(person)
        await stage.rest()
    await stage.see_to_all("priya")
    stage.loose[SWAP, "PEN"] -= 2
    await _send_the_pens(stage)
    return {"not_promised"}


async def _send_the_pens(stage: Stage) -> None:
    """The order leaves with two pens in the place of its box."""
    stage.boxed[f"{SWAP}/2", "PEN"] += 2
    await stage.do("jonas", PackScan(carton=f"{SWAP}/2", raw=LABEL["PEN"], units=2))
    await stage.do("jonas", PackClose(carton=f"{SWAP}/2", weight_g=220), PackFinish(shipment=SWAP))
    await stage.rest()
    label = next(c.sscc for c in stage.rows("dora", Carton) if c.id == f"{SWAP}/2")
    await stage.do("dora", ShipLoad(manifest="ROT-m3", raw=f"]C100{label}"))
    await stage.do("dora", ShipHandOver(manifest="ROT-m3", driver="Jo"))
    await stage.rest()
    order = next(s for s in stage.rows("priya", Shipment) if s.id == SWAP)
    if order.stage != "shipped":
        stage.ledger.fail("P2", f"all of it has left, and the order is {order.stage}")


async def found_and_missing_after_all(stage: Stage) -> set[str]:
    """A lead says that a short unit was found, and takes that back: what was to go in its place goes all the same."""
    await stage.enter("ana", "jonas", "dora", "priya")
    await stage.do("ana", PickClaim(run=SWAP))
    stop = next(t for t in stage.rows("ana", PickTask) if t.run == SWAP and t.short)
    place = OtherBin(location="ROT/A-01", units=2)
    await stage.do("ana", PickSubstitute(task=stop.id, other="PEN", units=1, places=(place,)))
    await stage.rest()
    if stage.chance.random() < 0.5:  # noqa: PLR2004  (the picker hears of both at once, or of one after the other)
        stage.away("ana")
    task = next(t for t in stage.rows("priya", ExceptionTask) if t.params.get("task") == stop.id)
    await stage.do("priya", TaskSettle(task=task.id, choice="found"))
    await stage.rest()
    await stage.do("priya", TaskUnsettle(task=task.id))
    await stage.rest()
    stage.back("ana")
    await stage.rest()
    pens = [t for t in _stops(stage, "ana", SWAP) if t.product == "PEN"]
    if [t.left for t in pens] != [2]:
        stage.ledger.fail("P2", f"a box is missing, and in its place come {[t.left for t in pens]} pens")
    for mine in pens:
        stage.shelf[mine.location] -= mine.left
        await stage.do("ana", PickScan(task=mine.id, raw=LABEL["PEN"], units=mine.left))
        await stage.do("ana", PickPut(task=mine.id, raw="T-0007"))
    await stage.rest()
    await stage.do("priya", TaskSettle(task=task.id, choice="recount", counted=stage.shelf[stop.location]))
    await _send_the_pens(stage)
    return set()


SCENES = (
    two_put_something_else,
    found_and_missing_after_all,
    two_at_one_batch,
    handed_from_zone_to_zone,
    a_yes_that_crosses_the_packer,
    a_truck_leaves_half_of_it,
)
