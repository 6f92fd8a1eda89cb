"""How long a shelf's worth of labels takes to become a file."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from backend.lab.bench.quick import Figure
from backend.scanning.labels import Label, LocationLabel, pdf, png, zpl
from backend.scanning.labels.kinds import Arrow

COUNT, TRIES, PICTURES = 1_000, 3, 50
WAYS: tuple[Arrow, ...] = ("", "up", "down", "left", "right")


def places(count: int) -> list[Label]:
    """Labels of places, with check digits, arrows, and a Chinese word on every fourth."""
    return [
        LocationLabel(
            code=f"{'ABCDEF'[n % 6]}-{n // 60:02d}-{n % 60:02d}", check_digits=f"{n % 97:02d}", arrow=WAYS[n % 5],
            note="" if n % 4 else f"冷藏区 {n % 7}",
        )
        for n in range(count)
    ]  # fmt: skip


def _each_ms(labels: list[Label], draw: Callable[[Label], bytes]) -> float:
    took: list[float] = []
    for label in labels[: 4 * PICTURES : 4]:
        start = time.perf_counter()
        draw(label)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def figures() -> list[Figure]:
    """A PDF of 1,000 labels, layout and font included; a picture, and a label format: each the median of several."""
    labels = places(COUNT)
    took: list[float] = []
    for _ in range(TRIES):
        start = time.perf_counter()
        pdf(labels, "a4-24")
        took.append(time.perf_counter() - start)
    return [
        Figure(f"{COUNT:,} location labels to a PDF of sheets", statistics.median(took), "s"),
        Figure("one label with Chinese as a picture, 203 dpi", _each_ms(labels, png), "ms"),
        Figure("one label with Chinese as ZPL, 203 dpi", _each_ms(labels, lambda label: zpl([label])), "ms"),
    ]
