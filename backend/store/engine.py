"""Where the data live, and the two ways to them: one writer, and readers that see a snapshot.

SQLite's driver must never begin a transaction by itself, hence `isolation_level = None` and an explicit BEGIN.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from backend.store.driver import sqlite  # first: it decides what `sqlite3` is for all that follows

# isort: split
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from backend.store import disk
from backend.store.address import Address, is_server

T = TypeVar("T")
READERS = 4
QUERY_S_MAX = 5.0
"""What a screen asks is ended when it takes longer: while a read lasts, the write-ahead log can't be emptied."""
READ_S_MAX = 20.0
"""The same for all else that is read: no device waits longer for an answer."""
_LOOK_EVERY = 20_000
"""Steps of SQLite's machine between two looks at the clock; about a millisecond."""
TIDY_WAIT_MS = 100
_BUSY = "busy_timeout=2000"
"""Only a foreign program can hold the lock, since one process owns the file; who waits for it is answered 503."""
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    _BUSY,
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "wal_autocheckpoint=1000",
    "journal_size_limit=67108864",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-65536",
)


def _prepare(engine: sa.Engine, *, write: bool) -> None:
    """Every connection gets the settings above; every transaction begins as what it is."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, *(() if write else ("query_only=ON",))):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _limit(engine: sa.Engine, seconds: float) -> None:
    """No read of this engine lasts longer: SQLite ends it with `interrupted`."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        limit = record.info

        def late() -> bool:
            until: float = limit.get("until", math.inf)
            return time.monotonic() > until

        if engine.dialect.is_async:
            connection.run_async(lambda driver: driver.set_progress_handler(late, _LOOK_EVERY))
        else:
            connection.set_progress_handler(late, _LOOK_EVERY)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.info["until"] = time.monotonic() + seconds


def sqlite_writer(path: Path) -> sa.Engine:
    """The engine that may write to an SQLite file. One server process owns the file."""
    engine = sa.create_engine(
        f"sqlite:///{path}", module=sqlite, poolclass=sa.StaticPool, connect_args={"check_same_thread": False}
    )
    _prepare(engine, write=True)
    return engine


def _sqlite_snapshots(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        f"sqlite:///{path}", module=sqlite, poolclass=sa.QueuePool, pool_size=READERS, max_overflow=0,
        connect_args={"check_same_thread": False},
    )  # fmt: skip
    _prepare(engine, write=False)
    _limit(engine, READ_S_MAX)
    return engine


def sqlite_reader(path: Path) -> AsyncEngine:
    """The engine that the queries of screens read through."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=READERS, max_overflow=0, pool_timeout=10)
    _prepare(engine.sync_engine, write=False)
    _limit(engine.sync_engine, QUERY_S_MAX)
    return engine


def checker(address: Address) -> sa.Engine:
    """An engine that only reads, each transaction in one snapshot, for a check beside a server."""
    return _postgres().snapshots(address) if is_server(address) else _sqlite_checker(Path(address))


def _sqlite_checker(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", module=sqlite, poolclass=sa.StaticPool)
    _prepare(engine, write=False)
    return engine


def writer(address: Address) -> sa.Engine:
    """The engine that may write, for either kind of database."""
    return _postgres().writer(address) if is_server(address) else sqlite_writer(Path(address))


def _snapshots(address: Address) -> sa.Engine:
    return _postgres().snapshots(address, READERS) if is_server(address) else _sqlite_snapshots(Path(address))


def _reader(address: Address) -> AsyncEngine:
    return _postgres().reader(address) if is_server(address) else sqlite_reader(Path(address))


def _postgres() -> ModuleType:
    from backend.store import postgres  # late: who has a file needs no driver for a server

    return postgres


class Store:
    """A database that is open: `read` and `write` run a plain function on a connection inside one transaction.

    SQLite has one process that writes, and one thread of it. A PostgreSQL has several processes with one such thread
    each: there `write` runs as if it were alone and is begun anew when it was not, so `work` may run more than once.
    """

    def __init__(self, address: Address, direct: Address = "") -> None:
        self.address = address
        self._direct = direct or address
        self.is_shared = is_server(address)
        self._writer = writer(address)
        self._snapshots = _snapshots(address)
        self._reader = _reader(address)
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="tote-reader")
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tote-writer")
        self.broken = ""
        """How the disk has failed, once it has: nothing is written any more, and the process should end."""

    def direct_url(self) -> str:
        """Where a PostgreSQL is reached past any pooler, password and all, as libpq takes it."""
        url: str = _postgres().direct(self._direct)
        return url

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` on a snapshot that does not change while it runs; all of it in one thread, at one go.

        A pull asks a dozen small things: handed over one by one they cost three times what they cost here.
        """
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, work)

    def _read(self, work: Callable[[sa.Connection], T]) -> T:
        try:
            return self._read_once(work)
        except sa.exc.DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return self._read_once(work)  # the server was restarted, or has moved: the pool is empty now

    def _read_once(self, work: Callable[[sa.Connection], T]) -> T:
        with self._snapshots.connect() as connection, connection.begin():
            return work(connection)

    async def query(self, work: Callable[[sa.Connection], T]) -> T:
        """The same for what a screen asks and may take its time over: it holds no thread that pulls wait for."""
        try:
            return await self._query(work)
        except sa.exc.DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return await self._query(work)

    async def _query(self, work: Callable[[sa.Connection], T]) -> T:
        async with self._reader.connect() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` in the writer's thread; it is on disk when this returns. A cancelled caller does not undo it."""
        return await self.in_writer(lambda: self._alone(work))

    def _alone(self, work: Callable[[sa.Connection], T]) -> T:
        if not self.is_shared:
            return self.write_now(work)
        done: T = _postgres().serialized(self._writer, work)
        return done

    async def in_writer(self, call: Callable[[], T]) -> T:
        """Run a function in the writer's thread, for one that begins its own transactions by `write_now`."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, call))

    def write_now(self, work: Callable[[sa.Connection], T]) -> T:
        """One transaction in this thread, once. On PostgreSQL others write meanwhile: who reads must lock first."""
        if self.broken:
            raise disk.refused(self.broken)
        try:
            with self._writer.connect() as connection, connection.begin():
                return work(connection)
        except sa.exc.DBAPIError as error:
            if not self.is_shared and disk.is_broken(error, Path(self.address).parent):
                self.broken = str(error.orig)
            raise

    async def tidy(self) -> None:
        """Move the write-ahead log of an SQLite file into it and empty it, if no reader is in the way just now."""
        if not (self.is_shared or self.broken):
            await self.in_writer(self._tidy_now)

    def _tidy_now(self) -> None:
        connection = self._writer.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={TIDY_WAIT_MS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
            cursor.execute(f"PRAGMA {_BUSY}")
            cursor.close()
        finally:
            connection.close()

    async def close(self) -> None:
        """Wait for the writer and let go of the files."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._writer.dispose)
        self._thread.shutdown()
        self._reading.shutdown()
        self._snapshots.dispose()
        await self._reader.dispose()
