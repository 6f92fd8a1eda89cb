"""The pushes of one live stream, a few at once: while one is on its way to the disk, the next is in line behind it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from backend.sync.stream import Connection
from backend.sync.wire import Answer

log = logging.getLogger("tote.sync")
AT_ONCE_MOST = 8


class Pushes:
    """Takes push frames of one device; answers go out in the order in which the frames came."""

    def __init__(self, connection: Connection, push: Callable[[bytes], Awaitable[Answer]]) -> None:
        self._connection, self._push = connection, push
        self._room = asyncio.Semaphore(AT_ONCE_MOST)
        self._last: asyncio.Task[None] | None = None

    async def take(self, body: bytes) -> None:
        """Start on a frame; waits while too many are under way. What was begun goes on when the stream ends."""
        await self._room.acquire()
        self._connection.answering += 1
        self._last = asyncio.create_task(self._answer(body, self._last))

    async def _answer(self, body: bytes, before: asyncio.Task[None] | None) -> None:
        try:
            got = await self._push(body)
            if before is not None:
                await asyncio.wait([before])
            self._connection.say(b'{"t":"outcomes","status":%d,"answer":%b}' % (got.status, got.body))
        except Exception:
            log.exception("a push of device %s failed", self._connection.device)
            self._connection.end(1011, "push_failed")  # answers are known by their order: none may be left out
        finally:
            self._connection.answered()
            self._room.release()
