"""`tote simulate`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from backend.cli.common import FAILED, OK, fail

if TYPE_CHECKING:
    from backend.lab.simulate.run import Result

FAILURES_SHOWN = 3


def _faults(_ctx: click.Context, _param: click.Parameter, given: str | None) -> tuple[str, ...] | None:
    from backend.lab.simulate.faults import FAULTS

    if given is None:
        return None
    wanted = tuple(name for name in given.split(",") if name not in {"", "none"})
    unknown = [name for name in wanted if name not in FAULTS]
    if unknown:
        known = "\n".join(f"  {name:10} {what}" for name, what in FAULTS.items())
        raise click.BadParameter(f"There is no fault {unknown[0]}. These are:\n{known}")
    return wanted


@click.command()
@click.option("--seeds", default=0, help="How many runs: 100 if not given; for a planted bug 300 at most.")
@click.option("--seed", default=0, show_default=True, help="The first seed; the others follow.")
@click.option("--faults", callback=_faults, help="Only these, all at once, with commas between; `none` for none.")
@click.option("--phones", default=0, help="Devices in a run; if not given, as many as the seed draws.")
@click.option("--ops", default=0, help="Ops of each device; the same.")
@click.option("--jobs", default=0, help="Processes; as many as there are cores if not given.")
@click.option("--planted", is_flag=True, help="Put each planted bug into the code and see that it is found.")
@click.option("--scenes", is_flag=True, help="Play the fixed scenes, each with so many seeds: 20 if not given.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each run.")
def command(
    seeds: int, seed: int, faults: tuple[str, ...] | None, phones: int, ops: int, jobs: int, planted: bool,  # noqa: FBT001
    scenes: bool, as_json: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Play shifts in a simulated house, with all that can go wrong, and check what the protocol promises.

    The server core and the client core are the real ones; time, network, disks and crashes follow from the seed. A
    run that breaks a promise is made smaller, and the command that shows it again is printed.
    """
    jobs = jobs or os.cpu_count() or 1
    if planted:
        sys.exit(_hunt(seeds or 300, jobs, as_json=as_json))
    if scenes:
        sys.exit(_play(seeds or 20, as_json=as_json))
    seeds = seeds or 100
    from backend.lab.simulate.many import command as again
    from backend.lab.simulate.many import run, shrink, workers
    from backend.lab.simulate.run import Plan

    begun = time.monotonic()
    failed: list[Result] = []
    with workers(jobs) as pool:
        plans = (Plan(n, faults, phones, ops) for n in range(seed, seed + seeds))
        done = _watch(run(pool, jobs, plans), seeds, failed, as_json=as_json)
        for result in failed[:FAILURES_SHOWN]:
            small = shrink(pool, result) if seeds > 1 else result
            for one in small.violations[:5]:
                click.echo(f"  {one}", err=True)
            click.echo(f"seed {result.plan.seed} broke a promise. To see it again:  {again(small.plan)}", err=True)
    took = time.monotonic() - begun
    if not as_json:
        click.echo(f"{seeds} seeds, {done} ops, {took:.0f} s, {seeds / took:.1f} seeds a second, {len(failed)} failed")
    if failed:
        fail(f"{len(failed)} of {seeds} seeds broke a promise")
    sys.exit(OK if not failed else FAILED)


def _hunt(seeds: int, jobs: int, *, as_json: bool) -> int:
    """Look for each planted bug; say how many seeds each took."""
    from statistics import median

    from backend.lab.simulate import planted

    if not planted.FOLDER.is_dir():
        fail("The planted bugs are patches in tests/planted/ of a checkout; an installed Tote has none.")
    all_found = []
    for one in planted.hunt(seeds, jobs):
        all_found.append(one)
        line = {"name": one.name, "like": one.like, "seeds": one.seeds, "said": one.said, "itself": one.itself}
        itself = f" (in {one.itself} runs the patch failed by itself)" if one.itself else ""
        text = f"{one.name:40} {one.seeds:5} seeds  {one.said[:80] or 'NOT FOUND'}{itself}"
        click.echo(json.dumps(line) if as_json else text)
    took = [one.seeds for one in all_found if one.said]
    if not as_json:
        click.echo(
            f"{len(took)} of {len(all_found)} found; median {median(took or [0]):.0f}, most {max(took or [0])} seeds"
        )
    return OK if len(took) == len(all_found) else FAILED


def _play(seeds: int, *, as_json: bool) -> int:
    """Play each scene; say what went wrong."""
    from backend.lab.simulate.scenes import SCENES, play

    failed = 0
    for scene in SCENES:
        for seed in range(seeds):
            played = play(scene, seed)
            failed += bool(played.wrong)
            if as_json:
                click.echo(
                    json.dumps({"scene": scene, "seed": seed, "tasks": played.tasks, "violations": played.wrong})
                )
            for one in () if as_json else played.wrong[:3]:
                click.echo(f"{scene}, seed {seed}: {one}", err=True)
    if not as_json:
        click.echo(f"{len(SCENES)} scenes, {seeds} seeds each, {failed} failed")
    return FAILED if failed else OK


def _watch(results: Iterable[Result], seeds: int, failed: list[Result], *, as_json: bool) -> int:
    """Show how far it is; collect what failed. Returns how many ops were recorded."""
    from rich.progress import track

    ops = 0
    for result in track(results, "Simulating", seeds, disable=as_json or not sys.stderr.isatty()):
        ops += result.ops
        if result.violations:
            failed.append(result)
        if as_json:
            line = {"seed": result.plan.seed, "faults": result.faults, "ops": result.ops, "trace": result.trace}
            click.echo(json.dumps({**line, "violations": result.violations}))
    return ops
