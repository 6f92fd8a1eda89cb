"""Fixed scripts of what no books foresee: each ends in true stock, with tasks that say what hands have to do.

The script says who does what and who has a network; how messages fare, and in what order devices are heard, is drawn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from backend.domain.pack.rows import Carton
from backend.domain.pick.rows import PickTask
from backend.lab.simulate import clock, process, shared, world
from backend.lab.simulate.run import House, house, quiet
from backend.lab.simulate.stage import Played, Stage
from backend.ops.order.cancel import OrderCancel
from backend.ops.order.hold import OrderHold
from backend.ops.order.resume import OrderResume
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.pack.take_out import PackTakeOut
from backend.ops.pick.bind import PickBind
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.put import PickPut
from backend.ops.pick.scan import PickScan
from backend.ops.quality.hold import QualityHold
from backend.ops.quality.release import QualityRelease
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.ship.unload import ShipUnload

Script = Callable[[Stage], Awaitable[set[str]]]
"""Plays a scene; gives the codes of tasks of which there must be one at least."""
ORDER, RUN, TOTE = "ROT-2", "ROT-r2", "T-0001"
"""An order that is alone on its run: three pens and two cups."""
PACKED = "ROT-packed"


def _stops(stage: Stage, person: str, run: str = RUN) -> list[PickTask]:
    return sorted((t for t in stage.rows(person, PickTask) if t.run == run), key=lambda t: t.sequence)


async def _take(stage: Stage, person: str, stop: PickTask, units: int) -> None:
    """Goods are taken off the shelf and scanned, one by one."""
    for _ in range(units):
        stage.shelf[stop.location] -= 1
        stage.loose[stop.shipment, stop.product] += 1
        await stage.do(person, PickScan(task=stop.id, raw=world.PRODUCTS[stop.product]))


async def _pick_all(stage: Stage, person: str) -> None:
    """The whole run, into one tote."""
    await stage.do(person, PickClaim(run=RUN), PickBind(slot=f"{RUN}/1", raw=TOTE))
    for stop in _stops(stage, person):
        await _take(stage, person, stop, stop.quantity)
        await stage.do(person, PickPut(task=stop.id, raw=TOTE))
    await stage.do(person, PickHandOver(run=RUN))


async def _pack(stage: Stage, person: str, product: str, units: int) -> None:
    """Goods go out of the tote into the carton, one by one."""
    for _ in range(units):
        stage.loose[ORDER, product] -= 1
        stage.boxed[f"{ORDER}/1", product] += 1
        await stage.do(person, PackScan(carton=f"{ORDER}/1", raw=world.PRODUCTS[product]))


async def two_pickers_on_one_line(stage: Stage) -> set[str]:
    """A run is taken over while its picker has no network; both pick the same line, and both come back."""
    await stage.enter("ana", "ben", "priya")
    await stage.do("ana", PickClaim(run=RUN), PickBind(slot=f"{RUN}/1", raw=TOTE))
    await stage.rest()
    stage.away("ana")
    await stage.do("ben", PickClaim(run=RUN, take_over=True))
    await stage.rest()
    stage.away("ben")
    stop = _stops(stage, "ana")[0]
    await asyncio.gather(_take(stage, "ana", stop, stop.quantity), _take(stage, "ben", stop, stop.quantity))
    first, second = stage.chance.sample(["ana", "ben"], 2)
    stage.back(first)
    await stage.rest()
    stage.back(second)
    await stage.rest()
    await stage.see_to_all("priya")
    await stage.do("ben", PickPut(task=stop.id, raw=TOTE))
    stage.loose[ORDER, stop.product] -= stop.quantity  # the order's own: they lie in its tote, and may
    return {"picked_twice", "over_pick"}


async def cancelled_in_the_hand(stage: Stage) -> set[str]:
    """A line is picked with no network while the office calls the order off."""
    await stage.enter("ana", "ingrid", "priya")
    await stage.do("ana", PickClaim(run=RUN), PickBind(slot=f"{RUN}/1", raw=TOTE))
    await stage.rest()
    stage.away("ana")
    stop = _stops(stage, "ana")[0]
    await _take(stage, "ana", stop, stop.quantity)
    await stage.do("ingrid", OrderCancel(order=ORDER))
    await stage.rest()
    stage.back("ana")
    await stage.rest()
    await stage.see_to_all("priya", last_first=stage.chance.random() < 0.5)  # noqa: PLR2004
    return {"over_pick"}


async def taken_over_from_a_dead_device(stage: Stage) -> set[str]:
    """A battery is flat in the middle of a line; a colleague finishes it, and the device says later what it did."""
    await stage.enter("ana", "ben", "priya")
    await stage.do("ana", PickClaim(run=RUN), PickBind(slot=f"{RUN}/1", raw=TOTE))
    await stage.rest()
    stage.away("ana")
    stop = _stops(stage, "ana")[0]
    await _take(stage, "ana", stop, 1)
    await stage.kill("ana")
    await stage.do("ben", PickClaim(run=RUN, take_over=True))
    await _take(stage, "ben", stop, stop.quantity - 1)
    await stage.do("ben", PickPut(task=stop.id, raw=TOTE))
    await stage.rest()
    stage.back("ana")
    await stage.rest()
    await stage.see_to_all("priya")
    stage.loose[ORDER, stop.product] -= stop.quantity
    return set()


async def cancelled_while_it_is_packed(stage: Stage) -> set[str]:
    """The office calls an order off while its carton stands open on a bench with no network; the packer closes it."""
    await stage.enter("ana", "jonas", "ingrid", "priya")
    await _pick_all(stage, "ana")
    await stage.rest()
    stage.away("jonas")
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1))
    await _pack(stage, "jonas", "PEN", 3)
    await stage.do("ingrid", OrderCancel(order=ORDER))
    await stage.rest()
    await _pack(stage, "jonas", "CUP", 2)
    await stage.do("jonas", PackClose(carton=f"{ORDER}/1", weight_g=250), PackFinish(shipment=ORDER))
    early = stage.chance.random() < 0.5  # noqa: PLR2004
    if early:
        await stage.see_to_all("priya", all_heard=False)
    stage.back("jonas")
    await stage.rest()
    await stage.see_to_all("priya", last_first=stage.chance.random() < 0.5)  # noqa: PLR2004
    return {"put_back", "cancelled"}


async def cancelled_half_packed(stage: Stage) -> set[str]:
    """The same on line: the server knows which units are in the carton, and which are in the tote."""
    await stage.enter("ana", "jonas", "ingrid", "priya")
    await _pick_all(stage, "ana")
    await stage.rest()
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1))
    await _pack(stage, "jonas", "PEN", 3)
    await stage.rest()
    await stage.do("ingrid", OrderCancel(order=ORDER))
    await stage.rest()
    await stage.see_to_all("priya", last_first=stage.chance.random() < 0.5)  # noqa: PLR2004
    return {"put_back"}


async def too_many_in_the_carton(stage: Stage) -> set[str]:
    """One too many is picked, and packed; the packer hears it and takes it out at once, the lead says so later."""
    await stage.enter("ana", "jonas", "priya")
    await _pick_all(stage, "ana")
    await _take(stage, "ana", next(s for s in _stops(stage, "ana") if s.product == "PEN"), 1)
    await stage.rest()
    stage.away("jonas")
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1))
    await _pack(stage, "jonas", "PEN", 4)
    stage.boxed[f"{ORDER}/1", "PEN"] -= 1
    stage.loose[ORDER, "PEN"] += 1
    await stage.do("jonas", PackTakeOut(carton=f"{ORDER}/1", raw=world.PRODUCTS["PEN"], units=1))
    await _pack(stage, "jonas", "CUP", 2)
    stage.back("jonas")
    await stage.rest()
    await stage.see_to_all("priya", last_first=stage.chance.random() < 0.5)  # noqa: PLR2004
    (carton,) = [c for c in stage.rows("priya", Carton) if c.shipment == ORDER]
    if carton.units != stage.boxed[carton.id, "PEN"] + stage.boxed[carton.id, "CUP"]:
        stage.ledger.fail("P2", f"{carton.units} units in the carton by the books, {dict(stage.boxed)} in it")
    return {"over_pack"}


async def called_off_too_late(stage: Stage) -> set[str]:
    """The packer has packed it all before the office's word is heard: it goes, and the office knows."""
    await stage.enter("ana", "jonas", "ingrid", "dora", "priya")
    await _pick_all(stage, "ana")
    await stage.rest()
    stage.away("ingrid")
    await stage.do("ingrid", OrderCancel(order=ORDER))
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1))
    await _pack(stage, "jonas", "PEN", 3)
    await _pack(stage, "jonas", "CUP", 2)
    await stage.do("jonas", PackClose(carton=f"{ORDER}/1", weight_g=250), PackFinish(shipment=ORDER))
    await stage.rest()
    stage.back("ingrid")
    await stage.rest()
    tray = stage.phones["ingrid"].tabs[0].core.tray().values()
    if not any(b"too_late" in refusal.outcome for refusal in tray):
        stage.ledger.fail("P3", "the office believes that the order is called off")
    await _leave(stage, f"{ORDER}/1")
    await stage.see_to_all("priya")
    return set()


