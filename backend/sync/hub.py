"""Live streams: after each commit, every open socket gets the changes of its scopes. A slow reader slows nobody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from backend.sync import versions
from backend.sync.changelog import Written
from backend.sync.frames import Audience, Frame, encode
from backend.sync.load import Turns
from backend.sync.scopes import Access
from backend.sync.stream import GONE, RESTART, SIGNED_OUT, WIPE, Connection, Over, Pull, Socket
from backend.sync.wire import PullAnswer, PullFrame

__all__ = ["Connection", "Hub", "Over", "Pull", "Socket"]
log = logging.getLogger("tote.hub")
SEND_S_MAX = 10.0
BYE_S_MAX = 2.0
BEAT_S = 15
TICK_S = 1.0
REST = 1.0
"""After telling all streams the hub rests as long as it took: what is committed meanwhile goes as one."""
A_FEW = 40
DEVICE_SOCKETS_MAX = 4
"""Sockets of one device: tabs, and connections that are dead and do not know it. The oldest makes room."""

Listen = Callable[[Connection], Coroutine[Any, Any, None]]


Receipts = Callable[[list[str], list[dict[str, tuple[int, str]]]], Awaitable[list[str]]]
"""From devices, and the heads that each has been told, to their receipts."""


class Hub:
    """All open connections of this process."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._connections: dict[Connection, int] = {}
        self._heads: dict[str, tuple[int, str]] = {}
        self._waiting = Audience()
        self._todo: deque[tuple[Connection, Frame]] = deque()
        self._telling: asyncio.Handle | None = None
        self._free_at = 0.0
        self._ticker: asyncio.Task[None] | None = None
        self._tick = 0
        self._served = 0
        self._shut = False
        self._empty = asyncio.Event()
        self._empty.set()
        self.receipts: Receipts | None = None
        """Seals what devices have been told so far; goes out with each beat."""

    def __len__(self) -> int:
        return len(self._connections)

    def announce(self, written: Iterable[Written]) -> None:
        """Tell the streams what commits changed. Called after the commit, on the event loop, in order of the commits.

        Whose grants changed is cut off from pages at once; pages go out as soon as the loop is free.
        """
        for one in written:
            for connection in self._connections if one.everyone or one.granted else ():
                if one.everyone or connection.person in one.granted:
                    connection.refresh()
            if not self._waiting.takes(one):
                self._begin()
            self._waiting.add(one)
        self._schedule()

    def _schedule(self) -> None:
        """See to it that what waits is told: at once, or after a rest."""
        if self._telling is not None or not (self._todo or self._waiting.heads):
            return
        loop = asyncio.get_running_loop()
        rests = not self._todo and self._free_at > loop.time()
        self._telling = loop.call_at(self._free_at, self._tell) if rests else loop.call_soon(self._tell)

    def _tell(self) -> None:
        """Tell a few, then let others have the loop: answers and commits do not wait for five hundred sockets."""
        self._telling = None
        if not self._todo:
            self._begin()
        self._offer(A_FEW)
        self._schedule()

    def _begin(self) -> None:
        """Make the frames of what waits. What has been told to some only is told to the rest first."""
        self._offer(len(self._todo))
        audience, self._waiting = self._waiting, Audience()
        self._heads |= audience.heads
        for connection in self._connections:
            frame = audience.frame(connection.scopes)
            if frame is not None and connection.frame.rows_v < versions.NEWEST:
                connection.refresh()  # a pull projects the rows for its build
            elif frame is not None:
                self._todo.append((connection, frame))

    def _offer(self, most: int) -> None:
        begun = time.perf_counter()
        for _ in range(min(most, len(self._todo))):
            connection, frame = self._todo.popleft()
            connection.offer(frame)
        now = asyncio.get_running_loop().time()
        self._free_at = max(self._free_at, now) + REST * (time.perf_counter() - begun)

    def drop(
        self, *, sid: str | None = None, person: str | None = None, device: str | None = None,
        reason: str = "signed_out",
    ) -> None:  # fmt: skip
        """End the sockets of a session, of a person, or of a device at once."""
        for one in self._connections:
            if one.sid == sid or (person is not None and one.person == person) or one.device == device:
                one.end(GONE if reason == WIPE else SIGNED_OUT, reason)

    def sids(self) -> set[str]:
        """The sessions that have a socket here."""
        return {one.sid for one in self._connections}

    def shut(self) -> None:
        """End all: the server stops, or its history has ended."""
        for connection in self._connections:
            connection.end(RESTART, "restart")

    async def stop(self, within_s: float) -> None:
        """Take no more, end all, and wait until they are gone or the time is over."""
        self._shut = True
        self.shut()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._empty.wait()

    async def serve(self, connection: Connection, pull: Pull, listen: Listen) -> None:
        """Run a connection until either side ends it."""
        loop = asyncio.get_running_loop()
        self._enter(connection)
        sender = asyncio.create_task(connection.run(lambda f, p: self._pull(pull, f, p), self._heads))
        connection.sender = sender
        try:
            async with asyncio.timeout(None) as until:

                def ended(_sender: asyncio.Task[None]) -> None:
                    if connection in self._connections:
                        until.reschedule(loop.time())

                sender.add_done_callback(ended)
                try:
                    await listen(connection)
                finally:
                    self._leave(connection)
        except TimeoutError:
            if not sender.cancelled() and sender.exception() is not None:
                log.info("a live connection ended: %r", sender.exception())
        finally:
            self._leave(connection)
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await sender

    async def _pull(self, pull: Pull, frame: PullFrame, person: str) -> tuple[PullAnswer, Access]:
        try:
            async with self._turns.turn():
                answer, access = await pull(frame, person)
        except Over:
            raise
        except Exception as error:
            log.exception("a pull for a stream failed")
            raise Over(1011, "pull_failed") from error
        for scope, head in answer.digest.items() if frame.rows_v >= versions.NEWEST else ():  # else not our digests
            if head[0] >= self._heads.get(scope, (0, ""))[0]:
                self._heads[scope] = head
        return answer, access

    def _enter(self, connection: Connection) -> None:
        twins = [one for one in self._connections if one.device == connection.device and one.bye is None]
        for one in twins[: max(0, len(twins) + 1 - DEVICE_SOCKETS_MAX)]:
            one.end(4408, "replaced")
        self._empty.clear()
        self._connections[connection] = self._served % BEAT_S
        self._served += 1
        if self._shut:
            connection.end(RESTART, "restart")
        connection.refresh()
        if self._ticker is None or self._ticker.done():
            self._ticker = asyncio.create_task(self._run(), name="tote-beats")

    def _leave(self, connection: Connection) -> None:
        self._connections.pop(connection, None)
        if not self._connections:
            self._empty.set()

    async def _run(self) -> None:
        """Once a second: beats, each stream's at its own second of fifteen; and an end for who takes nothing."""
        while self._connections:
            await asyncio.sleep(TICK_S)
            self._tick = (self._tick + 1) % BEAT_S
            self._check(asyncio.get_running_loop().time())
            await self._beat([one for one, second in self._connections.items() if second == self._tick])

    def _check(self, now: float) -> None:
        for connection in list(self._connections):
            limit_s = SEND_S_MAX if connection.bye is None else BYE_S_MAX
            if connection.since is not None and now - connection.since > limit_s:
                connection.cut()

    async def _beat(self, due: list[Connection]) -> None:
        told = [{s: self._heads[s] for s in sorted(one.scopes & self._heads.keys())} for one in due]
        receipts = [""] * len(due)
        if self.receipts is not None and due:
            try:
                receipts = await self.receipts([one.device for one in due], told)
            except Exception:
                log.exception("no receipts for beats")  # a beat without one is still a beat
        for connection, heads, receipt in zip(due, told, receipts, strict=True):
            is_older = connection.frame.rows_v < versions.NEWEST
            shown = {} if is_older else heads
            frame: dict[str, Any] = {"t": "beat", "heads": shown}
            connection.beat(encode(frame | ({"receipt": receipt} if receipt else {})))
            if is_older:
                connection.refresh()  # a pull tells it its own digests
