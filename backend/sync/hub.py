"""Live streams: after each commit, every open socket gets the changes of its scopes. A slow reader slows nobody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, Protocol

import msgspec
from msgspec import Raw

from backend.sync import versions
from backend.sync.changelog import Written
from backend.sync.scopes import Access
from backend.sync.wire import Page, PullAnswer, PullFrame

log = logging.getLogger("tote.hub")
BACKLOG_BYTES_MOST = 1024 * 1024
SEND_S_MOST = 10.0
BEAT_S = 15.0
_encode = msgspec.json.Encoder().encode


class Socket(Protocol):
    """What the hub needs of a WebSocket."""

    async def receive(self) -> str | bytes | None:
        """The next message; none when the peer has gone."""

    async def send(self, text: bytes) -> None:
        """Send one message."""

    async def close(self, code: int, reason: str) -> None:
        """Close it."""


Pull = Callable[[PullFrame, str], Awaitable[tuple[PullAnswer, Access]]]


class Connection:
    """One socket: whose it is, what it has been told, and what waits to be sent."""

    def __init__(self, socket: Socket, sid: str, person: str, frame: PullFrame) -> None:
        self.socket, self.sid, self.person, self.frame = socket, sid, person, frame
        self.scopes: frozenset[str] = frozenset()
        self.told: dict[str, int] = {}
        self.bye: tuple[int, str] | None = None
        self.stale = True
        self._pages: list[Page] = []
        self._texts: list[bytes] = []
        self._size = 0
        self._wake = asyncio.Event()

    def offer(self, page: Page, size: int) -> None:
        """Queue a page. A reader that does not keep up is told to pull instead."""
        if self.stale:
            return
        self._size += size
        if self._size > BACKLOG_BYTES_MOST:
            self.refresh()
        else:
            self._pages.append(page)
            self._wake.set()

    def say(self, text: bytes) -> None:
        """Queue an answer to this device alone."""
        self._texts.append(text)
        self._wake.set()

    def refresh(self) -> None:
        """Forget what is queued; the next frame is a fresh pull from what was told."""
        self.stale = True
        self._pages.clear()
        self._size = 0
        self._wake.set()

    def end(self, code: int, reason: str) -> None:
        """Say bye and close, as soon as the sender is free."""
        self.bye = (code, reason)
        self._wake.set()

    async def run(self, pull: Pull) -> None:
        """Send what is queued until the connection ends."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self.bye:
                with contextlib.suppress(Exception):
                    await self._send(_encode({"t": "bye", "reason": self.bye[1]}))
                    await self.socket.close(*self.bye)
                return
            texts, self._texts = self._texts, []
            for text in texts:
                await self._send(text)
            if self.stale:
                await self._pull(pull)
            pages, self._pages, self._size = self._pages, [], 0
            pages = [p for p in pages if self.told.get(p.scope) == p.from_ or self._follow(p)]
            if pages:
                for page in pages:
                    self.told[page.scope] = page.to
                await self._send(_encode({"t": "page", "pages": pages}))

    def _follow(self, page: Page) -> bool:
        """A page that does not follow what was told: already told, or a hole to be filled by a pull."""
        if page.to > self.told.get(page.scope, -1):
            self.refresh()
        return False

    async def _pull(self, pull: Pull) -> None:
        self.stale = False
        self.frame.cursors = dict(self.told) or self.frame.cursors
        answer, access = await pull(self.frame, self.person)
        self.scopes = access.scopes
        self.told = {s: seq for s, seq in self.frame.cursors.items() if s in access.scopes}
        self.told |= {p.scope: p.to for p in answer.pages}
        # The device fetches a reset scope as a snapshot, which is at least as new as this head.
        self.told |= {s: answer.digest[s][0] for s in answer.reset}
        self.frame.ack_n = max(self.frame.ack_n, answer.last_n)
        await self._send(b'{"t":"page",' + _encode(answer)[1:])
        if any(p.more for p in answer.pages):
            self.refresh()

    async def _send(self, text: bytes) -> None:
        async with asyncio.timeout(SEND_S_MOST):
            await self.socket.send(text)


class Hub:
    """All open connections of this process."""

    def __init__(self) -> None:
        self._connections: set[Connection] = set()
        self._heads: dict[str, tuple[int, str]] = {}

    def __len__(self) -> int:
        return len(self._connections)

    def announce(self, written: Iterable[Written]) -> None:
        """Tell the streams what a commit changed. Called after the commit, on the event loop."""
        for one in written:
            sizes: dict[str, int] = {}
            pages: dict[str, Page] = {}
            for scope in one.scopes.values():
                self._heads[scope.name] = (scope.seq, scope.digest)
                pages[scope.name] = Page(scope.name, scope.start, scope.seq, False, [Raw(c) for c in scope.changes])
                sizes[scope.name] = sum(map(len, scope.changes))
            for connection in self._connections:
                if one.everyone or connection.person in one.granted:
                    connection.refresh()
                for name in connection.scopes & pages.keys():
                    if connection.frame.rows_v < versions.NEWEST:
                        connection.refresh()  # a pull projects the rows for its build
                    else:
                        connection.offer(pages[name], sizes[name])

    def drop(self, *, sid: str | None = None, person: str | None = None, reason: str = "signed_out") -> None:
        """End the sockets of a session or a person at once."""
        for connection in self._connections:
            if connection.sid == sid or (person is not None and connection.person == person):
                connection.end(4401, reason)

    def shut(self) -> None:
        """End all: the server stops."""
        for connection in self._connections:
            connection.end(1012, "restart")

    async def serve(
        self, connection: Connection, pull: Pull, listen: Callable[[Connection], Coroutine[Any, Any, None]]
    ) -> None:
        """Run a connection until either side ends it."""
        self._connections.add(connection)
        connection.refresh()
        tasks = [
            asyncio.create_task(connection.run(pull)),
            asyncio.create_task(listen(connection)),
            asyncio.create_task(self._beat(connection)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is not None:
                    log.info("a live connection ended: %r", task.exception())
        finally:
            self._connections.discard(connection)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _beat(self, connection: Connection) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            known = connection.scopes & self._heads.keys() if connection.frame.rows_v >= versions.NEWEST else ()
            heads = {s: self._heads[s] for s in sorted(known)}
            connection.say(_encode({"t": "beat", "heads": heads}))
