"""Links between devices and the server: messages are late, lost, doubled, or go nowhere and nobody notices."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from random import Random

from backend.lab.simulate.faults import Dials
from backend.lab.simulate.process import Process

TRIP_S = 0.02
TIMEOUT_S = 30.0
ROOM_BYTES = 2048
"""What lies between the server and a slow reader before a send has to wait."""
Work = Callable[[], Awaitable[tuple[int, bytes]]]
"""What the server does for one request: gives status and body."""


class Link:
    """One device's way to the server."""

    def __init__(self, dials: Dials, chance: Random) -> None:
        self.dials, self.chance = dials, chance
        self.is_cut = False

    def trip_s(self) -> float:
        """How long a message takes."""
        slow = self.dials.strikes("delay", 0.3)
        return TRIP_S * (0.5 + self.chance.random()) + (self.chance.expovariate(0.2) if slow else 0)

    async def passes(self) -> bool:
        """Wait for a message to arrive; false if it never does."""
        await asyncio.sleep(self.trip_s())
        return not (self.is_cut or self.dials.strikes("loss", 0.3))

    async def ask(self, server: Callable[[], Process], work: Work) -> tuple[int, bytes]:
        """A request and its answer. Raises `TimeoutError` where either was lost."""
        async with asyncio.timeout(TIMEOUT_S):
            if not await self.passes():
                await asyncio.Event().wait()
            answer: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
            process = server()
            process.spawn(_answer(work, answer))
            if self.dials.strikes("duplicate", 0.3):
                process.spawn(self._again(work))
            found = await answer
            if self.dials.strikes("answer", 0.3) or not await self.passes():
                await asyncio.Event().wait()
            status, body = found
            return status, body[: self.chance.randrange(len(body))] if self.dials.strikes("cut", 0.2) else body

    async def _again(self, work: Work) -> None:
        await asyncio.sleep(self.chance.expovariate(0.05))
        await work()


async def _answer(work: Work, answer: asyncio.Future[tuple[int, bytes]]) -> None:
    found = await work()
    if not answer.done():
        answer.set_result(found)


class Pipe:
    """One direction of a stream: messages arrive in order, or not at all."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.dials = link.dials
        self._under_way: deque[bytes | None] = deque()
        self._messages: deque[bytes | None] = deque()
        self._arrived = asyncio.Event()
        self._last = 0.0
        self.is_dead = False
        self._unread = 0
        self._taken = asyncio.Event()

    def send(self, message: bytes | None) -> None:
        """Send a message, or none: the end."""
        loop = asyncio.get_running_loop()
        self._last = max(self._last, loop.time() + self._link.trip_s())
        self._unread += len(message or b"")
        self._under_way.append(message)  # two that arrive at one moment are still the first and the second
        loop.call_at(self._last, self._arrive)

    async def room(self) -> None:
        """Wait until the reader has taken what lies here, if this run has slow readers."""
        while self._unread > ROOM_BYTES and self.dials.levels["slow"]:
            self._taken.clear()
            await self._taken.wait()

    def _arrive(self) -> None:
        message = self._under_way.popleft()
        if self._link.is_cut or self._link.dials.strikes("halfopen", 0.02):
            self.is_dead = True  # what comes after a lost segment never comes either
        if not self.is_dead:
            self._messages.append(message)
            self._arrived.set()

    async def receive(self) -> bytes | None:
        """The next message; none at the end."""
        while not self._messages:
            self._arrived.clear()
            await self._arrived.wait()
        message = self._messages.popleft()
        self._unread -= len(message or b"")
        self._taken.set()
        return message


class Socket:
    """A WebSocket: two pipes. This is the server's end."""

    def __init__(self, link: Link) -> None:
        self.up, self.down = Pipe(link), Pipe(link)

    async def receive(self) -> bytes | None:
        """What the device has sent."""
        return await self.up.receive()

    async def send(self, text: bytes) -> None:
        """Send to the device."""
        if text.startswith(b'{"t":"outcomes"') and self.down.dials.strikes("ahead", 0.2):
            self.down.is_dead = True
        self.down.send(text)
        await self.down.room()

    async def close(self, code: int, reason: str) -> None:
        """Hang up."""
        self.down.send(None)
