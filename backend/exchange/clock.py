"""What happens because time has passed. The server's own clock makes ops too, and they take the one road.

A chore finds what is due by a query and records ops with ids of their own content, so that a crash repeats nothing. A
chore that fails is tried again at the next tick, and stops no other. Of the server processes over one database one does
the chores; when it ends, another one takes over at its own next tick.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

import sqlalchemy as sa

from backend.domain.outcome import Out
from backend.domain.stock.lease import Lease
from backend.exchange.printers import chores
from backend.ops.lease.reclaim import LeaseReclaim
from backend.store.tables import TABLES
from backend.store.turn import Turn
from backend.sync.service import OwnOp, Sync, own_id

log = logging.getLogger("tote.clock")
DEVICE = "sys:clock"
EVERY_S = 60.0
LEASES_A_TICK = 5000
HOUR_MS = 3_600_000
_LEASE = TABLES[Lease]


async def reclaim_leases(sync: Sync) -> int:
    """Take back the rest of leases that are due; returns how many were."""
    now = sync.clock()
    due = await sync.store.read(lambda c: _due(c, now))
    # The hour is in the id: should the clock be set back between query and decision, an hour later is soon enough.
    ops = [OwnOp(LeaseReclaim(lease=id_), own_id("lease.reclaim", id_, str(now // HOUR_MS))) for id_ in due]
    outcomes = await sync.record(DEVICE, ops)
    return sum(outcome.out is Out.APPLIED for outcome in outcomes)


def _due(connection: sa.Connection, now: int) -> list[str]:
    query = sa.select(_LEASE.c.id).where(_LEASE.c.state == "open", _LEASE.c.reclaim_at <= now)
    return list(connection.scalars(query.order_by(_LEASE.c.reclaim_at, _LEASE.c.id).limit(LEASES_A_TICK)))


Chore = Callable[[Sync], Awaitable[int]]
CHORES: Mapping[str, tuple[Chore, int]] = MappingProxyType({
    "leases taken back": (reclaim_leases, 1),
    "labels given up": (chores.give_up, 1),
    "labels cleared away": (chores.clear, 60),
    "changes forgotten": (Sync.compact, 60),
})  # fmt: skip
"""By what they count: each chore, and every how many ticks it is done."""


class Clock:
    """Ticks once a minute, from the start of the server on: what fell due while it was down is done at once."""

    def __init__(self, sync: Sync, chores: Mapping[str, tuple[Chore, int]] = CHORES, every_s: float = EVERY_S) -> None:
        self._sync, self._chores, self._every_s = sync, chores, every_s
        self._ticks = 0
        self._turn = Turn(sync.store, "clock")
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tick."""
        self._task = asyncio.create_task(self._run(), name="tote-clock")

    async def stop(self) -> None:
        """Tick no more; an op that is on the road stays there."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._turn.end()

    async def tick(self) -> None:
        """Do what is due now, if no other process does."""
        if not await self._turn.mine():
            self._ticks = 0  # whoever takes over begins with all chores
            return
        for counted, (chore, every) in self._chores.items():
            if self._ticks % every:
                continue
            try:
                done = await chore(self._sync)
            except Exception:
                log.exception("%s: will be tried again", counted)
            else:
                if done:
                    log.info("%s: %d", counted, done)
        self._ticks += 1

    async def _run(self) -> None:
        while True:
            await self.tick()
            await asyncio.sleep(self._every_s)
