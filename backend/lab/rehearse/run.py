"""Plays the day: a database of its own, a server in another process, everybody at their devices, and the checks."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from random import Random

from msgspec import Struct

from backend.api.auth.set_up import add_account
from backend.app import opened
from backend.domain.outcome import Out
from backend.domain.task.rows import ExceptionTask
from backend.lab.bench import crowd
from backend.lab.bench.run import running
from backend.lab.rehearse import check
from backend.lab.rehearse import site as sites
from backend.lab.rehearse.floor import Floor
from backend.lab.rehearse.hand import Hand
from backend.lab.rehearse.office import Lead, arrivals, call_off, decide, say_on_substitutes, take_orders
from backend.lab.rehearse.packing import Loader, Packer
from backend.lab.rehearse.picking import Batteries, Picker
from backend.lab.rehearse.receiving import Receiver, announce, ask_for_counts, deliveries
from backend.lab.rehearse.report import Report, made
from backend.settings import Settings
from backend.store.engine import checker
from backend.store.migrate import upgrade
from backend.sync.service import OwnOp

OVERTIME = 1.0
"""Of the hours that are played: then whoever is left goes home, and the report says so."""
GRACE_S = 30.0
"""Real seconds more than the overtime, for a machine that is slow."""
SETTLE_ROUNDS = 200
WATCH_S = 0.5
Serving = Callable[[Path], AbstractAsyncContextManager[tuple[str, int]]]


class Plan(Struct, frozen=True, kw_only=True):
    """Which site, how much of its day, how fast, and how unlucky."""

    site: str = "small"
    hours: float = sites.DAY_H
    speed: float = 60.0
    seed: int = 0
    odds: sites.Odds = sites.Odds()
    fold: bool = True
    paced: bool = True
    """Whether the clock slows down where the machine does not keep up."""

    @property
    def orders(self) -> int:
        """So many come in these hours."""
        return max(1, round(sites.SIZES[self.site].orders * self.hours / sites.DAY_H))


class _Used(Struct):
    """What the server has used."""

    cpu_s: float = 0
    peak_mb: float = 0


async def rehearse(plan: Plan, serving: Serving = running) -> Report:
    """Play it. The folder of the database is removed afterwards; the server listens on loopback only."""
    size, chance = sites.SIZES[plan.site], Random(plan.seed)
    goods = sites.items(size, plan.orders, plan.odds, chance)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tote-rehearse-", dir=Path.cwd()) as folder:
        settings = Settings(data_dir=Path(folder))
        spares = size.pickers
        floor = Floor(size, plan.odds, goods, chance, plan.speed)
        floor.clock.is_paced = plan.paced
        open_hands = await _furnish(settings, floor, spares)
        used = _Used()
        async with serving(settings.data_dir) as (url, pid), _watched(pid, used):
            prepared_s = time.monotonic() - begun
            left_open = await _play(plan, floor, open_hands(url), used)
        played_s = time.monotonic() - begun - prepared_s
        found, ops = await asyncio.to_thread(_checked, settings, floor, fold=plan.fold)
    return made(plan, floor, found, left_open, (used.cpu_s, used.peak_mb, played_s, ops))


def _checked(settings: Settings, floor: Floor, *, fold: bool) -> tuple[list[str], int]:
    engine = checker(settings.database)
    with engine.connect() as live, live.begin():
        found = check.violations(live, floor) + (check.folded(live) if fold else [])
    engine.dispose()
    return found, len(floor.book.entries)


async def _furnish(settings: Settings, floor: Floor, spares: int) -> Callable[[str], list[Hand]]:
    """The house in a fresh database, and a device with a session for everybody; the last ones are pickers' spares."""
    password = secrets.token_urlsafe(12)
    await asyncio.to_thread(upgrade, settings.database)
    async with opened(settings) as parts:
        todo = [OwnOp(op) for op in sites.ops(floor.size, list(floor.goods.values()))]
        for start in range(0, len(todo), 50):
            outcomes = await parts.sync.record("sys:rehearse", todo[start : start + 50])
            assert {o.out for o in outcomes} == {Out.APPLIED}, outcomes
        hashed, now = await parts.passwords.hash(password), parts.clock()
        people = sites.people(floor.size)
        for one in people:
            await parts.store.write(lambda c, id_=one.id: add_account(c, id_, id_, hashed, now))  # type: ignore[misc]
        names = [one.id for one in people] + [f"picker{n % floor.size.pickers + 1:03}" for n in range(spares)]
        found = [device for name in names for device in await crowd.enrolled(parts, "", name, 1)]
    return lambda url: [Hand(floor, url, d.person, d.token, d.id, password) for d in found]


