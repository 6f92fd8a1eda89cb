"""What a running server does by the clock: empty the write-ahead log, back up, and hear of backups made beside it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from backend.settings import Settings
from backend.store import backup
from backend.store.engine import Store
from backend.sync import safe

log = logging.getLogger("tote.upkeep")
TIDY_S = 60.0
WORDS_S = 2.0
WORDS = "backed-up"
"""The folder in the data folder where `tote backup` leaves word."""


class Upkeep:
    """The tasks of one server over an SQLite file. A PostgreSQL is kept by its own tools."""

    def __init__(self, settings: Settings, store: Store, clock: Callable[[], int]) -> None:
        self._settings, self._store, self._clock = settings, store, clock
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin."""
        if self._store.is_shared:
            return
        self._every(TIDY_S, self._store.tidy)
        self._every(WORDS_S, self.hear)
        if self._settings.backup_dir is not None:
            self._every(self._settings.backup_every_s, self.back_up)

    def _every(self, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        async def run() -> None:
            while True:
                await asyncio.sleep(seconds)
                try:
                    await work()
                except (sa.exc.SQLAlchemyError, backup.BadBackup, OSError):
                    log.exception("upkeep failed; it is tried again in %d s", seconds)

        self._tasks.append(asyncio.create_task(run(), name="tote-upkeep"))

    async def stop(self) -> None:
        """End. A copy under way is left as a `.part`, which the next one replaces."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def hear(self) -> int:
        """Take in what `tote backup` has left; returns how many devices may forget more."""
        told = 0
        for path, kept in await asyncio.to_thread(safe.words, self._settings.data_dir / WORDS):
            told += await self._store.write(lambda c, kept=kept: safe.tell(c, kept))  # type: ignore[misc]
            path.unlink(missing_ok=True)
        return told

    async def back_up(self) -> safe.Kept:
        """Make a backup in the folder of the settings, and thin the old ones out."""
        folder = self._settings.backup_dir
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / backup.name_at(self._clock())
        kept = await asyncio.to_thread(safe.make, Path(self._settings.database), target)
        told = await self._store.write(lambda c: safe.tell(c, kept))
        await asyncio.to_thread(backup.thin_out, folder, self._settings.backup_keep)
        log.info("backed up to %s: %d ops, %d devices told", target, kept.ops, told)
        return kept
