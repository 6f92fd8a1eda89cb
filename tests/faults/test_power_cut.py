"""R5: the power goes at any instant. Nothing that a device was told is safe may be missing afterwards."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import engine, images
from tests.faults.conftest import show, times
from tests.faults.engine import Plan
from tests.faults.site import Site

OFTEN_MOVED = "wal_autocheckpoint=60"
"""So that the log is moved into the file again and again within a short run, which is where the old faults were."""


def cuts(site: Site, plan: Plan, folder: Path, most: int) -> Counter[str]:
    """How many images there were, and what was wrong with how many."""
    start = {"tote.db": site.database.read_bytes()}
    code, acked = engine.run(site, plan)
    assert (code, len(acked)) == (0, plan.devices)
    events = engine.recorded(site).events
    found: Counter[str] = Counter()
    share = min(1.0, most / len(events))
    for i, instant in enumerate(images.instants(start, events, share)):
        database = images.lay(instant, folder / str(i))
        wrong = engine.wrong(database, site, instant.acked, deep=i % 10 == 0)
        found["images"] += 1
        found["acked"] += sum(instant.acked.values()) > 0
        found["lost"] += any("LOST" in text for text in wrong)
        found["broken"] += bool(wrong) and not any("LOST" in text for text in wrong)
        shutil.rmtree(database.parent)
    return found


def test_a_power_cut_loses_nothing_that_was_acknowledged(site: Site, tmp_path: Path) -> None:
    plan = Plan(devices=8, ops=times(60, 400), record=True, pragmas=(OFTEN_MOVED,))
    found = cuts(site, plan, tmp_path, times(110, 2500))
    show(**found)
    assert found["acked"] > found["images"] / 2 > times(50, 1000)
    assert (found["lost"], found["broken"]) == (0, 0)


@pytest.mark.parametrize("weak", ["synchronous=NORMAL", "synchronous=OFF"])
def test_a_database_that_does_not_flush_each_commit_is_found_out(site: Site, tmp_path: Path, weak: str) -> None:
    plan = Plan(devices=4, ops=40, record=True, pragmas=(weak,))
    found = cuts(site, plan, tmp_path, 60)
    show(**found)
    assert found["lost"] > 0