async def _play(plan: Plan, floor: Floor, hands: list[Hand], used: _Used) -> int:
    """The day itself. Returns how many tasks nobody could see to."""
    size = floor.size
    count = len(sites.people(size))
    staff, spare = hands[:count], hands[count:]
    async with AsyncExitStack() as stack:
        await _on(staff, stack)
        floor.clock.begin(lambda: used.cpu_s)
        floor.ends_at = plan.hours * 3600

        async def another(person: str) -> Hand:
            """A charged device out of the cupboard, for somebody whose own is flat."""
            taken = next(h for h in spare if h.person == person)
            spare.remove(taken)
            await taken.on()
            stack.push_async_callback(taken.die)
            return taken

        everybody = _staffed(plan, floor, staff, another)
        lead = next(person for person in everybody if isinstance(person, Lead))
        trucks = deliveries(floor, max(1, round(size.trucks_in * plan.hours / sites.DAY_H)))
        days = [person.day() for person in everybody]
        async with asyncio.TaskGroup() as group:
            desk = group.create_task(decide(staff[-1]))
            office = [
                group.create_task(take_orders(staff[-2], arrivals(floor, plan.orders, plan.hours))),
                group.create_task(announce(staff[-2], trucks, plan.hours)),
                group.create_task(call_off(staff[-2], plan.hours)),
                group.create_task(say_on_substitutes(staff[-2])),
                group.create_task(ask_for_counts(lead.hand)),
                group.create_task(floor.clock.keep_up(lambda: floor.book.waited(time.monotonic()))),
            ]
            work = [group.create_task(day) for day in days]
            await _worked(work, floor, plan.hours * 3600 * (1 + OVERTIME))
            floor.stops = True
            for task in (desk, *office, *work):
                task.cancel()
        return await _evening(lead, [hand for hand in hands if hand.was_used])


async def _on(staff: list[Hand], stack: AsyncExitStack) -> None:
    """Everybody switches their device on. Until the end it keeps so many rows that to collect them takes too long."""
    for hand in staff:
        await hand.start()
        stack.push_async_callback(hand.die)
    gc.collect()
    gc.freeze()


async def _worked(work: list[asyncio.Task[None]], floor: Floor, until: float) -> None:
    """Until all have gone home, or it is later than that in the day."""
    todo = set(work)
    while todo and floor.now() < until:
        done, todo = await asyncio.wait(todo, timeout=WATCH_S, return_when=asyncio.FIRST_EXCEPTION)
        if any(task.exception() for task in done):
            return
    if todo:
        await asyncio.wait(todo, timeout=GRACE_S, return_when=asyncio.FIRST_EXCEPTION)


def _staffed(
    plan: Plan, floor: Floor, staff: list[Hand], another: Callable[[str], Awaitable[Hand]]
) -> list[Picker | Packer | Loader | Receiver | Lead]:
    """Everybody on the floor, each with their own device. `another` gives a picker one that is charged."""
    size, sure = floor.size, deque([False, True])
    pickers = [
        Picker(hand, lambda who=hand.person: another(who), _batteries(plan, floor, sure))  # type: ignore[misc]
        for hand in staff[: size.pickers]
    ]
    first = size.pickers + size.packers
    packers = [Packer(hand) for hand in staff[size.pickers : first]]
    loaders = [Loader(hand) for hand in staff[first : first + size.docks]]
    receivers = [Receiver(hand) for hand in staff[first + size.docks : -3]]
    return [*pickers, *packers, *loaders, *receivers, Lead(staff[-3])]


def _batteries(plan: Plan, floor: Floor, sure: deque[bool]) -> Batteries:
    """One picker's: now and then one fails, and is resumed or taken over."""
    lines = plan.orders * sites.LINES_AN_ORDER // floor.size.pickers
    own: dict[int, bool] = {}
    if floor.chance.random() < plan.odds.deaths_a_day * plan.hours / sites.DAY_H:
        own[floor.chance.randrange(2, max(6, lines // 4))] = floor.chance.random() < 0.5  # noqa: PLR2004
    return Batteries(own, sure, floor.chance)


async def _evening(lead: Lead, hands: list[Hand]) -> int:
    """All devices come back to the charger and say what they have; then the lead sees to what is open."""
    lead.floor.clock.over()
    for hand in hands:
        await hand.home()
    lead.floor.book.undelivered.update(*(hand.waits() for hand in hands))
    left, before = await _open_tasks(lead.hand), list[str]()
    for _ in range(SETTLE_ROUNDS):
        if left in ([], before):
            break
        await lead.settle_all()
        left, before = await _open_tasks(lead.hand), left
    return len(left)


async def _open_tasks(hand: Hand) -> list[str]:
    """Those of which the server knows: settling one may have led to another."""
    with contextlib.suppress(TimeoutError):
        await hand.device.live()
    return sorted(task.id for task in hand.where(ExceptionTask, "stage", "open"))


@contextlib.asynccontextmanager
async def _watched(pid: int, used: _Used) -> AsyncIterator[None]:
    """Look at the server's processor time and memory until this ends."""
    begun = crowd.cpu_s(pid)

    async def watch() -> None:
        while True:
            used.cpu_s, used.peak_mb = crowd.cpu_s(pid) - begun, max(used.peak_mb, crowd.resident_mb(pid))
            await asyncio.sleep(WATCH_S)

    task = asyncio.create_task(watch())
    try:
        yield
    finally:
        used.cpu_s, used.peak_mb = crowd.cpu_s(pid) - begun, max(used.peak_mb, crowd.resident_mb(pid))
        task.cancel()
