"""One printer's labels, one after the other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

import msgspec

from backend.domain.label.queue import TRIES_MOST
from backend.domain.label.rows import Printer, PrinterState, PrintJob
from backend.exchange.printers.address import Network, Trouble, resolve
from backend.exchange.printers.link import Link, Times
from backend.exchange.printers.queue import Queue, drawn
from backend.exchange.printers.status import Status
from backend.scanning.labels import LabelError

log = logging.getLogger("tote.printers")
BARRED_S = 1.0
"""Before a job is looked at again of which the server has another opinion: somebody has just cancelled it."""
_TELLING = frozenset({"ready", "paused", "paper_out", "head_open", "ribbon_out", "busy", "fault"})


def _about(printer: Printer, job: PrintJob | None) -> tuple[Printer, str]:
    """What a worker has before it: the printer as it is set up, not as it was seen, and the first job."""
    plain = msgspec.structs.replace(printer, ver=0, state="unknown", why="", state_at=0)
    return plain, job.id if job is not None else ""


class Worker:
    """Takes what waits for one printer, and looks after it while nothing does."""

    def __init__(self, id_: str, queue: Queue, allowed: Sequence[Network], times: Times) -> None:
        self._id, self._queue, self._allowed, self._times = id_, queue, allowed, times
        self._rest_s = times.rest_s
        self._answers: bool | None = None
        """Whether it answers `~HS`; none if that is not known."""
        self._place: tuple[str, int] | None = None
        self.wake = asyncio.Event()
        """Set when there may be something to do."""
        self.is_ending = False
        """Whether it is to end after what it is about."""

    async def run(self) -> None:
        """Work until the printer is in use no longer."""
        while not self.is_ending and (printer := await self._queue.printer(self._id)) is not None:
            self.wake.clear()
            job = await self._queue.first(printer)
            try:
                pause_s = await self._turn(self._at_place(printer), job)
            except Exception:
                log.exception("%s: will be tried again", printer.name)
                pause_s = self._times.rest_s_most
            if pause_s:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause_s):
                        await self._news(_about(printer, job))

    async def _news(self, before: tuple[Printer, str]) -> None:
        """Until there is something else to do than there was: what becomes of other printers is no news here."""
        while not self.is_ending:
            await self.wake.wait()
            self.wake.clear()
            printer = await self._queue.printer(self._id)
            if printer is None or _about(printer, await self._queue.first(printer)) != before:
                return

    def _at_place(self, printer: Printer) -> Printer:
        """What is known of a printer is forgotten when another one stands in its place."""
        place = (printer.host, printer.port)
        if place != self._place:
            self._place, self._answers = place, True if printer.state in _TELLING else None
            self._rest_s = self._times.rest_s
        return printer

    async def _turn(self, printer: Printer, job: PrintJob | None) -> float:
        """Do what is to be done next; returns how many seconds to wait after it, unless something is asked for."""
        if job is not None and job.state == "printing":
            return await self._ended(job, job.tries, "interrupted")
        if job is not None and job.next_at > self._queue.now:
            return (job.next_at - self._queue.now) / 1000
        try:
            link = await Link.open(await self._address(printer), printer.port, self._times)
        except Trouble as trouble:
            await self._queue.seen(printer, "unreachable", trouble.code)
            return await self._rest(job, trouble.code)
        try:
            return await self._at(link, printer, job)
        finally:
            await link.close()

    async def _address(self, printer: Printer) -> str:
        return await resolve(printer.host, printer.port, self._allowed)

    async def _at(self, link: Link, printer: Printer, job: PrintJob | None) -> float:
        """Connected: is it ready, and is there something to print?"""
        try:
            found = await self._asked(link)
        except Trouble as trouble:  # it took the connection and hung up on the first word
            await self._queue.seen(printer, "unreachable", "turned_away")
            return await self._rest(job, trouble.code)
        printer = await self._told(printer, found)
        if printer.state not in {"ready", "unknown"}:
            return await self._rest(job, printer.why or printer.state)
        self._rest_s = self._times.rest_s
        if job is None:
            return self._times.idle_s
        return await self._print(link, printer, job)

    async def _asked(self, link: Link) -> Status | None:
        """How it is. One that does not answer is asked once: what is no label printer would print the question."""
        if self._answers is False:
            return None
        found = await link.ask()
        if found is not None:
            self._answers = True
        elif self._answers is None:
            self._answers = False
        return found

    async def _told(self, printer: Printer, found: Status | None) -> Printer:
        """Record how it is. One that used to answer and does not is open, hot, or out of something: ZPL says so."""
        if found is None:
            state: PrinterState = "fault" if self._answers else "unknown"
            return await self._queue.seen(printer, state, "silent" if self._answers else "")
        return await self._queue.seen(printer, found.state, "" if found.state == "ready" else found.state)

    async def _rest(self, job: PrintJob | None, why: str) -> float:
        """It is not ready. A label that waits says why; the longer it lasts the less often it is looked at."""
        if job is not None and job.error != why:
            await self._queue.say(job, "waiting", tries=job.tries, error=why)
        rest_s, self._rest_s = self._rest_s, min(2 * self._rest_s, self._times.rest_s_most)
        return rest_s if job is not None else max(rest_s, self._times.idle_s)

    async def _print(self, link: Link, printer: Printer, job: PrintJob) -> float:
        try:
            label = await asyncio.to_thread(drawn, job, printer.dpi)
        except (LabelError, msgspec.MsgspecError) as error:
            log.warning("job %s: %s", job.id, error)
            return self._next(await self._queue.say(job, "failed", tries=job.tries, error="unreadable"))
        tries = job.tries + 1
        if not await self._queue.say(job, "printing", tries=tries):
            return BARRED_S
        try:
            await self._send(link, printer, label)
        except Trouble as trouble:
            return await self._ended(job, tries, trouble.code)
        return self._next(await self._queue.say(job, "printed", tries=tries))

    async def _send(self, link: Link, printer: Printer, label: bytes) -> None:
        await link.send(label)
        if not self._answers:
            await link.part()
            return
        seen = printer

        async def told(found: Status | None) -> None:
            nonlocal seen
            seen = await self._told(seen, found)

        await link.see_out(told)

    async def _ended(self, job: PrintJob, tries: int, why: str) -> float:
        """It did not go well. What a printer has taken and not finished it may print yet: only people know."""
        if tries >= TRIES_MOST or why == "stuck":
            return self._next(await self._queue.say(job, "failed", tries=tries, error=why))
        pause_s = self._times.again_s * 3 ** (tries - 1) if why != "interrupted" else 0
        next_at = self._queue.now + int(1000 * pause_s)
        return self._next(await self._queue.say(job, "waiting", tries=tries, error=why, next_at=next_at))

    def _next(self, is_said: bool) -> float:  # noqa: FBT001
        """On to the next job at once; where the server did not take what was said, not at once."""
        return 0 if is_said else BARRED_S
