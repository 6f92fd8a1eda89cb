"""What waits for a printer, as the database has it, and the ops that say what became of it."""

from __future__ import annotations

import logging
from typing import Literal

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from backend.domain.label.rows import Printer, PrinterState, PrintJob
from backend.domain.outcome import Out
from backend.ops.label.report import LabelReport
from backend.ops.printer.report import PrinterReport
from backend.scanning.labels import decode, zpl
from backend.store import rows as stored
from backend.store.tables import TABLES
from backend.sync.service import OwnOp, Sync

log = logging.getLogger("tote.printers")
DEVICE = "sys:printers"
_PRINTER, _JOB = TABLES[Printer], TABLES[PrintJob]


class Queue:
    """The queue of all printers."""

    def __init__(self, sync: Sync) -> None:
        self._sync = sync

    @property
    def now(self) -> int:
        """The server's clock, in ms."""
        return self._sync.clock()

    async def printers(self) -> list[str]:
        """The printers that are in use."""
        asked = sa.select(_PRINTER.c.id).where(_PRINTER.c.active, ~_PRINTER.c.removed).order_by(_PRINTER.c.id)
        return await self._sync.store.read(lambda c: list(c.scalars(asked)))

    async def printer(self, id_: str) -> Printer | None:
        """One that is in use."""
        found = await self._sync.store.read(lambda c: stored.load(c, Printer, "id", [id_]))
        return next((p for p in found if p.active and not p.removed), None)

    async def first(self, printer: Printer) -> PrintJob | None:
        """The job at the head of a printer's queue: one that waits, or one that is `printing` since a former life."""
        asked = (
            sa.select(_JOB.c.id)
            .where(_JOB.c.open_in == printer.warehouse, _JOB.c.printer == printer.id)
            .order_by(_JOB.c.asked_at, _JOB.c.asked_n, _JOB.c.id)
            .limit(1)
        )
        found = await self._sync.store.read(lambda c: stored.load(c, PrintJob, "id", list(c.scalars(asked))))
        return found[0] if found else None

    async def say(
        self,
        job: PrintJob,
        state: Literal["waiting", "printing", "printed", "failed"],
        *,
        tries: int,
        error: str = "",
        next_at: int = 0,
    ) -> bool:
        """Record what became of a job; false if the server knows better, since somebody has cancelled it."""
        report = LabelReport(job=job.id, tries=tries, state=state, error=error, next_at=next_at)
        (outcome,) = await self._sync.record(DEVICE, [OwnOp(report)])
        return outcome.out is Out.APPLIED

    async def seen(self, printer: Printer, state: PrinterState, why: str) -> Printer:
        """Record how a printer is, if that is news; returns it as it is then."""
        if (printer.state, printer.why) == (state, why):
            return printer
        log.info("%s (%s): %s %s", printer.name, printer.host, state, why)
        await self._sync.record(DEVICE, [OwnOp(PrinterReport(printer=printer.id, state=state, why=why))])
        return replace(printer, state=state, why=why)


def drawn(job: PrintJob, dpi: int) -> bytes:
    """The bytes for a job; a label that may be on paper already says so. Raises LabelError or msgspec.MsgspecError."""
    label = decode(job.label)
    if job.reprint or job.sent:
        label = msgspec.structs.replace(label, reprint=True)
    one = zpl([label], dpi)
    return one if job.copies == 1 else one.replace(b"\n^PQ1\n^XZ", b"\n^PQ%d\n^XZ" % job.copies)
