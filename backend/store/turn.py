"""Whose turn it is among the processes that share a database: one of them, until it ends or says nothing for long."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

from backend.store.engine import Store

log = logging.getLogger("tote.turn")
SILENT_S = 180


class Turn:
    """A turn by its name. Over a file there is one process, and it is always its turn.

    On PostgreSQL it is an advisory lock of a session, on a connection of its own and past any pooler. The lock goes
    with the session: at once when the process ends, after `SILENT_S` without a question when it hangs. It keeps two
    processes from doing the same work; what they do must be harmless if done twice, since one that hung may wake up.
    """

    def __init__(self, store: Store, name: str, silent_s: float = SILENT_S) -> None:
        self._store, self._name, self._silent_ms = store, f"tote.turn.{name}", int(silent_s * 1000)
        self._connection: Any = None

    async def mine(self) -> bool:
        """Whether it is this process's turn. Never raises: who cannot ask has no turn."""
        if not self._store.is_shared:
            return True
        try:
            if self._connection is None:
                return await self._take()
            await self._connection.execute("SELECT 1")  # a session that has ended has lost its lock
        except Exception as error:  # noqa: BLE001  (a lost connection, most of all)
            log.warning("%s: %s", self._name, type(error).__name__)
            await self.end()
            return False
        return True

    async def end(self) -> None:
        """Let another one have it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.close()

    async def _take(self) -> bool:
        import psycopg  # late: who has a file needs no driver for a server

        self._connection = await psycopg.AsyncConnection.connect(
            self._store.direct_url(), autocommit=True, connect_timeout=5, keepalives_idle=10, keepalives_interval=5,
            application_name="tote-turn",
        )  # fmt: skip
        await self._connection.execute(f"SET idle_session_timeout = {self._silent_ms}")
        asked = await self._connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (self._name,))
        (is_mine,) = await asked.fetchone()
        if not is_mine:
            await self.end()
        return bool(is_mine)
