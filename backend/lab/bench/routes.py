"""What the shortest walk saves over the plain one, in metres, over runs at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from statistics import mean

from backend.domain.pick.route import Floor, Spot, length
from backend.lab.bench.quick import Figure
from backend.lab.world.build import WAREHOUSE
from backend.lab.world.read import read_world
from backend.queries.pick.shortest import shortest

STOPS, RUNS, SEED = (12, 24, 40), 40, 7
BLOCKS, AISLES, BAYS = "NS", "ABCDEFGHIJKL", range(1, 21)


def demo_bins() -> list[str]:
    """The codes of the demo world's bins, in the order of their `pick_sequence`."""
    places = [p for p in read_world().locations if p.warehouse == WAREHOUSE and p.kind == "bin"]
    return [p.code for p in sorted(places, key=lambda p: p.pick_sequence)]


def large_bins() -> list[str]:
    """480 bays in two blocks of twelve aisles: up and down the aisles of the first, and back through the second."""
    walk: list[str] = []
    for block, aisles in zip(BLOCKS, (AISLES, AISLES[::-1]), strict=True):
        for nth, aisle in enumerate(aisles):
            walk += [f"{block}-{aisle}-{bay:02}-1" for bay in (BAYS if nth % 2 == 0 else BAYS[::-1])]
    return walk


def measure() -> list[Figure]:
    """Mean metres a run, in the plain order and in the shortest, and what that saves."""
    found: list[Figure] = []
    for name, bins in (("demo, 3 aisles", demo_bins()), ("2 blocks of 12 aisles", large_bins())):
        floor = Floor(bins)
        for stops in STOPS:
            plain, short = _compare([s for code in bins if (s := floor.spot(code))], stops)
            told = f"{name}, {stops} stops"
            found += [
                Figure(f"{told}: by pick_sequence", plain, "m"),
                Figure(f"{told}: shortest", short, "m"),
                Figure(f"{told}: saved", 100 * (1 - short / plain), "%"),
            ]
    return found


def _compare(walk: Sequence[Spot], stops: int) -> tuple[float, float]:
    dice = random.Random(SEED)  # seeded: the same runs each time
    runs = [[walk[n] for n in sorted(dice.sample(range(len(walk)), stops))] for _ in range(RUNS)]
    return mean(length(run) / 10 for run in runs), mean(length(shortest(run)) / 10 for run in runs)
