"""R9: a request given up at any moment leaves no lock, no thread and no half of anything; its retry counts once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import threading
from collections import Counter

import msgspec

from backend.app import opened
from backend.settings import Settings
from backend.store import engine as store_engine
from backend.store.driver import sqlite
from backend.sync.admit import Chunk, Decided
from backend.sync.push import Road
from backend.sync.service import Caller, Sync
from tests.faults import engine
from tests.faults.conftest import show, times
from tests.faults.site import PICKER, Pen, Site

DEVICES = 5
FOUND = 3


async def _give_up(sync: Sync, site: Site, rounds: int) -> Counter[str]:
    """Each device pushes one op after the other and is cut off at random; then each sends all again.

    The time allowed grows with each cut and shrinks with each answer, so that about half are cut on any machine.
    """
    chance = random.Random(9)
    pens = [Pen(site, i) for i in range(DEVICES)]
    callers = [Caller(PICKER, pen.device, site.sids[pen.i][1]) for pen in pens]
    seen: Counter[str] = Counter()

    async def one(pen: Pen, caller: Caller) -> None:
        patience = 0.02
        for _ in range(rounds):
            pen.write(1)
            first = max(1, pen.n - 40)
            task = asyncio.create_task(sync.push(pen.frame(first, pen.n), caller))
            await asyncio.wait([task], timeout=chance.uniform(0, patience))
            task.cancel()
            try:
                await task
                seen["answered"] += 1
                patience /= 1.5
            except asyncio.CancelledError:
                seen["cancelled"] += 1
                patience *= 1.5

    await asyncio.gather(*(one(*pair) for pair in zip(pens, callers, strict=True)))
    async with asyncio.timeout(10):
        for pen, caller in zip(pens, callers, strict=True):
            for first in range(1, pen.n + 1, 50):
                got = await sync.push(pen.frame(first, min(pen.n, first + 49)), caller)
                assert got.ok, got.body
                outcomes = msgspec.json.decode(got.body)["outcomes"]
                assert {o["out"] for o in outcomes} == {"applied"}
            assert msgspec.json.decode(got.body)["last_n"] == rounds
    return seen


def _run(site: Site, rounds: int) -> Counter[str]:
    async def body() -> Counter[str]:
        async with opened(Settings(data_dir=site.path)) as parts:
            await parts.sync.record("sys:test", [])
            before = threading.active_count()
            seen = await _give_up(parts.sync, site, rounds)
            assert threading.active_count() <= before + 5, "readers at most"
            return seen

    return asyncio.run(body())


def test_pushes_given_up_at_random_leave_nothing_and_count_once(site: Site) -> None:
    rounds = times(60, 400)
    seen = _run(site, rounds)
    show(**seen)
    assert min(seen["cancelled"], seen["answered"]) > rounds
    assert not engine.wrong(site.database, site, dict.fromkeys(range(DEVICES), rounds))


def _careless(site_json: bytes) -> None:
    """The planted fault: each push holds a lock while it waits for something, and lets go of it in its own task."""
    site = msgspec.json.decode(site_json, type=Site)
    holder = sqlite.connect(site.database, isolation_level=None, check_same_thread=False)
    send = Road.send

    async def hold_and_wait(self: Road, chunk: Chunk) -> Decided:
        mine = not holder.in_transaction
        if mine:
            with contextlib.suppress(sqlite.OperationalError):
                holder.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(0.005)
        if mine and holder.in_transaction:
            holder.execute("COMMIT")
        return await send(self, chunk)

    Road.send = hold_and_wait  # type: ignore[method-assign]
    store_engine._PRAGMAS = (*store_engine._PRAGMAS, "busy_timeout=50")  # type: ignore[assignment]
    try:
        _run(site, 8)
    except AssertionError:
        sys.exit(FOUND)


def test_a_transaction_that_a_cancelled_request_holds_is_found_out(site: Site) -> None:
    process = engine.context().Process(target=_careless, args=(msgspec.json.encode(site),))
    process.start()
    process.join(60)
    assert process.exitcode == FOUND
