"""One seed: a shift with its faults, then everything heals, comes to rest, and is held against the book."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from random import Random
from types import SimpleNamespace
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backend.lab.simulate import clock, move, process, releases, world
from backend.lab.simulate.chaos import Chaos
from backend.lab.simulate.checker import Checker
from backend.lab.simulate.disk import copy
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.ledger import Ledger
from backend.lab.simulate.phone import Phone
from backend.lab.simulate.server import Server
from backend.lab.simulate.store import Database, Image
from backend.ops.device.enroll import DeviceEnroll
from backend.store.tables import METADATA
from backend.sync import chain, hub, stream, versions
from backend.sync.client.kept import Cursor
from backend.sync.client.signing import P256
from backend.sync.client.storage import Stores
from backend.sync.service import OwnOp
from backend.sync.wire import ROWS_V

REST_S = 1800.0
"""Once all is healed, everything has to be delivered and seen within so long."""
QUEUED_BYTES = 3072
"""What a stream may have waiting here: as much beside a house of this size as the product's beside a real one."""
CALLS_MOST = 600
"""And with so few requests: who asks in a circle is stuck as well."""
SIZES = (((1, 3), (2, 6)), ((2, 4), (6, 10)), ((3, 6), (10, 20)))
"""How many devices, and how many ops of each: from, to."""
WEIGHTS = (70, 24, 6)
CREWS = (
    ["ana", "ben"],
    ["ben"],
    ["priya", "ana"],
    ["jonas"],
    ["dora"],
    ["ingrid"],
    ["sal", "luc"],
    ["luc"],
    ["wei"],
    ["sam"],
    ["rosa", "dora"],
    ["rosa"],
    ["ren", "mei"],
    ["mei"],
    ["priya"],
)


class Plan(Struct, frozen=True):
    """What a run consists of. The shrinker makes it smaller."""

    seed: int
    faults: tuple[str, ...] | None = None
    """Only these; none: whatever the seed draws."""
    phones: int = 0
    ops: int = 0
    """Of each device. 0 devices or 0 ops: as many as the seed draws."""

    def drawn(self) -> Plan:
        """With the size that the seed draws, where none is given: often small, since small runs find most in a second.

        What takes many devices or a long queue has its share too, so that nothing is out of reach.
        """
        chance = Random(f"size {self.seed}")
        ((devices, each),) = chance.choices(SIZES, WEIGHTS)
        phones, ops = chance.randint(*devices), chance.randint(*each)
        return replace(self, phones=self.phones or phones, ops=self.ops or ops)

    @property
    def shift_s(self) -> float:
        """How long the shift lasts: a device makes an op in about as many seconds in each run."""
        return min(240.0, 30.0 + 10.5 * self.ops)


class Result(Struct, frozen=True):
    """How a run went."""

    plan: Plan
    violations: list[str]
    trace: str
    ops: int
    faults: list[str]
    virtual_s: float


class House:
    """What all runs of a process share: the databases, and the world that each run starts from."""

    def __init__(self) -> None:
        self.live, self.folded = Database(), Database()
        self.image: Image = None
        self.replicas: dict[str, Stores] = {}
        self.position = 0
        clock.run(self._build(), Random(0))

    async def _build(self) -> None:
        process.watch(asyncio.get_running_loop())
        self.live.do(METADATA.create_all)
        dials = Dials(Random(0), ())
        server = Server(self.live, dials, Random(0), Ledger())
        await server.start()
        assert server.sync is not None
        for author, group in groupby(world.ops(), key=lambda pair: pair[1]):
            todo = [OwnOp(op, author=author) for op, _ in group]
            outcomes = await server.sync.record(world.INIT, todo)
            assert {o.code for o in outcomes} <= {"", "short"}, outcomes
        self.position = self.live.raw.execute("SELECT max(position) FROM op").fetchone()[0]
        for person in world.PEOPLE:
            phone = Phone(f"template-{person}", [person], server, dials, Random(0), Ledger(), {})
            phone.streams = False
            phone.radio.set()
            phone.begin()
            await asyncio.sleep(10)
            self.replicas[person] = copy(phone.disk.stores)
            self.replicas[person].pop("stand")
            phone.kill()
        server.kill()
        self.image = self.live.copy()


@cache
def house() -> House:
    """The one of this process."""
    with quiet():
        return House()


@contextmanager
def quiet() -> Iterator[None]:
    """No wall clock in the hub, short queues, and no word of the errors that are provoked on purpose."""
    loud, hub_time, queued = logging.root.manager.disable, vars(hub)["time"], stream.QUEUED_BYTES_MAX
    logging.disable(logging.CRITICAL)
    vars(hub)["time"] = SimpleNamespace(perf_counter=lambda: 0.0)
    vars(stream)["QUEUED_BYTES_MAX"] = QUEUED_BYTES
    try:
        with move.known():
            yield
    finally:
        vars(hub)["time"], vars(stream)["QUEUED_BYTES_MAX"] = hub_time, queued
        logging.disable(loud)


def simulate(plan: Plan) -> Result:
    """Run one plan. The same plan gives the same result, to the byte."""
    built = house()
    plan = plan.drawn()
    chance = Random(f"tote {plan.seed}")
    dials = Dials(chance, plan.faults)
    ledger = Ledger()
    built.live.on_commit = lambda _database: None
    built.live.put(built.image)
    built.live.on_commit = ledger.committed
    with quiet(), releases.present() as release:
        virtual_s = clock.run(_shift(plan, dials, chance, ledger, built, release), chance)
    built.live.on_commit = lambda _database: None
    return Result(plan, ledger.violations, ledger.trace, len(ledger.records), dials.on, virtual_s)


