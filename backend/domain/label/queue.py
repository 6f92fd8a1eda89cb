"""The print queue of a warehouse: how a job moves on, and when a label is one that was there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from backend.domain.label.rows import JobState, PrintJob

QUEUE_MOST = 300
"""Labels that wait in one warehouse. Who needs more at once is better served by a PDF or a file of ZPL."""
PRINTERS_MOST = 50
"""Printers of one warehouse."""
TRIES_MOST = 4
"""How often bytes of one job are sent."""
WAIT_MS_MOST = 4 * 3_600_000
"""How long a job waits for its printer. What was wanted in the morning is not wanted in the evening."""
KEPT_MS = 7 * 24 * 3_600_000
"""How long a finished job is shown."""
OPEN = frozenset({"waiting", "printing"})

NEXT: Mapping[JobState, frozenset[JobState]] = MappingProxyType({
    "waiting": frozenset[JobState]({"waiting", "printing", "failed", "cancelled"}),
    "printing": frozenset[JobState]({"waiting", "printed", "failed"}),
    "printed": frozenset[JobState](),
    "failed": frozenset[JobState]({"cancelled"}),
    "cancelled": frozenset[JobState](),
})  # fmt: skip
"""Where a job may go from each state. What is printing is in the printer's hands: nobody cancels it."""


def moved(job: PrintJob, to: JobState, at: int, **fields: Any) -> PrintJob:
    """The job in its next state."""
    assert to in NEXT[job.state], f"{job.id}: {job.state} does not lead to {to}"
    open_in = job.warehouse if to in OPEN else None
    return replace(job, state=to, state_at=job.state_at if to == job.state else at, open_in=open_in, **fields)


def may_be_out(job: PrintJob) -> bool:
    """Whether its label is on paper, may be, or will be."""
    return job.sent or job.state in OPEN or job.state == "printed"


def was_made(jobs: Iterable[PrintJob], warehouse: str, but: str = "") -> bool:
    """Whether one of the jobs of a subject made its label in this warehouse, or may have; `but` is not asked."""
    return any(job.warehouse == warehouse and job.id != but and may_be_out(job) for job in jobs)


def may_clear(job: PrintJob, now: int) -> bool:
    """Whether a job is finished for so long that nobody looks for it."""
    return job.state not in OPEN and not job.cleared and job.state_at + KEPT_MS <= now
