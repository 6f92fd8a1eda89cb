"""A device in somebody's hand: the whole client, which loses its network, dies, and comes back with what it had."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import AsyncExitStack
from functools import lru_cache
from typing import TypeVar

from backend.domain.row import Row
from backend.lab.rehearse.book import entry_of
from backend.lab.rehearse.floor import Floor
from backend.ops.kernel import Op
from backend.sync.client import Device, Memory, Timing, outbox, replica
from backend.sync.client.outbox import Recorded
from backend.sync.client.storage import Disk
from backend.sync.wire import OutcomeFrame

R = TypeVar("R", bound=Row)
PATIENCE = Timing(backoff=150, backoff_most=1500, idle_pull=5_000)
BACK_S = 60.0
"""Real seconds for all that waits to be answered, once there is a network again."""
HOME_TRIES = 5
ANSWER_S = 30.0
"""Real seconds that somebody waits for the server to say yes."""
SCOPES = 8
"""Snapshots of which it is known what they say: all devices begin with the same, and hold them in memory but once."""
_read = lru_cache(SCOPES)(replica.read_snapshot)


class Hand:
    """One person's device. `live` is set while it has a network."""

    def __init__(self, floor: Floor, url: str, person: str, token: str, id_: str, password: str) -> None:
        self.floor, self.person, self.id = floor, person, id_
        self._open = {
            "url": url,
            "token": token,
            "person": person,
            "device": id_,
            "login": person,
            "password": password,
        }
        self._disk = Disk()
        self._stack = AsyncExitStack()
        self.live = asyncio.Event()
        self.is_on = self.was_used = False
        self.device: Device

    async def start(self) -> None:
        """Switched on: a new process over the disk that it has had all along."""
        self._stack = AsyncExitStack()
        opened = Device.open(**self._open, storage=Memory(self._disk), timing=PATIENCE)  # type: ignore[arg-type]
        self.device = await self._stack.enter_async_context(opened)
        self.device.core.heard.append(self._heard)
        self.device.core.reads = _read
        self.is_on = self.was_used = True
        await self.back()

    async def back(self) -> None:
        """In reach of the network: all that waits goes out, all that is new comes in."""
        await self.device.live(timeout_s=BACK_S)
        self.live.set()

    async def reach(self) -> None:
        """The same, however long it takes."""
        while not self.live.is_set():
            with contextlib.suppress(TimeoutError):
                await self.back()

    async def on(self) -> None:
        """Switched on, and used once it is in reach, however long that takes."""
        with contextlib.suppress(TimeoutError):
            await self.start()
        await self.reach()

    async def away(self) -> None:
        """Out of reach of the network."""
        self.live.clear()
        await self.device.pause()

    async def die(self) -> None:
        """The battery is flat. The disk keeps what it has."""
        self.live.clear()
        self.is_on = False
        await self._stack.aclose()

    async def home(self) -> None:
        """Back at the charger, whatever became of it; as long as the server answers some of what waits."""
        before = -1
        for _ in range(HOME_TRIES):
            with contextlib.suppress(TimeoutError):
                if self.is_on:
                    await self.away()
                    await self.back()
                else:
                    await self.start()
            left = len(self.device.core.pending())
            if left in {0, before}:
                return
            before = left

    def waits(self) -> set[str]:
        """The ids of ops that lie safe in its queue, and that the server has not answered."""
        pending = self.device.core.pending() if self.was_used else []
        return {outbox.id_of(kept) for _, kept in pending}

    def do(self, op: Op, *about: str) -> int:
        """Store an op about places and orders; it is on disk when this returns. Gives its number."""
        return self.did(op, *about).n

    def did(self, op: Op, *about: str) -> Recorded:
        """The same. Gives all of what was stored."""
        recorded = self.device.record(op)
        self.floor.book.stored(
            entry_of(self.id, recorded, op.kind, self.person, time.monotonic(), is_live=self.live.is_set()), about
        )
        return recorded

    async def ask(self, op: Op, *about: str, most_s: float | None = None) -> OutcomeFrame | None:
        """Store an op and wait for the server's word; none where it does not come in time (real seconds)."""
        return await self._answered(self.do(op, *about), ANSWER_S if most_s is None else most_s)

    async def waited(self, n: int) -> str:
        """The server's word on an op that was stored; empty where it does not come in time."""
        said = await self._answered(n, ANSWER_S)
        return "" if said is None else str(said.out.value)

    async def _answered(self, n: int, most_s: float) -> OutcomeFrame | None:
        try:
            return await self.device.answered(n, most_s)
        except TimeoutError:
            return None

    def rows(self, row: type[R]) -> list[R]:
        """What the screen shows."""
        return self.device.rows(row)

    def where(self, row: type[R], field: str, value: str) -> list[R]:
        """Those of its rows with this value of a field."""
        return self.device.where(row, field, value)

    def find(self, row: type[R], id_: str) -> R | None:
        """One row of it."""
        return self.device.find(row, id_)

    def _heard(self, outcome: OutcomeFrame) -> None:
        self.floor.book.heard(self.id, outcome, time.monotonic())


async def dead_spots(hand: Hand) -> None:
    """A device goes out of reach now and then, for minutes, while its person works on."""
    floor = hand.floor
    while True:
        await floor.wait(3600 / max(floor.odds.offline_an_hour, 0.01))
        if hand.live.is_set():
            floor.book.done["offline"] += 1
            await hand.away()
            await floor.wait(floor.chance.uniform(*floor.odds.offline_s))
            await hand.reach()