async def _leave(stage: Stage, *cartons: str) -> None:
    """On a truck, and away."""
    await stage.do("dora", ShipOpen(manifest="truck", warehouse="ROT", dock="D1", carrier="DHL"))
    for carton in cartons:
        await stage.do("dora", ShipLoad(manifest="truck", raw=_label(stage, carton)))
    await stage.do("dora", ShipHandOver(manifest="truck", driver="Jo"))
    await stage.rest()


def _label(stage: Stage, carton: str) -> str:
    return f"]C100{next(c.sscc for c in stage.rows('dora', Carton) if c.id == carton)}"


async def held_while_it_is_packed(stage: Stage) -> set[str]:
    """The office stops an order while it is packed with no network: it is packed, loaded, asked off, and goes later."""
    await stage.enter("ana", "jonas", "ingrid", "dora", "priya")
    await _pick_all(stage, "ana")
    await stage.rest()
    stage.away("jonas")
    await stage.do("jonas", PackOpen(shipment=ORDER, number=1))
    await _pack(stage, "jonas", "PEN", 3)
    await stage.do("ingrid", OrderHold(order=ORDER, reason="address"))
    await stage.rest()
    await _pack(stage, "jonas", "CUP", 2)
    await stage.do("jonas", PackClose(carton=f"{ORDER}/1", weight_g=250), PackFinish(shipment=ORDER))
    stage.back("jonas")
    await stage.rest()
    label = _label(stage, f"{ORDER}/1")
    await stage.do("dora", ShipLoad(manifest="ROT-m1", raw=label))
    await stage.rest()
    await stage.do("dora", ShipUnload(manifest="ROT-m1", raw=label))
    await stage.rest()
    await stage.see_to_all("priya")
    await stage.do("ingrid", OrderResume(order=ORDER))
    await stage.rest()
    await _leave(stage, f"{ORDER}/1")
    return {"order_held"}


