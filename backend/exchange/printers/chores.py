"""What the minute clock does about labels: give up what has waited too long, clear away what is long done."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import sqlalchemy as sa

from backend.domain.label.queue import KEPT_MS, WAIT_MS_MOST
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Out
from backend.exchange.printers.queue import DEVICE
from backend.ops.label.clear import LabelClear
from backend.ops.label.report import LabelReport
from backend.store import rows as stored
from backend.store.tables import TABLES
from backend.sync.service import OwnOp, Sync

AT_ONCE = 200
JOBS_A_TICK = 2000
_PRINTER, _JOB = TABLES[Printer], TABLES[PrintJob]


async def give_up(sync: Sync) -> int:
    """Labels that no printer took for hours have failed; returns how many. What keeps them is what is told of them."""
    before = sync.clock() - WAIT_MS_MOST
    due, unused = await sync.store.read(lambda c: (_late(c, before), _unused(c)))
    ops = [OwnOp(LabelReport(job=job.id, tries=job.tries, state="failed", error=_why(job, unused))) for job in due]
    outcomes = await sync.record(DEVICE, ops)
    return sum(outcome.out is Out.APPLIED for outcome in outcomes)


def _late(connection: sa.Connection, before: int) -> list[PrintJob]:
    waits = (_JOB.c.open_in.is_not(None), _JOB.c.state == "waiting", _JOB.c.asked_at <= before)
    ids = connection.scalars(sa.select(_JOB.c.id).where(*waits).order_by(_JOB.c.asked_at, _JOB.c.id).limit(JOBS_A_TICK))
    return sorted(stored.load(connection, PrintJob, "id", list(ids)), key=lambda job: job.id)


def _unused(connection: sa.Connection) -> set[str]:
    return set(connection.scalars(sa.select(_PRINTER.c.id).where(~_PRINTER.c.active)))


def _why(job: PrintJob, unused: set[str]) -> str:
    return "printer_off" if job.printer in unused else job.error or "no_answer"


async def clear(sync: Sync) -> int:
    """Finished jobs leave the devices after a week; returns how many did."""
    before = sync.clock() - KEPT_MS
    done = await sync.store.read(lambda c: list(_done(c, before)))
    ops = [
        OwnOp(LabelClear(warehouse=warehouse, jobs=ids[start : start + AT_ONCE]))
        for warehouse, rows in groupby(done, key=lambda row: row[0])
        if (ids := tuple(id_ for _, id_ in rows))
        for start in range(0, len(ids), AT_ONCE)
    ]
    outcomes = await sync.record(DEVICE, ops)
    return sum(int(outcome.params.get("cleared", 0)) for outcome in outcomes)


def _done(connection: sa.Connection, before: int) -> Iterable[tuple[str, str]]:
    over = (_JOB.c.open_in.is_(None), ~_JOB.c.cleared, _JOB.c.state_at <= before)
    asked = sa.select(_JOB.c.warehouse, _JOB.c.id).where(*over).order_by(_JOB.c.warehouse, _JOB.c.id)
    return [(str(warehouse), str(id_)) for warehouse, id_ in connection.execute(asked.limit(JOBS_A_TICK))]
