"""Between the processes that share a PostgreSQL: what one has committed, the streams of all hear of.

After a commit, and never inside it, a process says by NOTIFY which changes it made, on a connection of its own: a
NOTIFY in the transaction would queue all commits of the database behind one lock. The others read the changes once.
A word may be lost with a connection, so who cannot listen looks once a second, and looks whenever it listens again.
What is kept in memory and is told by no change (sessions that ended) is checked at the same moments (`on_blind`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.store.engine import Store
from backend.sync import feed
from backend.sync.changelog import Written
from backend.sync.feed import Feed, Spans

log = logging.getLogger("tote.signal")
CHANNEL = "tote"
BYTES_MOST = 7500
"""PostgreSQL takes 8,000 bytes; a word that is longer says just: look."""
LOOK_S = 1.0
"""How often to look while one cannot listen."""
HOLE_S = 0.25
"""A commit whose forerunner is not heard of for so long is looked up: its process has ended between the two."""
IDLE_S = 15.0


class Word(Struct, omit_defaults=True):
    """What processes say to each other."""

    node: str
    commit: Spans = {}
    look: bool = False
    sid: str = ""
    why: str = ""
    epoch: bool = False


class Signals:
    """One process's ear and mouth."""

    def __init__(self, store: Store, announce: Callable[[Sequence[Written]], None]) -> None:
        self._store, self._announce = store, announce
        self._node = uuid.uuid4().hex[:12]
        self._feed = Feed()
        self._said: list[bytes] = []
        self._wake, self._speak = asyncio.Event(), asyncio.Event()
        self._look = True
        self._busy = False
        self._tasks: list[asyncio.Task[None]] = []
        self.on_session: Callable[[str, str], None] = lambda _sid, _why: None
        """A session has ended in another process."""
        self.on_epoch: Callable[[], None] = lambda: None
        """Another process has found that the database was wound back."""
        self.on_blind: list[Callable[[], Awaitable[None]]] = []
        """Words may have been missed."""

    async def start(self) -> None:
        """Begin where the database is now."""
        self._feed.told = await self._store.read(feed.heads)
        self._tasks = [
            asyncio.create_task(self._forever(work), name=f"tote-{work.__name__.strip('_')}")
            for work in (self._hear, self._say, self._tell)
        ]

    async def stop(self) -> None:
        """Say nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def committed(self, written: Sequence[Written]) -> None:
        """Our own commits, in their order: told here at once if nothing of others is missing, and to the others."""
        for one in written:
            commit = feed.spans(one)
            if self._busy or not self._feed.follows(commit):
                self._feed.waiting.append(commit)
                self._wake.set()
            else:
                self._feed.tell(commit)
                self._announce([one])
            if commit:
                self.say(Word(self._node, commit))

    def session_ended(self, sid: str, why: str) -> None:
        """A session has ended here."""
        self.say(Word(self._node, sid=sid, why=why))

    def epoch_opened(self) -> None:
        """A new history has begun here."""
        self.say(Word(self._node, epoch=True))

    def say(self, word: Word) -> None:
        """Tell the other processes, as soon as may be."""
        text = msgspec.json.encode(word)
        self._said.append(text if len(text) <= BYTES_MOST else msgspec.json.encode(Word(self._node, look=True)))
        self._speak.set()

    async def _forever(self, work: Callable[[], Awaitable[None]]) -> None:
        """Begin anew after whatever goes wrong."""
        while True:
            try:
                await work()
            except Exception as error:  # noqa: BLE001  (a lost connection, most of all)
                log.warning("signals: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)

    @contextlib.asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        import psycopg  # late: who has a file needs no driver for a server

        connection = await psycopg.AsyncConnection.connect(
            self._store.direct_url(), autocommit=True, connect_timeout=5, keepalives_idle=10, keepalives_interval=5,
            application_name="tote-signals",
        )  # fmt: skip
        try:
            yield connection
        finally:
            await connection.close()

    async def _say(self) -> None:
        async with self._connection() as connection:
            while True:
                await self._speak.wait()
                self._speak.clear()
                said, self._said = self._said, []
                texts = [text.decode() for text in said]
                try:
                    await connection.execute("SELECT pg_notify(%s, t) FROM unnest(%s::text[]) t", (CHANNEL, texts))
                except Exception:
                    self._said[:0] = said
                    self._speak.set()
                    raise

    async def _hear(self) -> None:
        """Listen; while that does not work, look."""
        looking = asyncio.create_task(self._keep_looking())
        try:
            async with self._connection() as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                looking.cancel()
                await self._blind()
                async for one in connection.notifies():
                    self._heard(one.payload)
        finally:
            looking.cancel()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self._blind()

    async def _blind(self) -> None:
        self._look = True
        self._wake.set()
        for check in self.on_blind:
            await check()

    def _heard(self, payload: str) -> None:
        word = msgspec.json.decode(payload, type=Word)
        if word.node == self._node:
            return
        if word.sid:
            self.on_session(word.sid, word.why)
        if word.epoch:
            self.on_epoch()
        if word.commit:
            self._feed.waiting.append(word.commit)
        self._look |= word.look
        self._wake.set()

    async def _tell(self) -> None:
        """Hand on what was heard of, whole commits in their order."""
        while True:
            wait_s = HOLE_S if self._feed.waiting else IDLE_S
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                self._look = True
            self._wake.clear()
            self._busy = True
            try:
                await self._tell_what_is_ready()
            except Exception:
                self._look = True  # what was taken out of the waiting ones is still untold
                raise
            finally:
                self._busy = False

    async def _tell_what_is_ready(self) -> None:
        while self._look or (wanted := self._feed.ready()):
            if self._look:
                self._look = False
                wanted, written = await self._store.read(lambda c: _all_behind(c, self._feed.told))
                self._feed.tell(wanted)
                self._feed.drop_told()
            else:
                written = await self._store.read(lambda c, wanted=wanted: feed.read(c, wanted))  # type: ignore[misc]
                self._feed.tell(wanted)
            if wanted:
                self._announce([written])


def _all_behind(connection: sa.Connection, told: dict[str, int]) -> tuple[Spans, Written]:
    wanted = feed.behind(connection, told)
    return wanted, feed.read(connection, wanted)
