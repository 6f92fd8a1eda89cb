"""What a rehearsal comes to: the figures, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from backend.lab.bench.quick import percentile
from backend.lab.rehearse.book import STEPS, Book
from backend.lab.rehearse.floor import Floor

if TYPE_CHECKING:
    from backend.lab.rehearse.run import Plan

HELD = 0.9
"""Of the speed that was asked for: from here on it counts as held."""
SLICES = 24
"""Of the day, in the curve of lines."""


class Wait(Struct, frozen=True):
    """How long orders waited for one step: minutes of the day that is played."""

    step: str
    orders: int
    p50: float
    p95: float


class Report(Struct, frozen=True, kw_only=True):
    """All of it. `violations` is empty when every promise held."""

    site: str
    hours: float
    speed: float
    """That was asked for."""
    held_speed: float
    """That this machine has held on the whole: the clock slows down rather than let people and server fall behind."""
    shares: tuple[float, float]
    """Of a processor, that the process of the people and that of the server have used in the day."""
    seed: int
    handhelds: int
    orders: int
    shipped: int
    day_h: float
    """Hours that were played until the last truck left."""
    played_s: float
    ops: int
    lines: int
    lines_an_hour: float
    """Of the whole site, while orders were picked."""
    by_picker: dict[str, float]
    """Lines an hour on a run."""
    curve: list[int]
    """Lines in each slice of the day."""
    waits: list[Wait]
    exceptions: dict[str, int]
    refused: dict[str, int]
    left_open: int
    undelivered: int
    """Ops that still waited on devices: more than 0 means that this machine was too slow for this speed."""
    planned: dict[str, int]
    """What people did wrong, and what happened to devices."""
    latency_ms: dict[str, float]
    late_ms: dict[str, float]
    """By how much the rehearsal's own people acted late: where it is long, this machine was the limit."""
    server_cpu_s: float
    server_peak_mb: float
    violations: list[str]


def made(
    plan: Plan, floor: Floor, violations: list[str], left_open: int, used: tuple[float, float, float, int]
) -> Report:
    """The figures of a floor whose day is over."""
    book, (cpu_s, peak_mb, played_s, ops) = floor.book, used
    whens = [at for at, _ in book.lines]
    span_h = (max(whens) - min(whens)) / 3600 if len(whens) > 1 else 0
    counts = Counter(who for _, who in book.lines)
    last = max((at for steps in book.steps.values() for at in steps.values()), default=0.0)
    return Report(
        site=plan.site, hours=plan.hours, speed=plan.speed, held_speed=round(floor.clock.held, 1),
        shares=floor.clock.shares, seed=plan.seed, handhelds=floor.size.handhelds,
        orders=plan.orders, shipped=len(floor.shipped), day_h=round(last / 3600, 2), played_s=round(played_s, 1),
        ops=ops, lines=len(whens), lines_an_hour=round(len(whens) / span_h, 1) if span_h else 0,
        by_picker={
            who: round(n * 3600 / book.worked[who], 1) for who, n in sorted(counts.items()) if book.worked[who]
        },
        curve=_curve(whens, last), waits=_waits(book), exceptions=_codes(book, "exception"),
        refused=_codes(book, "refused"),
        undelivered=len(book.undelivered), left_open=left_open,
        planned={k: v for k, v in sorted(book.done.items()) if v},
        latency_ms=_spread(book.latencies), late_ms=_spread(floor.clock.late), server_cpu_s=round(cpu_s, 1),
        server_peak_mb=round(peak_mb, 1), violations=violations,
    )  # fmt: skip


def _curve(whens: list[float], last: float) -> list[int]:
    counts = [0] * SLICES
    for at in whens:
        counts[min(SLICES - 1, int(at / max(last, 1) * SLICES))] += 1
    return counts


def _waits(book: Book) -> list[Wait]:
    found: list[Wait] = []
    for before, step in pairwise(STEPS):
        took = [(s[step] - s[before]) / 60 for s in book.steps.values() if step in s and before in s]
        if took:
            found.append(
                Wait(step, len(took), round(max(0.0, percentile(took, 0.5)), 1), round(percentile(took, 0.95), 1))
            )
    return found


def _codes(book: Book, out: str) -> dict[str, int]:
    counts = Counter(f"{e.kind}: {e.code}" for e in book.entries.values() if e.out == out)
    return dict(counts.most_common())


def _spread(seconds: list[float]) -> dict[str, float]:
    if not seconds:
        return {}
    return {
        name: round(percentile(seconds, share) * 1000, 1)
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }


def pace(report: Report) -> str:
    """How fast the day was played, and why not as fast as was asked for."""
    r, (people, server) = report, report.shares
    if r.held_speed >= r.speed * HELD:
        return f"×{r.speed:g}"
    return (
        f"×{r.held_speed:g} on the whole: this machine was too slow for ×{r.speed:g}, and the clock was slowed down so "
        f"that nobody fell behind. The {r.handhelds} devices used {people:.0%} of a processor, the server {server:.0%}"
    )


def text(report: Report) -> str:
    """The figures for a terminal."""
    r = report
    lines = [
        f"{r.site}: {r.shipped} of {r.orders} orders shipped in {r.day_h} h, with {r.handhelds} handhelds",
        f"played in {r.played_s:.0f} s, {pace(r)}",
        f"{r.lines} lines, {r.lines_an_hour} an hour; each picker on a run: "
        + ", ".join(f"{who} {rate:.0f}" for who, rate in r.by_picker.items()),
        f"{r.ops} ops, to their outcome: {_ms(r.latency_ms)}; people acted late by {_ms(r.late_ms)}",
        f"server: {r.server_cpu_s} s of processor, {r.server_peak_mb} MB at most",
        "minutes from step to step (p50, p95):",
        *(f"  {w.step:10} {w.p50:8.1f} {w.p95:8.1f}   {w.orders} orders" for w in r.waits),
        "what went wrong on purpose:",
        *(f"  {count:6} {what}" for what, count in r.planned.items()),
        f"exceptions ({r.left_open} left open):",
        *(f"  {count:6} {what}" for what, count in r.exceptions.items()),
        *(f"  {count:6} refused {what}" for what, count in r.refused.items()),
    ]
    verdict = "nothing lost, nothing twice: every promise held"
    if r.undelivered:
        verdict = (
            f"{r.undelivered} ops still waited on devices, too many for this machine: the log was checked, "
            "the floor was not held against the books"
        )
    if r.violations:
        verdict = f"{len(r.violations)} promises broken"
    return "\n".join([*lines, *(f"✗ {one}" for one in r.violations), verdict])


def _ms(spread: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.0f} ms" for name, value in spread.items()) or "none"
