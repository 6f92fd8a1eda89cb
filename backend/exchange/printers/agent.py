"""All printers of a server: a worker for each, in one of the processes over a database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from backend.exchange.printers.address import networks
from backend.exchange.printers.link import Times
from backend.exchange.printers.queue import Queue
from backend.exchange.printers.worker import Worker
from backend.store.turn import Turn
from backend.sync.changelog import Written
from backend.sync.service import Sync

log = logging.getLogger("tote.printers")
LOOK_S = 10.0
"""Between two looks where no commit has told of anything: a word of another process may be lost."""
END_S = 3.0
_ABOUT = (b'["print_job"', b'["printer"')


class Agent:
    """Starts and ends workers as printers come and go. Of several server processes one has the turn to print."""

    def __init__(self, sync: Sync, allowed: Sequence[str], times: Times | None = None, look_s: float = LOOK_S) -> None:
        self._sync, self._queue, self._times = sync, Queue(sync), times or Times()
        self._allowed, self._look_s = networks(allowed), look_s
        self._turn = Turn(sync.store, "printers")
        self._workers: dict[str, tuple[Worker, asyncio.Task[None]]] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin. What waited or was under way when the last server ended is taken up."""
        self._sync.listeners.append(self._heard)
        self._task = asyncio.create_task(self._run(), name="tote-printers")

    async def stop(self) -> None:
        """End. A label under way has a moment to come out; else the next server prints it again, as a reprint."""
        with contextlib.suppress(ValueError):
            self._sync.listeners.remove(self._heard)
        if self._task:
            await _cancelled([self._task])
        for worker, _ in self._workers.values():
            worker.is_ending = True
            worker.wake.set()
        tasks = [task for _, task in self._workers.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=END_S)
        await _cancelled(tasks)
        await self._turn.end()

    def _heard(self, written: Sequence[Written]) -> None:
        """A commit: does it say something of printers or their jobs?"""
        for one in written:
            for scope in one.scopes.values():
                if any(change.startswith(_ABOUT) for change in scope.changes):
                    self._wake.set()
                    return

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                await self._look()
            except Exception:
                log.exception("printers: will be looked at again")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look_s):  # `wait_for` may swallow a cancellation in Python 3.11
                    await self._wake.wait()

    async def _look(self) -> None:
        """One look: a worker for each printer, all of them awake."""
        mine = await self._turn.mine()
        wanted = await self._queue.printers() if mine else []
        for id_ in [id_ for id_, (_, task) in self._workers.items() if task.done() or (not mine)]:
            await self._let_go(id_)
        for id_ in wanted:
            if id_ not in self._workers:
                worker = Worker(id_, self._queue, self._allowed, self._times)
                self._workers[id_] = worker, asyncio.create_task(worker.run(), name=f"tote-printer-{id_}")
        for worker, _ in self._workers.values():
            worker.wake.set()

    async def _let_go(self, id_: str) -> None:
        _, task = self._workers.pop(id_)
        await _cancelled([task])


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
