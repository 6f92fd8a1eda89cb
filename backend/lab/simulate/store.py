"""The server's database in this thread and in memory, with images of it to start from and to go back to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from backend.store.driver import sqlite  # first: it decides what `sqlite3` is for all that follows

# isort: split
import sqlalchemy as sa

from backend.store.engine import sqlite_writer

T = TypeVar("T")
Image = Any
"""A database in memory that nobody writes to: a raw connection."""


class Database:
    """One SQLite database in memory behind the engine of the product. Made once a process; its content is replaced."""

    def __init__(self) -> None:
        self.engine = sqlite_writer(Path(":memory:"))
        self._connection = self.engine.connect()
        raw: Any = self._connection.connection.driver_connection
        self.raw = raw
        self._connection.begin()  # as SQLAlchemy sees it, one that never ends: BEGIN and COMMIT go past it, for speed
        self.raw.rollback()
        self.raw.execute("PRAGMA synchronous=OFF")
        self.on_commit: Callable[[Database], None] = lambda _database: None

    def put(self, image: Image) -> None:
        """Replace the content by that of an image."""
        if self.raw.in_transaction:
            self.raw.rollback()
        image.backup(self.raw)

    def copy(self) -> Image:
        """An image of the content as it is now."""
        image = sqlite.connect(":memory:")
        self.raw.backup(image)
        return image

    def do(self, work: Callable[[sa.Connection], T]) -> T:
        """Run a function in a transaction."""
        raw = self.raw
        before = raw.total_changes
        raw.execute("BEGIN IMMEDIATE")
        try:
            found = work(self._connection)
            raw.commit()  # refuses what a deferred constraint does not allow, and leaves the transaction open
        except BaseException:
            raw.rollback()
            raise
        if raw.total_changes != before:
            self.on_commit(self)
        return found


Point = Callable[[str], Any]
"""Awaited where a real store gives up the thread: time passes, and the process may die."""


class InThread:
    """A `Store` over a database in this thread. A transaction runs at one moment; before and after it, time passes."""

    def __init__(self, database: Database, point: Point) -> None:
        self.database, self._point = database, point
        self.path = Path(":memory:")
        self.write_now = database.do
        self.is_shared = False

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` on a snapshot."""
        await self._point("read")
        found = self.database.do(work)
        await self._point("has read")
        return found

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` in a transaction of its own. As in the real store, a cancelled caller does not undo it."""
        return await self.in_writer(lambda: self.write_now(work))

    async def in_writer(self, call: Callable[[], T]) -> T:
        """Run a function that begins its own transactions."""
        return await asyncio.shield(asyncio.ensure_future(self._write(call)))

    async def _write(self, call: Callable[[], T]) -> T:
        await self._point("write")
        found = call()
        await self._point("has written")
        return found

    async def close(self) -> None:
        """Nothing to let go of."""
