"""R4: killed at exactly the k-th write or flush, then brought back. Run after run over the same database."""

from __future__ import annotations

import random
import shutil
import signal
from collections.abc import Callable

import msgspec

from tests.faults import engine
from tests.faults.conftest import show, times
from tests.faults.engine import Plan
from tests.faults.site import Site


def test_killed_at_any_write_or_flush_nothing_acknowledged_is_lost(site: Site) -> None:
    chance = random.Random(4)
    kills, n = 0, 20
    for _ in range(times(14, 300)):
        code, acked = engine.run(site, Plan(devices=6, ops=n, kill_at=chance.randrange(1, 400)))
        assert code in {0, -signal.SIGKILL}
        kills += code != 0
        wrong = engine.wrong(site.database, site, acked, deep=kills % 4 == 0)
        assert not wrong, (kills, wrong)
        n += 5
    code, acked = engine.run(site, Plan(devices=6, ops=n))
    assert (code, set(acked.values())) == (0, {n}), "what was cut off goes on where it was"
    assert not engine.wrong(site.database, site, acked)
    assert kills >= times(8, 200)


def test_an_acknowledgement_before_the_commit_is_found_out(site: Site) -> None:
    """The planted fault: a device is told one op too many, as if it were told before the disk was."""
    code, acked = engine.run(site, Plan(devices=2, ops=40, kill_at=150))
    assert code == -signal.SIGKILL
    assert acked
    early = {i: n + 5 * engine.CHUNK for i, n in acked.items()}
    assert any("LOST" in text for text in engine.wrong(site.database, site, early))


def test_killed_at_every_write_and_every_flush_of_a_run_nothing_acknowledged_is_lost(
    sites: Callable[[], Site],
) -> None:
    """In the suite at a few of them, spread over the run; in the long form at each."""
    plan = Plan(devices=1, ops=times(40, 60), record=True)
    whole = sites()
    assert engine.run(whole, plan)[0] == 0
    points = sum(event[0] in {"write", "sync"} for event in engine.recorded(whole).events)
    kills = acked_some = 0
    for k in range(points, 0, -times(max(1, points // 4), 1)):
        site = sites()
        code, acked = engine.run(site, msgspec.structs.replace(plan, record=False, kill_at=k))
        assert code in {0, -signal.SIGKILL}
        kills += code != 0
        acked_some += bool(acked)
        wrong = engine.wrong(site.database, site, acked, deep=k % 16 == 0)
        assert not wrong, (k, wrong)
        shutil.rmtree(site.path)
    show(points=points, kills=kills, with_acknowledgements=acked_some)
    assert kills >= times(3, points // 2)