async def a_carton_of_another_truck(stage: Stage) -> set[str]:
    """Two docks with no network have the same carton on their lists: it stands on the truck that scanned it last."""
    await stage.enter("dora", "priya")
    await stage.do("dora", ShipOpen(manifest="truck", warehouse="ROT", dock="D2", carrier="UPS"))
    await stage.rest()
    stage.away("dora", "priya")
    label = _label(stage, f"{PACKED}/1")
    await stage.do("priya", ShipLoad(manifest="ROT-m1", raw=label))
    await stage.do("dora", ShipLoad(manifest="truck", raw=label))
    first, second = stage.chance.sample(["dora", "priya"], 2)
    stage.back(first)
    await stage.rest()
    stage.back(second)
    await stage.rest()
    is_on = next(c.manifest for c in stage.rows("priya", Carton) if c.id == f"{PACKED}/1")
    if is_on != "truck":  # whoever checks the list finds the carton on the other one, and scans it there
        await stage.do("dora", ShipLoad(manifest="truck", raw=label))
        await stage.rest()
    await stage.see_to_all("priya")
    await stage.do("dora", ShipHandOver(manifest="truck", driver="Jo"))
    await stage.do("priya", ShipHandOver(manifest="ROT-m1", driver="Al"))
    await stage.rest()
    gone = {c.id: (c.stage, c.manifest) for c in stage.rows("priya", Carton) if c.shipment == PACKED}
    if gone != {f"{PACKED}/1": ("shipped", "truck"), f"{PACKED}/2": ("closed", None)}:
        stage.ledger.fail("P2", f"the cartons are {gone}")
    return {"on_other_manifest"}


async def held_by_quality_on_the_truck(stage: Stage) -> set[str]:
    """Quality holds an order while a dock with no network loads it, and sends the truck off or not."""
    await stage.enter("dora", "priya")
    label = _label(stage, f"{PACKED}/1")
    early = stage.chance.random() < 0.5  # noqa: PLR2004
    if early:
        await stage.do("dora", ShipLoad(manifest="ROT-m1", raw=label))
        await stage.rest()
    stage.away("dora")
    if not early:
        await stage.do("dora", ShipLoad(manifest="ROT-m1", raw=label))
    await stage.do("dora", ShipHandOver(manifest="ROT-m1", driver="Jo"))
    await stage.do("priya", QualityHold(warehouse="ROT", shipment=PACKED, reason="recall"))
    await stage.rest()
    stage.back("dora")
    await stage.rest()
    await stage.see_to_all("priya")
    await stage.do("priya", QualityRelease(warehouse="ROT", shipment=PACKED))
    return {"held_left"}


SCENES: dict[str, Script] = {
    script.__name__: script
    for script in (
        two_pickers_on_one_line, cancelled_in_the_hand, taken_over_from_a_dead_device, cancelled_while_it_is_packed,
        cancelled_half_packed, too_many_in_the_carton, called_off_too_late, held_while_it_is_packed,
        a_carton_of_another_truck, held_by_quality_on_the_truck, *shared.SCENES,
    )
}  # fmt: skip


def play(scene: str, seed: int) -> Played:
    """One scene, with what the seed makes of its messages. The same seed gives the same scene, to the byte."""
    built = house()
    chance = Random(f"{scene} {seed}")
    built.live.on_commit = lambda _database: None
    built.live.put(built.image)
    with quiet():
        played = clock.run(_play(built, scene, seed, chance), chance)
    built.live.on_commit = lambda _database: None
    return played


async def _play(built: House, scene: str, seed: int, chance: Random) -> Played:
    process.watch(asyncio.get_running_loop())
    stage = Stage(built.live, built.replicas, chance)
    built.live.on_commit = stage.ledger.committed
    stage.ledger.committed(built.live)
    await stage.server.start()
    stage.server.back_up(checked=True)
    expected = await SCENES[scene](stage)
    played = await stage.end(scene, seed)
    if expected and not expected & set(played.tasks):
        played.wrong.append(f"P3: no task says {' or '.join(sorted(expected))}: {played.tasks}")
    for phone in stage.phones.values():
        phone.kill()
    stage.server.kill()
    return played