async def _shift(
    plan: Plan, dials: Dials, chance: Random, ledger: Ledger, built: House, release: releases.Releases
) -> float:
    loop = asyncio.get_running_loop()
    process.watch(loop)
    server = Server(built.live, dials, chance, ledger)
    server.releases = release
    ledger.committed(built.live)
    await server.start()
    phones = _phones(plan, server, dials, chance, ledger, built)
    keyed = [OwnOp(DeviceEnroll(device=p.slot, name=p.slot, key=p.key.public)) for p in phones if p.key]
    if keyed:
        await server.own(*keyed)
    server.back_up(checked=True)
    for phone in phones:
        phone.begin()
    chaos = Chaos(server, phones, dials, chance, plan.shift_s)
    tasks: list[asyncio.Task[None]] = []
    chaos.arrived = lambda twin: tasks.append(loop.create_task(_work(twin, plan.ops // 2, plan.shift_s, dials)))
    tasks += [loop.create_task(chaos.run(name)) for name in chaos.strikers() if dials[name]]
    for phone in phones:
        tasks += [loop.create_task(_work(phone, plan.ops, plan.shift_s, dials)), loop.create_task(phone.roam())]
    await asyncio.sleep(plan.shift_s)
    await _heal(dials, server, phones, chaos, tasks)
    if await _rests(phones, server, ledger):
        checker = Checker(ledger, built.live, phones)
        checker.check()
        if plan.seed % 3 == 0:
            built.folded.put(built.image)
            if release.version != ROWS_V:
                built.folded.do(versions.prepare)
            checker.the_log_folds(built.folded, built.position)
    for phone in phones:
        phone.kill()
    server.kill()
    return loop.time()


def _phones(plan: Plan, server: Server, dials: Dials, chance: Random, ledger: Ledger, built: House) -> list[Phone]:
    crews = list(CREWS)
    chance.shuffle(crews)
    found = []
    for i in range(plan.phones):
        crew = crews[i % len(crews)]
        fresh = chance.random() < 0.1  # noqa: PLR2004
        found.append(Phone(f"d{i}", crew, server, dials, chance, ledger, {} if fresh else built.replicas[crew[0]]))
        if chance.random() < 0.3:  # noqa: PLR2004
            found[-1].key = P256(i + 1, deterministic=True)
    return found


async def _work(phone: Phone, ops: int, shift_s: float, dials: Dials) -> None:
    """People do their work in bursts: a walk through the aisles, a pile of orders."""
    done = 0
    while done < ops and not dials.healed:
        await asyncio.sleep(min(phone.chance.expovariate(ops / 3 / shift_s / 0.6), shift_s / 3))
        for _ in range(min(ops - done, phone.chance.randint(1, 6))):
            if not phone.tabs:  # it is off
                break
            tab = phone.chance.choice(phone.tabs)
            done += tab.work(phone.chance.choice(phone.people))
            await asyncio.sleep(phone.chance.random() * 3)


async def _heal(
    dials: Dials, server: Server, phones: list[Phone], chaos: Chaos, tasks: list[asyncio.Task[None]]
) -> None:
    dials.healed = True
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if not server.is_open.is_set():
        server.kill()
        await server.start()
    for phone in phones:
        phone.link.is_cut = False
        phone.signed_out_until = 0
        phone.radio.set()
        if not versions.is_served(phone.rows_v):
            phone.update()
        if phone.is_off or not phone.tabs:
            phone.begin()
        for tab in phone.tabs:
            tab.talk.pull_wanted |= not tab.talk.streaming  # a stream has to tell by itself
    await chaos.restore_grants()
    await server.compact(window_ms=round(REST_S * 1000))


async def _rests(phones: list[Phone], server: Server, ledger: Ledger) -> bool:
    """Wait until nobody has anything left to say."""
    end = asyncio.get_running_loop().time() + REST_S
    most = ledger.calls + CALLS_MOST
    while asyncio.get_running_loop().time() < end and ledger.calls < most:
        await asyncio.sleep(20)
        if all(_is_done(phone, server) for phone in phones):
            return True
    waiting = [f"{p.slot}: {_why_not(p, server)}" for p in phones if not _is_done(p, server)]
    ledger.fail("P9", f"not at rest {REST_S:.0f} s after all was healed: {'; '.join(waiting)}")
    return False


def _is_done(phone: Phone, server: Server) -> bool:
    return not _why_not(phone, server)


def _why_not(phone: Phone, server: Server) -> str:
    """What keeps a device from being at rest."""
    if not phone.tabs:
        return "off"
    core = phone.tabs[0].core
    if core.pending():
        return f"{len(core.pending())} ops wait"
    if phone.heard_of != server.generation:
        return "has not heard of the server since it came back"
    cursors: dict[str, Any] = core.cursors()
    heads = {s: at for s, *at in server.database.raw.execute("SELECT scope, seq, digest FROM head")}
    if phone.rows_v < server.releases.version:
        query = "SELECT scope, digest FROM older_digest WHERE rows_v = ?"
        heads |= {s: [heads[s][0], digest] for s, digest in server.database.raw.execute(query, (phone.rows_v,))}
    allowed = server.ledger.scopes_of(phone.person)
    late = sorted(s for s in allowed if s not in cursors or not _is_at(cursors[s], heads.get(s, [0, chain.ZERO])))
    return f"behind in {late}" if late or cursors.keys() != allowed else ""


def _is_at(cursor: Cursor, head: list[Any]) -> bool:
    """Whether a device has a scope as it is now. One that was spoiled is not, until a digest has told the device."""
    return cursor.whole and [cursor.seq, cursor.digest] == head
