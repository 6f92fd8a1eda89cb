"""Many seeds on several processes, and a failing one made smaller.

The processes start with a fixed hash seed, so that a run is the same to the byte on any machine with the same code.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from msgspec.structs import replace

from backend.lab.simulate.run import Plan, Result, simulate

BATCH = 8
SHRINK_SEEDS = 20
"""Seeds tried for each smaller plan: without a fault or a device all else falls differently."""


def _end_with_the_parent() -> None:
    """A worker that waits for work has an end of its own queue open, so that nothing else would tell it."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)  # at once, whatever it is at: nobody takes its results any more

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to simulate in. They end when this one does, however it does."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "0"
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn"), _end_with_the_parent) as pool:
            yield pool
    finally:
        os.environ.pop("PYTHONHASHSEED")
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before


def _batch(plans: list[Plan]) -> list[Result]:
    return [simulate(plan) for plan in plans]


def run(pool: ProcessPoolExecutor, jobs: int, plans: Iterable[Plan]) -> Iterator[Result]:
    """The results of all plans, as they come."""
    left = iter(plans)
    under_way: set[Future[list[Result]]] = set()
    while True:
        while len(under_way) < 2 * jobs and (some := list(islice(left, BATCH))):
            under_way.add(pool.submit(_batch, some))
        if not under_way:
            return
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for one in done:
            yield from one.result()


def promise(result: Result) -> str:
    """The property that was broken first, such as `P4`."""
    return result.violations[0].split(" ", 1)[0] if result.violations else ""


def shrink(pool: ProcessPoolExecutor, failed: Result) -> Result:
    """A smaller run that breaks the same promise: fewer faults, fewer devices, fewer ops."""
    best, wanted = replace(failed, plan=failed.plan.drawn()), promise(failed)
    if best.plan.faults is None:
        best = _smaller(pool, wanted, replace(best.plan, faults=tuple(best.faults))) or best
    shrunk = True
    while shrunk:
        shrunk = False
        for plan in _steps(best):
            found = _smaller(pool, wanted, plan)
            if found is not None:
                best, shrunk = found, True
                break
    return best


def _steps(result: Result) -> Iterator[Plan]:
    plan, faults = result.plan, result.plan.faults or ()
    half = len(faults) // 2
    if half:
        yield replace(plan, faults=faults[:half])
        yield replace(plan, faults=faults[half:])
    for name in faults:
        yield replace(plan, faults=tuple(f for f in faults if f != name))
    if plan.phones > 1:
        yield replace(plan, phones=plan.phones // 2)
        yield replace(plan, phones=plan.phones - 1)
    if plan.ops > 1:
        yield replace(plan, ops=plan.ops // 2)


def _smaller(pool: ProcessPoolExecutor, wanted: str, plan: Plan) -> Result | None:
    plans = [replace(plan, seed=plan.seed + i * 1_000_003) for i in range(SHRINK_SEEDS)]
    return next((r for r in pool.map(simulate, plans) if promise(r) == wanted), None)


def command(plan: Plan) -> str:
    """What to type to see a run again."""
    faults = "" if plan.faults is None else f" --faults {','.join(plan.faults) or 'none'}"
    return f"tote simulate --seeds 1 --seed {plan.seed} --phones {plan.phones} --ops {plan.ops}{faults}"
