"""A device on a real network: the public face of the client. `docs/client.md` shows it at work."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator
from random import SystemRandom
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.typing import Origin

from backend.domain.ids import uuid7
from backend.domain.row import Row
from backend.ops.kernel import Op
from backend.sync.client.core import Core
from backend.sync.client.http import Http, Session, Unreachable
from backend.sync.client.kept import Refusal
from backend.sync.client.outbox import Recorded
from backend.sync.client.signing import Key
from backend.sync.client.storage import Memory, Storage
from backend.sync.client.stream import Stream
from backend.sync.client.talk import OK, UNAUTHORIZED, Call, Talk, Timing
from backend.sync.wire import OutcomeFrame

R = TypeVar("R", bound=Row)


class SignInNeeded(Exception):  # noqa: N818
    """Nobody is signed in, and the session could not be renewed. All that was recorded is kept."""


def now_ms() -> float:
    """A clock that only goes forward, in milliseconds."""
    return time.monotonic() * 1000


class Device:
    """A device of one person, or of several in turn.

    `record` works with and without a network; `sync` delivers what is recorded and fetches what is new; `live` keeps
    doing both in the background until the device is closed. `rows`, `find`, `outcome` and `tray` never wait.
    """

    def __init__(self, http: Http, core: Core, timing: Timing | None = None) -> None:
        self.http, self.core = http, core
        self.talk = Talk(core, SystemRandom(), timing or Timing())
        self._credentials: tuple[str, str] | None = None
        self._about: dict[str, str] = {}
        self._call_due = asyncio.Event()
        self._say_due = asyncio.Event()
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        core.heard.append(lambda _outcome: self._news.set())

    @classmethod
    @contextlib.asynccontextmanager
    async def open(
        cls,
        url: str,
        *,
        storage: Storage | None = None,
        login: str = "",
        password: str = "",
        token: str = "",
        person: str = "",
        device: str = "",
        name: str = "Python",
        kind: str = "handheld",
        key: Key | None = None,
        timing: Timing | None = None,
    ) -> AsyncIterator[Device]:
        """A device over a server at `url`.

        Either `login` and `password` are given, and it signs in when it first needs to; or `token`, `person` and
        `device` of a session that is open. Without a `storage` nothing outlives the process; `SqliteFile(path)` does.
        Where `device` is known and the storage is empty, the server is told that the storage was lost.
        """
        core = Core(storage or Memory(), build="python", key=key, device=device, lost=bool(device) and not token)
        one = cls(Http(url, token), core, timing)
        core.person = person or login
        one._about = {"name": name, "kind": kind}
        if login:
            one._credentials = (login, password)
        one.talk.needs_session = not token
        try:
            yield one
        finally:
            await one._close()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # What a person does

    def record(
        self, op: Op, *, author: str = "", basis: dict[str, int] | None = None, deps: tuple[int, ...] = ()
    ) -> Recorded:
        """Store an op. It is on disk when this returns, and will be delivered once, whatever happens."""
        wall = time.time_ns() // 1_000_000
        who = author or self.core.person
        recorded = self.core.record(op, author=who, id=uuid7(wall, os.urandom(10)), wall=wall, basis=basis, deps=deps)
        self._poke()
        return recorded

    async def sync(self, timeout_s: float = 60) -> None:
        """Deliver all that is recorded and fetch all that is new. Raises `TimeoutError` or `SignInNeeded`."""
        self.talk.pull_wanted = True
        async with asyncio.timeout(timeout_s):
            while self._has_work():
                await self._step()

    async def live(self, timeout_s: float = 60) -> None:
        """From now on changes of others arrive by themselves, and what is recorded goes out at once."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._carry()), asyncio.create_task(self._listen())]
        async with asyncio.timeout(timeout_s):
            while self._has_work():
                await self._changed()

    async def pause(self) -> None:
        """Make no call and hold no stream until `live` is asked for again, as where there is no network."""
        await self._close()
        self._tasks = []

    async def answered(self, n: int, timeout_s: float = 60) -> OutcomeFrame:
        """Wait for the outcome of op `n`, while `live`."""
        async with asyncio.timeout(timeout_s):
            while (outcome := self.core.outcome(n)) is None:
                await self._changed()
        return outcome

    # What there is to see

    def rows(self, row: type[R]) -> list[R]:
        """All rows of a table as the person sees them: the base, and over it what is still on its way."""
        return self.core.rows(row)

    def where(self, row: type[R], field: str, value: str) -> list[R]:
        """Those with this value of a field, by id."""
        return self.core.where(row, field, value)

    def find(self, row: type[R], id_: str) -> R | None:
        """One row, or none."""
        return self.core.find(row, id_)

    def outcome(self, n: int) -> OutcomeFrame | None:
        """What became of op `n`; none while it waits."""
        return self.core.outcome(n)

    def tray(self) -> dict[str, Refusal]:
        """What did not stand and waits for a person, by op id; `settle(id)` takes it out."""
        return self.core.tray()

    def settle(self, id_: str) -> None:
        """A person has seen to an op in the tray."""
        self.core.settle(id_)

    # The network

    def _has_work(self) -> bool:
        if self.talk.signed_out_at is not None:
            raise SignInNeeded
        busy = any(lane.busy is not None for lane in self.talk.lanes.values())
        stale = any(not c.whole for c in self.core.cursors().values())
        return busy or self.talk.needs_session or self.talk.pull_wanted or stale or bool(self.core.pending())

    async def _changed(self) -> None:
        self._news.clear()
        await _told(self._news, 1)

    async def _step(self) -> None:
        """Make the next call, or wait until one is due."""
        now = now_ms()
        call = self.talk.next(now)
        if call is None:
            self._call_due.clear()
            await _told(self._call_due, (self.talk.wake(now) - now) / 1000)
            return
        try:
            status, body, session = await asyncio.to_thread(self._call, call)
        except (Unreachable, asyncio.CancelledError) as error:
            self.talk.lost(call, now_ms())
            if isinstance(error, asyncio.CancelledError):
                raise
        else:
            if session is not None:
                self._signed_in(session, call.device)
            self.talk.answered(call, status, body, now_ms())
        self._news.set()
        self._poke()

    def _poke(self) -> None:
        self._call_due.set()
        self._say_due.set()

    def _call(self, call: Call) -> tuple[int, bytes, Session | None]:
        """In a thread: the storage is left alone here."""
        if call.what != "session":
            return *self.http.carry(call), None
        status, body = self.http.carry(call) if self.http.token and call.device else (UNAUTHORIZED, b"{}")
        if status != UNAUTHORIZED or self._credentials is None:
            return status, body, None
        got = self.http.sign_in(*self._credentials, {**self._about, "id": call.device or None})
        return (OK, b"{}", got) if isinstance(got, Session) else (*got, None)

    def _signed_in(self, session: Session, before: str) -> None:
        self.core.person = session.person.id
        if session.device != before:
            self.core.took_session(session.device)

    async def _carry(self) -> None:
        while True:
            await self._step()

    async def _listen(self) -> None:
        while True:
            if not self.talk.needs_session and self.talk.signed_out_at is None:
                with contextlib.suppress(OSError, WebSocketException, InvalidHandshake, TimeoutError):
                    await self._stream()
            self._call_due.set()
            await asyncio.sleep(self.talk.timing.backoff / 1000)

    async def _stream(self) -> None:
        async with connect(self.http.socket, origin=Origin(self.http.url), compression=None, max_size=None) as socket:
            stream = Stream(self.talk, self.http.token, now_ms())
            try:
                await socket.send(stream.hello, text=True)
                await self._exchange(socket, stream)
            finally:
                stream.closed(now_ms())

    async def _exchange(self, socket: ClientConnection, stream: Stream) -> None:
        hearing = asyncio.create_task(self._hear(socket, stream))
        try:
            while not hearing.done():
                while (text := stream.next(now_ms())) is not None:
                    await socket.send(text, text=True)
                if stream.over:
                    return
                now = now_ms()
                await _told(self._say_due, (stream.wake(now) - now) / 1000)
                self._say_due.clear()
            await hearing
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _hear(self, socket: ClientConnection, stream: Stream) -> None:
        """Take what comes. Others are woken only where there may be something to say: most of it is pages."""
        try:
            while not stream.over:
                if stream.heard(await socket.recv(decode=False), now_ms()):
                    self._news.set()
                    self._poke()
        finally:
            self._poke()


async def _told(event: asyncio.Event, most_s: float) -> None:
    """Wait for an event, and not longer than that. (`wait_for` may swallow a cancellation in Python 3.11.)"""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(most_s):
            await event.wait()
