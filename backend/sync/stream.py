"""One live stream: what its device has been told, and what waits to be sent, within a bound.

A reader that does not keep up loses its queue and gets a poke instead: it pulls what it missed when it can.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from backend.sync.bucket import Bucket
from backend.sync.frames import Frame, after, encode, page_frame
from backend.sync.scopes import Access
from backend.sync.wire import Page, PullAnswer, PullFrame

QUEUED_BYTES_MAX = 256 * 1024
ASKS_PER_S, ASKS_MAX = 5.0, 30
WIPE = "wipe"
"""Why a device that was taken back is hung up: it has to empty itself."""
SIGNED_OUT, GONE = 4401, 4403
RESTART = 1012
"""Close code: the server stops and will be back (IANA WebSocket close codes)."""
POKE = Frame(b'{"t":"poke"}')


class Socket(Protocol):
    """What the hub needs of a WebSocket. One that also has `write(frame) -> bool` is written to without a task."""

    async def receive(self) -> str | bytes | None:
        """The next message; none when the peer has gone."""

    async def send(self, text: bytes) -> None:
        """Send one message; returns when the peer's buffer has room again."""

    async def close(self, code: int, reason: str) -> None:
        """Close it."""


class Over(Exception):  # noqa: N818  (it is an end, not a fault)
    """Raised by a pull to end the stream: the close code, and the reason for `bye`."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


Pull = Callable[[PullFrame, str], Awaitable[tuple[PullAnswer, Access]]]
Heads = Mapping[str, tuple[int, str]]


def _never(_frame: Frame) -> bool:
    return False


class Connection:
    """One socket: whose it is, what it has been told, and what waits to be sent."""

    def __init__(self, socket: Socket, sid: str, person: str, frame: PullFrame) -> None:
        self.socket, self.sid, self.person, self.device, self.frame = socket, sid, person, frame.device, frame
        self.scopes: frozenset[str] = frozenset()
        self.told = dict(frame.cursors)
        self.bye: tuple[int, str] | None = None
        self.stale = True
        self.since: float | None = None
        """When the message that is being sent was begun (loop time); the hub cuts who takes too long."""
        self.answering = 0
        """Pushes that are under way."""
        self._sure: dict[str, int] | None = None
        self._frames: deque[Frame] = deque()
        self._texts: deque[Frame] = deque()
        self._size = 0
        self._poked = self._busy = self._working = False
        self.sender: asyncio.Task[None] | None = None
        self._wake, self._room = asyncio.Event(), asyncio.Event()
        self._asks = Bucket(ASKS_PER_S, ASKS_MAX)
        self._write: Callable[[Frame], bool] = getattr(socket, "write", _never)

    @property
    def queued(self) -> int:
        """Bytes that wait here."""
        return self._size

    async def receive(self) -> str | bytes | None:
        """The next message of the device, taken when the answer to the last one has gone out."""
        self._working = False
        while self._texts:
            self._room.clear()
            await self._room.wait()
        if self.bye:
            self._wake.set()
            await asyncio.Event().wait()  # nothing more is taken; the sender ends this
        message = await self.socket.receive()
        self._working = True
        return message

    async def ask(self) -> None:
        """The device asks for a pull. Asked too often, it waits, and so does all that it sends after."""
        await self._asks.take()
        self.refresh()

    def offer(self, frame: Frame) -> None:
        """Queue pages. A reader that does not keep up is poked instead."""
        if self.stale or self._poked or self.bye:
            return
        if self._size + len(frame.text) > QUEUED_BYTES_MAX:
            self._poke()
        elif not (self._idle and self._follows(frame) and self._write(frame)):
            self._frames.append(frame)
            self._size += len(frame.text)
            self._wake.set()
        else:
            self._mark(frame)

    def say(self, text: bytes) -> None:
        """Queue an answer to this device alone. The next message is read when it has gone out: one waits at most."""
        frame = Frame(text)
        if self._idle and self._write(frame):
            return
        self._texts.append(frame)
        self._size += len(text)
        self._wake.set()

    def answered(self) -> None:
        """A push is no longer under way."""
        self.answering -= 1
        self._wake.set()

    def beat(self, text: bytes) -> None:
        """As `say`, but only for somebody who takes what is sent."""
        if self._idle:
            self.say(text)

    def refresh(self) -> None:
        """Forget what is queued; the next frame is a fresh pull from what was told."""
        self.stale = True
        self._forget()
        self._wake.set()

    def end(self, code: int, reason: str) -> None:
        """Say bye and close, as soon as the sender is free."""
        self.bye = self.bye or (code, reason)
        self._wake.set()

    def cut(self) -> None:
        """End it without a word: the peer takes none."""
        if self.sender is not None:
            self.sender.cancel()

    @property
    def _idle(self) -> bool:
        """Whether nothing waits or is on its way, so that a frame may go out at once."""
        return not (self._busy or self.stale or self.bye or self._size or self._poked)

    @property
    def _may_go(self) -> bool:
        """At a restart what has been asked is answered first; who is thrown out gets nothing more."""
        return self.bye is not None and (self.bye[0] != RESTART or not (self._working or self.answering or self._texts))

    def _forget(self) -> None:
        self._size -= sum(len(frame.text) for frame in self._frames)
        self._frames.clear()

    def _poke(self) -> None:
        self._forget()
        self._poked = True
        self._sure = self._sure or dict(self.told)
        self._wake.set()

    def _follows(self, frame: Frame) -> bool:
        return all(self.told.get(page.scope) == page.from_ for page in frame.pages)

    def _mark(self, frame: Frame) -> None:
        for page in frame.pages:
            self.told[page.scope] = page.to

    async def run(self, pull: Pull, heads: Heads) -> None:
        """Send what is queued until the connection ends. `heads` is where the hub's streams stand."""
        while not self._may_go:
            await self._wake.wait()
            self._wake.clear()
            self._busy = True
            try:
                await self._drain(pull, heads)
            except Over as over:
                self.end(over.code, over.reason)
            finally:
                self._busy = False
        assert self.bye is not None
        with contextlib.suppress(Exception):  # the peer may have gone first
            await self._send(encode({"t": "bye", "reason": self.bye[1]}))
            await self.socket.close(*self.bye)

    async def _drain(self, pull: Pull, heads: Heads) -> None:
        while not self._may_go:
            if self._texts:
                frame = self._texts[0]
                await self._send(frame.text)
                self._texts.popleft()
                self._size -= len(frame.text)
                self._room.set()
            elif self.bye:
                return  # an answer is being made
            elif self.stale:
                await self._pull(pull, heads)
            elif self._poked:
                await self._send(POKE.text)
                self._resume(heads)
            elif self._frames:
                frame = self._frames.popleft()
                self._size -= len(frame.text)
                await self._page(frame)
            else:
                return

    async def _page(self, frame: Frame) -> None:
        if self._follows(frame):
            self._mark(frame)
            await self._send(frame.text)
            return
        left: list[Page] = []
        for page in frame.pages:
            if page.scope not in self.scopes:
                continue  # taken away since it was queued
            told = self.told.get(page.scope, -1)
            if told < page.from_:
                self.refresh()  # a hole: pages went elsewhere, or the scope is new
                return
            if told < page.to:
                left.append(after(page, told))
        if left:
            cut = page_frame(left)
            self._mark(cut)
            await self._send(cut.text)

    def _resume(self, heads: Heads) -> None:
        """The poke is out: what comes from now on follows the heads of this moment, to which the device pulls."""
        self._poked = False
        self.told |= {scope: heads[scope][0] for scope in self.scopes & heads.keys()}

    async def _pull(self, pull: Pull, heads: Heads) -> None:
        self.stale = False
        self._poked = False
        self.frame.cursors = dict(self.told) if self._sure is None else self._sure
        answer, access = await pull(self.frame, self.person)
        known, self.scopes = self.scopes, access.scopes
        self.told = {s: seq for s, seq in self.frame.cursors.items() if s in access.scopes}
        self.told |= {p.scope: p.to for p in answer.pages}
        # The device fetches a reset scope as a snapshot, which is at least as new as this head.
        self.told |= {s: answer.digest[s][0] for s in answer.reset}
        self.frame.ack_n = max(self.frame.ack_n, answer.last_n)
        self._sure = None
        await self._send(b'{"t":"page",' + encode(answer)[1:])
        # Nobody offered the pages of a scope that was not known here yet: they may have come between.
        missed = any(heads[s][0] > self.told.get(s, 0) for s in (self.scopes - known) & heads.keys())
        if missed or any(p.more for p in answer.pages):
            self.refresh()

    async def _send(self, text: bytes) -> None:
        self.since = asyncio.get_running_loop().time()
        try:
            await self.socket.send(text)
        finally:
            self.since = None
