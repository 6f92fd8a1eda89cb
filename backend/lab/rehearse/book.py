"""What the rehearsal writes down by itself: what was stored, when orders moved on, how long it took."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from msgspec import Struct

from backend.sync.client.outbox import Recorded
from backend.sync.wire import OutcomeFrame

STEPS = ("placed", "approved", "released", "picking", "picked", "packed", "loaded", "shipped")

LAST = 100
"""Ops that were answered last, to see how long an answer takes now."""


class Entry(Struct):
    """An op that a device has stored: somebody heard the beep for it."""

    device: str
    n: int
    id: str
    kind: str
    author: str
    raw: bytes
    at: float
    """Real seconds."""
    is_live: bool
    out: str = ""
    code: str = ""


@dataclass
class Book:
    """One rehearsal's own record. Times of steps are seconds of the day that is played."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """By the id of the op: a device that gives a number twice has lost what had it first."""
    waiting: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many ops that touch a place or an order have no outcome yet."""
    steps: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    lines: list[tuple[float, str]] = field(default_factory=list)
    """When, and who: a line that was picked or reported short."""
    worked: Counter[str] = field(default_factory=Counter)
    """Seconds that each picker was on a run."""
    latencies: list[float] = field(default_factory=list)
    """Real seconds from the stored op to its outcome, where a stream was open all the time."""
    done: Counter[str] = field(default_factory=Counter)
    """What people did wrong, and what happened to devices."""
    undelivered: set[str] = field(default_factory=set)
    """Ops that still wait on a device when the rehearsal ends: late, and not lost."""
    _about: dict[tuple[str, int], tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def stored(self, entry: Entry, about: tuple[str, ...]) -> None:
        """A device has stored an op about places and orders."""
        self.entries[entry.id] = entry
        self._about[entry.device, entry.n] = entry.id, about
        for one in about:
            self.waiting[one] += 1

    def heard(self, device: str, outcome: OutcomeFrame, at: float) -> None:
        """A device has heard what became of an op. What was heard before is not counted twice."""
        id_, about = self._about.pop((device, outcome.n), ("", ()))
        if not id_:
            return
        entry = self.entries[id_]
        entry.out, entry.code = str(outcome.out.value), outcome.code or ""
        if entry.is_live:
            self.latencies.append(at - entry.at)
        for one in about:
            self.waiting[one] -= 1

    def waited(self, at: float) -> list[float]:
        """Real seconds that ops have waited for an outcome: the last that have one, and those that have none yet.

        Where a stream was open when they were stored. A few wait for minutes, since their device went out of reach.
        """
        waiting = (self.entries[id_] for id_, _ in self._about.values())
        return self.latencies[-LAST:] + [at - entry.at for entry in waiting if entry.is_live]

    def step(self, order: str, step: str, at: float) -> None:
        """An order has come to a step, for the first time."""
        self.steps[order].setdefault(step, at)


def entry_of(device: str, recorded: Recorded, kind: str, author: str, at: float, *, is_live: bool) -> Entry:
    """What is written down of an op."""
    return Entry(device, recorded.n, recorded.id, kind, author, recorded.raw, at, is_live)
